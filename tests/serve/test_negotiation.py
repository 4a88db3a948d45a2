"""Content negotiation: the format that the client likes best, of those there are for what is asked."""

import csv
import io

import pyoxigraph as ox
import pytest

from kg.serve.negotiation import best
from tests.serve.serving import JSON

SELECT, ASK, CONSTRUCT = "SELECT ?s { ?s a kg:Article }", "ASK {}", "CONSTRUCT { ?s a kg:Article } WHERE { ?s a kg:Article }"
XML = "application/sparql-results+xml"
TABLES = [JSON, XML, "text/csv; charset=utf-8", "text/tab-separated-values; charset=utf-8"]
GRAPHS = ["text/turtle; charset=utf-8", "application/n-triples", "application/n-quads", "application/trig",
          "application/ld+json", "application/rdf+xml"]


def media_type(server, query, accept):
    answer = server.client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    return answer.status_code, answer.headers["content-type"]


@pytest.mark.parametrize("wanted", TABLES)
def test_tables_come_in_every_format(server, wanted):
    assert media_type(server, SELECT, wanted) == (200, wanted)


@pytest.mark.parametrize("wanted", GRAPHS)
def test_graphs_come_in_every_format_and_say_the_same(server, wanted):
    answer = server.client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": wanted})
    assert answer.headers["content-type"] == wanted
    format_ = ox.RdfFormat.from_media_type(wanted.partition(";")[0])
    assert len({quad.triple for quad in ox.parse(answer.content, format=format_)}) == 2


@pytest.mark.parametrize(("query", "accept", "wanted"), [
    (SELECT, "*/*", JSON), (CONSTRUCT, "*/*", GRAPHS[0]), (ASK, "*/*", JSON),
    (SELECT, "text/*", TABLES[2]), (SELECT, "application/*;q=0.5, text/csv;q=0.4", JSON),
    (SELECT, "text/csv;q=0.5, application/sparql-results+xml;q=0.9", XML),
    (SELECT, "application/sparql-results+json;q=0, text/*;q=0.1, application/xml", "application/xml"),
    (SELECT, "text/html, application/xhtml+xml, */*;q=0.8", JSON),
    (SELECT, "application/json", "application/json"), (SELECT, "application/xml", "application/xml"),
    (SELECT, "TEXT/CSV", TABLES[2]), (SELECT, "text/csv;header=present;q=1.0", TABLES[2]),
    (CONSTRUCT, "application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
])
def test_the_best_liked_format_is_given(server, query, accept, wanted):
    assert media_type(server, query, accept) == (200, wanted)


def test_several_headers_are_one_list(server):
    headers = [("Accept", "image/png"), ("Accept", "text/csv")]
    answer = server.client.send(server.client.build_request("GET", "/sparql", params={"query": SELECT}, headers=headers))
    assert answer.headers["content-type"] == TABLES[2]


@pytest.mark.parametrize(("query", "accept", "valid"), [
    (SELECT, "image/png", JSON), (SELECT, "text/turtle", JSON), (CONSTRUCT, "text/csv", "text/turtle"), (ASK, "*/*;q=0", JSON),
])
def test_what_cannot_be_given_is_406_and_the_formats_are_told(server, query, accept, valid):
    answer = server.client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert valid in answer.json()["valid"]


def test_csv_has_a_header_and_lines_as_rfc_4180_has_them(server):
    query = 'SELECT ("a,\\"b\\"" AS ?x) (1 AS ?y) {}'
    answer = server.client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert answer.content == b'x,y\r\n"a,""b""",1\r\n'
    assert list(csv.DictReader(io.StringIO(answer.text, newline=""))) == [{"x": 'a,"b"', "y": "1"}]


@pytest.mark.parametrize(("accept", "wanted"), [
    (None, "a/a"), ("", "a/a"), ("b/b", "b/b"), ("b/*", "b/b"), ("a/a;q=0.1,b/b;q=0.2", "b/b"), ("a/a;q=x", None),
    ("a/a;q=7", "a/a"), ("a/a;q=-1", None), (";;,,", None), ("a/a" + "," * 5000 + "b/b", "a/a"), ("*/*;q=0.5,a/*;q=0.1", "b/b"),
])
def test_the_best_of_two(accept, wanted):
    assert best(accept, ("a/a", "b/b")) == wanted
