"""Fetching, from a server on this machine: what is asked for and how, what is refused, and that nothing else is fetched."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import time
from itertools import pairwise

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources import read
from kg.sources.web import client, fetching
from kg.sources.web.address import addresses, is_public, target
from kg.sources.web.fetching import Web
from tests.sources.feeds import item, rss
from tests.sources.pages import PARAGRAPHS, page
from tests.sources.server import Reply, serving

STORY = "<p>Officers will leave.</p>"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def web(**options) -> Web:
    return Web(**{"allow_private": True, "delay": 0, **options})


def fetched(server, path: str = "/feed", **options):
    errors: list[SourceError] = []
    return list(read([server.url + path], errors.append, web=web(**options))), errors


def refusal(server, path: str = "/feed", **options) -> str:
    articles, errors = fetched(server, path, **options)
    assert articles == []
    (error,) = errors
    assert error.where
    return str(error)


# What is read

def test_a_feed_is_read_from_its_address_and_nothing_that_it_names_is_fetched(server):
    server.replies["/feed"] = Reply(rss(item(1, f"{server.url}/1", STORY + f'<img src="{server.url}/i.png">')).encode())
    articles, errors = fetched(server)
    assert [(a.text, a.url, a.source) for a in articles] == [
        ("Story 1\n\nOfficers will leave.", f"{server.url}/1", f"{server.url}/feed")]
    assert (errors, server.paths) == ([], ["/feed"])


@pytest.mark.parametrize(("body", "title"), [
    (page(*PARAGRAPHS), "Officers to leave"), ('{"text": "Words.", "title": "T"}', "T"),
    ("Headline\n\nWords follow.", "Headline"),
    ('<?xml version="1.0"?>\n<!-- a feed of <b> -->' + rss(item(1, "/1", STORY)).partition("?>")[2], "Story 1"),
])
def test_what_stands_at_an_address_is_told_by_its_first_bytes(server, body, title):
    server.replies["/a"] = Reply(body.encode(), headers={"Content-Type": "application/octet-stream"})
    server.replies["/a.gz"] = Reply(gzip.compress(body.encode()), headers={"Content-Encoding": "gzip"})
    assert [a.title for path in ("/a", "/a.gz") for a in fetched(server, path)[0]] == [title, title]


def test_a_relative_link_is_seen_from_the_address_of_the_feed(server):
    server.replies["/news/feed"] = Reply(rss(item(1, "story", STORY)).replace("https://news.example/", "").encode())
    (article,) = fetched(server, "/news/feed")[0]
    assert article.url == f"{server.url}/news/story"


def test_a_page_keeps_its_encoding(server):
    body = page("Офицеры покинут Миннесоту в среду, заявил представитель ведомства на брифинге. " * 3, PARAGRAPHS[1])
    server.replies["/a"] = Reply(body.encode("koi8-r"), headers={"Content-Type": "text/html; charset=koi8-r"})
    assert "Офицеры покинут Миннесоту" in fetched(server, "/a")[0][0].text


def test_with_follow_the_pages_of_items_are_read_and_nothing_that_they_name(server):
    server.replies["/feed"] = Reply(rss(item(1, f"{server.url}/1", STORY), item(2, f"{server.url}/2", STORY)).encode())
    body = page(*PARAGRAPHS, f'More at <a href="{server.url}/more">our site</a>, said the agency in a long statement.')
    undated = body.replace('<meta property="article:published_time" content="2026-02-04T10:00:00Z">', "")
    server.replies["/1"] = Reply(undated.encode(), headers=HTML)
    articles, errors = fetched(server, follow=True)
    assert [(a.title, a.url, a.published) for a in articles] == [
        ("Officers to leave", f"{server.url}/1", "2026-02-04T16:00:00+00:00")]
    assert PARAGRAPHS[1] in articles[0].text
    assert [e.what for e in errors] == ["the server answers 404 Not Found"]
    assert server.paths == ["/feed", "/1", "/2"]


def test_an_item_without_a_link_is_read_from_the_feed_even_with_follow(server):
    server.replies["/feed"] = Reply(b"<rss><channel><item><description>Words follow.</description></item></channel></rss>")
    assert [(a.text, a.url) for a in fetched(server, follow=True)[0]] == [("Words follow.", None)]


def test_the_feeds_of_a_list_are_read_when_the_list_was_named(server, file):
    for name in "ab":
        server.replies[f"/{name}"] = Reply(rss(item(1, f"/{name}/1", STORY)).encode())
    path = file("feeds.opml", f'<opml><body><outline xmlUrl="{server.url}/a"/><outline xmlUrl="file:///etc/passwd"/>'
                f'<outline xmlUrl="{server.url}/b"/></body></opml>')
    errors: list[SourceError] = []
    assert len(list(read([path], errors.append, web=web()))) == 2
    assert server.paths == ["/a", "/b"]
    assert [e.where for e in errors] == ["file:///etc/passwd"]


# How it is asked

def test_a_request_says_who_asks(server):
    server.replies["/feed"] = Reply(rss(item(1, "/1", STORY)).encode())
    fetched(server)
    assert server.requests[-1].headers["user-agent"].startswith("newskg/")
    assert server.requests[-1].headers["host"] == server.url.removeprefix("http://")


def test_only_what_has_changed_is_fetched_again(server, tmp_path):
    state = tmp_path / "fetched.json"
    server.replies["/feed"] = Reply(rss(item(1, "/1", STORY)).encode(), headers={"ETag": '"one"', "Last-Modified": "Wed"})
    for expected in (1, 0):
        asked = web(remembered=state, reading="run")
        assert len(list(read([f"{server.url}/feed"], web=asked))) == expected
        asked.remember()
    assert server.requests[-1].headers["if-none-match"] == '"one"'
    assert server.requests[-1].headers["if-modified-since"] == "Wed"
    server.replies["/feed"] = Reply(rss(item(2, "/2", STORY)).encode(), headers={"ETag": '"two"'})
    assert [a.title for a in read([f"{server.url}/feed"], web=web(remembered=state, reading="run"))] == ["Story 2"]


@pytest.mark.parametrize("options", [{"reading": "other"}, {"follow": True}])
def test_what_was_fetched_to_be_read_in_another_way_is_fetched_again(server, tmp_path, options):
    state = tmp_path / "fetched.json"
    server.replies["/feed"] = Reply(rss(item(1, "", STORY)).encode(), headers={"ETag": '"one"'})
    first = web(remembered=state, reading="run")
    assert len(list(read([f"{server.url}/feed"], web=first))) == 1
    first.remember()
    second = web(**{"remembered": state, "reading": "run", **options})
    assert len(list(read([f"{server.url}/feed"], web=second))) == 1


def test_nothing_is_remembered_of_a_build_that_was_cut_off_or_fetched_nothing(server, tmp_path):
    state = tmp_path / "fetched.json"
    server.replies["/feed"] = Reply(rss(item(1, "/1", STORY)).encode(), headers={"ETag": '"one"'})
    next(read([f"{server.url}/feed"], web=web(remembered=state)))
    assert not state.exists()
    web(remembered=state).remember()
    assert not state.exists()


@pytest.mark.parametrize("content", [
    "", "[]", '{"validators": 5}', '{"reading": "", "validators": {"a": 1}}', "\0", "[" * 99_999])
def test_a_file_that_remembers_something_else_is_refused(file, content):
    with pytest.raises(SourceError, match="not the file"):
        web(remembered=file("fetched.json", content))


def test_what_a_file_of_validators_says_cannot_write_headers(file, server):
    hostile = {f"{server.url}/feed": {"etag": 'x"\r\nX-Evil: 1'}}
    state = file("fetched.json", json.dumps({"reading": "", "validators": hostile}))
    server.replies["/feed"] = Reply(rss(item(1, "/1", STORY)).encode())
    assert len(list(read([f"{server.url}/feed"], web=web(remembered=state)))) == 1
    assert not {"x-evil", "if-none-match"} & set(server.requests[-1].headers)


def test_requests_to_one_server_are_apart(server):
    server.replies["/feed"] = Reply(rss(*(item(n, f"{server.url}/{n}") for n in range(3))).encode())
    fetched(server, follow=True, delay=0.15)
    assert len(server.requests) == 5
    assert all(later.moment - earlier.moment >= 0.14 for earlier, later in pairwise(server.requests))


def test_a_server_may_ask_for_more_time_between_requests(server, monkeypatch):
    slept = []
    monkeypatch.setattr(fetching.time, "sleep", slept.append)
    server.replies["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 7\n")
    server.replies["/feed"] = Reply(rss(item(1, f"{server.url}/1")).encode())
    fetched(server, follow=True)
    assert 6.5 < slept[-1] <= 7


@pytest.fixture
def authority(monkeypatch):
    """An authority for certificates that this process trusts."""
    found = trustme.CA()
    context = ssl.create_default_context()
    found.configure_trust(context)
    monkeypatch.setattr(client, "_tls", lambda: context)
    return found


def certified(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_a_server_is_asked_over_tls(authority):
    with serving(certified(authority, "127.0.0.1")) as server:
        server.replies["/feed"] = Reply(rss(item(1, "/1", STORY)).encode())
        assert [a.title for a in fetched(server)[0]] == ["Story 1"]


def test_a_server_whose_certificate_is_another_s_or_untrusted_is_not_believed(authority):
    for issuer, name in ((authority, "other.example"), (trustme.CA(), "127.0.0.1")):
        with serving(certified(issuer, name)) as server:
            assert "certificate verify failed" in refusal(server)
            assert server.requests == []


# What is refused

@pytest.mark.parametrize(("rules", "path", "read_"), [
    ("User-agent: *\nDisallow: /private", "/feed", True), ("User-agent: *\nDisallow: /feed", "/feed", False),
    ("User-agent: newskg\nDisallow: /\n\nUser-agent: *\nAllow: /", "/feed", False),
    ("\ufeffUser-agent: *\nDisallow: /", "/feed", False),
    ("\0\1\2", "/feed", True),
])
def test_the_rules_for_robots_are_kept(server, rules, path, read_):
    server.replies["/robots.txt"] = Reply(rules.encode())
    server.replies["/feed"] = Reply(rss(item(1, "/1", STORY)).encode())
    assert (len(fetched(server, path)[0]) == 1) == read_
    assert server.paths == (["/feed"] if read_ else [])


def test_a_server_that_cannot_tell_its_rules_is_left_alone(server):
    server.replies["/robots.txt"] = Reply(status=503)
    assert "robots" in refusal(server)
    assert server.paths == []


@pytest.mark.parametrize(("reply", "says"), [
    (Reply(status=404), "404 Not Found"), (Reply(status=500), "500 Internal Server Error"), (Reply(status=304), "304"),
    (Reply(status=599), "answers 599"), (Reply(status=429, headers={"Retry-After": "120"}), "again in 120 seconds"),
    (Reply(status=204), "204"), (Reply(status=301), "301"),
])
def test_what_a_server_answers_instead_is_told(server, reply, says):
    server.replies["/feed"] = reply
    assert says in refusal(server)


def test_redirects_are_followed_to_a_limit(server):
    server.replies["/old"] = Reply(status=301, headers={"Location": "/feed"})
    server.replies["/feed"] = Reply(rss(item(1, "/1", STORY)).encode())
    assert [a.source for a in fetched(server, "/old")[0]] == [f"{server.url}/old"]
    server.replies["/round"] = Reply(status=302, headers={"Location": "/round"})
    assert "too many redirects" in refusal(server, "/round")
    assert server.paths.count("/round") == 6


@pytest.mark.parametrize("location", [
    "file:///etc/passwd", "ftp://127.0.0.1/", "http://a:b@127.0.0.1/", "http://[", "gopher:x"])
def test_redirects_lead_to_the_web_only(server, location):
    server.replies["/feed"] = Reply(status=302, headers={"Location": location})
    assert refusal(server)
    assert server.paths == ["/feed"]


def test_redirects_are_held_to_the_rules_for_robots(server):
    server.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private")
    server.replies["/feed"] = Reply(status=302, headers={"Location": "/private"})
    assert "robots" in refusal(server)
    assert server.paths == ["/feed"]


def test_an_answer_that_is_too_large_is_not_read(server, monkeypatch):
    monkeypatch.setattr(client.get, "__kwdefaults__", {"limit": 1000})
    server.replies["/feed"] = Reply(b"x" * 1001)
    assert "too large" in refusal(server)
    server.replies["/feed"] = lambda handler: handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 5000)
    assert "too large" in refusal(server)


def test_a_packed_answer_that_unpacks_to_too_much_is_refused(server):
    server.replies["/feed"] = Reply(gzip.compress(b"<rss>" + bytes(100_000_000)))
    assert "too large" in refusal(server) or "unpacks" in refusal(server)


def slowly(handler):
    """Write an answer that never ends, a byte at a time."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    for _ in range(200):
        handler.wfile.write(b"x")
        time.sleep(0.02)


