"""Hostile addresses, headers and names: nothing outside the server's own is read, and nothing of a request becomes a header."""

import json

import pytest

from tests.serve.attacking import asked, besieged, status
from tests.serve.serving import TOKEN

SECRETS = (b"root:", b"[project]", b"import ", b"SQLite")
BEARER = f"Authorization: Bearer {TOKEN}"
OUTSIDE = (
    "/assets/../pages.py", "/assets/..%2f..%2fpages.py", "/assets/%2e%2e/%2e%2e/page.html", "/assets/..\\..\\page.html",
    "/assets/..%5c..%5cpage.html", "/assets/%252e%252e%252fpage.html", "/assets/....//page.html", "/assets//etc/passwd",
    "/assets/%2fetc%2fpasswd", "/assets/explorer.css%00", "/assets/explorer.css%00.txt", "/assets/.%00./page.html",
    "/assets/%c0%ae%c0%ae%c0%afpage.html", "/assets/%uff0e%uff0e/page.html", "/assets/\xff\xfe", "/assets/" + "a" * 20_000,
    "/assets/" + "../" * 5_000, "/assets/./explorer.css", "/assets/", "//etc/passwd", "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd", "/api/../pages", "/api/..%2fpages", "/api/__init__", "/api/%00", "/api/" + "a" * 20_000,
    "file:///etc/passwd", "/.git/config", "/.well-known/../pages",
)
INNER = ("/api/thing", "/api/has-graph")


@pytest.mark.parametrize("target", [*OUTSIDE, *INNER])
def test_nothing_outside_is_read(victim, target):
    answer = asked(victim, target)
    assert status(answer) in (400, 404, 421)
    assert not any(secret in answer for secret in SECRETS)


@pytest.mark.parametrize("name", [
    "%00", "%0d%0aSet-Cookie:%20a=b", "..%2f..%2f..%2fetc%2fpasswd", "%ff%fe", "%c0%ae", "a%20b", "%3E%7B%7D",
    "%22%3E%3Cscript%3E",
    "%5c", "\\", "%F0%9F%98%80", "%ed%a0%80", "a" * 20_000, "%E2%80%AE", "{}", "|", "^", "`", "'%22", "?query=ASK{}", "%",
    "%zz", "",
])
def test_odd_names_of_things_lead_nowhere(victim, name):
    for accept in ("text/html", "text/turtle", "application/rdf+xml"):
        answer = asked(victim, "/id/" + name, f"Accept: {accept}")
        assert status(answer) in (400, 404)
        assert b"set-cookie" not in answer.partition(b"\r\n\r\n")[0].lower()


@pytest.mark.parametrize("query", [
    "graph=", "graph=..%2f..%2fetc%2fpasswd", "graph=%00", "graph=a:b%3E%20%7B%7D%20%7D%20%23",
    "graph=a:b%0d%0aSet-Cookie:a=b", "graph=%ff",
    "graph=a:b&graph=a:c", "graph=a:b&default", "default&default", "graph", "other=a", "graph=" + "a" * 20_000, "&" * 5_000,
    "graph=file:///etc/passwd", "graph=%EF%BF%BE",
])
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_odd_names_of_graphs_are_refused(victim, query, method):
    answer = asked(victim, f"/store?{query}", BEARER, method=method)
    assert status(answer) in (400, 404)
    assert b"set-cookie" not in answer.partition(b"\r\n\r\n")[0].lower()
    assert not any(secret in answer for secret in SECRETS)


@pytest.mark.parametrize("host", [
    "evil.example", "localhost.evil.example", "evil.example:localhost", "localhost@evil.example", "localhost:80@evil.example",
    "localhost:evil", "localhost:-1", "[::1", "[::1]evil", "127.0.0.1.evil.example", "127.1", "0", "", "localhost\t.evil",
    "localhost/evil",
    "localhost#", "localhost?", "LOCALHOST:99999999", "l" * 10_000,
])
def test_no_other_name_of_the_server_is_taken(victim, host):
    assert status(asked(victim, "/healthz", host=host)) in (400, 421)


def test_of_two_names_none_is_taken(victim):
    for names in (("localhost", "evil.example"), ("evil.example", "localhost")):
        assert status(asked(victim, "/healthz", f"Host: {names[1]}", host=names[0])) in (400, 421)


@pytest.mark.parametrize("headers", [
    ["Accept: " + "a/b," * 20_000], ["Accept: text/html;q=" + "9" * 10_000], ["Accept: */*;q=nan"], ["Accept: \xff\xfe"],
    ["Accept: text/csv;q=1e999"], ["Accept-Encoding: " + "gzip;q=1," * 10_000], ["If-None-Match: " + '"a",' * 20_000],
    ["Range: bytes=0-"],
    ["Cookie: " + "a=b;" * 20_000], ["X-Forwarded-Host: evil.example", "X-Forwarded-Proto: javascript"],
    ["X-HTTP-Method-Override: DELETE"],
    ["Content-Type: " + "a" * 60_000], ["Authorization: Bearer " + "a" * 60_000], ["Authorization: Bearer \xff"],
    ["Origin: null"],
    ["Expect: 200-ok"], *([f"X-{n}: a" for n in range(count)] for count in (1_000, 5_000)),
])
def test_odd_headers_change_nothing(victim, headers):
    with besieged(victim):
        answer = asked(victim, "/sparql?query=ASK%7B%7D", *headers)
    assert status(answer) in (200, 400, 406)
    assert b"evil.example" not in answer


@pytest.mark.parametrize("query", [
    "ASK%7B%7D%0d%0aSet-Cookie:%20a=b", "SELECT%20(1%20AS%20?%0d%0aSet-Cookie)%20%7B%7D", "%00", "%ff", "%", "",
])
def test_nothing_of_a_query_becomes_a_header(victim, query):
    for accept in ("text/csv", "application/json", "text/html%0d%0aX-A:b"):
        head, _, _ = asked(victim, f"/sparql?query={query}", f"Accept: {accept}").partition(b"\r\n\r\n")
        assert b"set-cookie" not in head.lower()
        assert b"x-a:" not in head.lower()


@pytest.mark.parametrize("parameters", [
    "text=" + "a" * 30_000, "text=%22", "text=a*%20OR%20b*%20NEAR(", "text='%3B%20DROP%20TABLE%20names", "text=%00",
    "around=%3E", "hops=99999999999",
    "hops=-1", "limit=1e9", "limit=" + "9" * 5_000, "around=" + "a:b," * 5_000, "expand=" + "a:b%20" * 5_000,
    "since=9999999-99-99", "iri=%0a",
    "page=-1", "offset=99999999999999999999",
])
@pytest.mark.parametrize("view", ["search", "graph", "timeline", "home", "entity", "article", "statement"])
def test_odd_parameters_of_views_are_told_of(victim, view, parameters):
    answer = asked(victim, f"/api/{view}?{parameters}")
    assert status(answer) in (200, 400, 404)
    assert isinstance(json.loads(answer.partition(b"\r\n\r\n")[2]), dict | list)