def test_an_answer_that_takes_too_long_is_cut(server, monkeypatch):
    monkeypatch.setattr(client, "LONGEST", 0.3)
    server.replies["/feed"] = slowly
    start = time.perf_counter()
    assert "no answer in time" in refusal(server)
    assert time.perf_counter() - start < 2


def test_a_silent_server_is_given_up(server, monkeypatch):
    monkeypatch.setattr(client, "SILENCE", 0.2)
    server.replies["/feed"] = lambda handler: time.sleep(0.6)
    assert "no answer" in refusal(server)


@pytest.mark.parametrize("said", [
    b"", b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200,
    b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"])
def test_what_is_no_answer_is_told(server, said):
    server.replies["/feed"] = lambda handler: handler.wfile.write(said)
    assert "no answer" in refusal(server)


def test_servers_that_are_not_there_are_told(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    errors: list[SourceError] = []
    assert list(read([f"http://127.0.0.1:{port}/"], errors.append, web=web())) == []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: (_ for _ in ()).throw(socket.gaierror("unknown")))
    assert list(read(["http://absent.example/"], errors.append, web=web())) == []
    assert [e.what.partition(":")[0] for e in errors] == ["no answer", "no server of the name absent.example"]


@pytest.mark.parametrize("url", [
    "file:///etc/passwd", "http://", "http://a b/", "http://a/\n", "https://user@a.example/", "http://a:99999/", "http://[::1",
    "http://a.example/" + "x" * 3000, "http://é" + "é" * 70 + "/", "http://a..b/", "http:///x", "http://[fe80::1%25eth0]/"])
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(SourceError, match="not fetched"):
        target(url)


def test_addresses_are_written_as_servers_read_them():
    assert target("HTTP://News.Example:80/süd?q=ö#top").url == "http://news.example/s%C3%BCd?q=%C3%B6"
    assert target("https://bücher.example").url == "https://xn--bcher-kva.example/"
    assert target("http://[2001:db8::1]:8080/a%20b").url == "http://[2001:db8::1]:8080/a%20b"


@given(st.text(max_size=60))
def test_any_text_after_the_scheme_is_an_address_or_refused(text):
    try:
        goal = target("http://" + text)
    except SourceError:
        return
    assert goal.url.isascii()
    assert not set(goal.url) & set(" \r\n\t")
    assert not set(goal.host) & set("/@?#")


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "255.255.255.255",
    "224.0.0.1", "192.0.2.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1"])
def test_private_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"])
def test_public_addresses_are(address):
    assert is_public(address)


def test_a_server_on_a_private_network_is_not_reached_unless_that_is_allowed(server):
    server.replies["/feed"] = Reply(rss(item(1, "/1", STORY)).encode())
    assert "--allow-private" in refusal(server, allow_private=False)
    assert server.requests == []


def test_a_name_that_leads_to_one_private_address_among_public_ones_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (a, 80)) for a in ("9.9.9.9", "127.0.0.1")])
    with pytest.raises(SourceError, match="private"):
        addresses(target("http://rebind.example/"), allow_private=False)


def test_the_address_that_was_checked_is_the_one_that_is_reached(server, monkeypatch):
    answers = iter([[(2, 1, 6, "", ("127.0.0.1", 80))], [(2, 1, 6, "", ("127.0.0.2", 80))]])
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: (
        next(answers) if host == "rebind.example" else real(host, *rest, **more)))
    server.replies["/feed"] = Reply(b"Words.")
    port = server.url.rpartition(":")[2]
    answer = client.get(target(f"http://rebind.example:{port}/feed"), {}, allow_private=True)
    assert answer.body == b"Words."
    assert server.requests[-1].headers["host"] == f"rebind.example:{port}"
