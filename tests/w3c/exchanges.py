"""Tests of the protocols: requests as they are written in the manifests, and the answers that they ask for."""

from __future__ import annotations

import re
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import RDFS, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from tests.w3c.comparing import same_graph
from tests.w3c.endpoint import Answer, Endpoint, Failed
from tests.w3c.manifests import MF, UT, Test

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
STATUS = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}
TABULAR = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
BOOLEAN = {f.media_type: f for f in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML)}
RDF_TYPES = {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"}
ENDPOINTS = {"/sparql/": "/sparql/", "/gsp": "/store"}


def exchange(test: Test, endpoint: Endpoint) -> None:
    """Send the requests of a test one after the other, and compare each answer."""
    endpoint.clear()
    for data in test.manifest.objects(test.node, UT.graphData):
        file = test.file(test.value(data, UT.graph))
        endpoint.load(file, str(test.value(data, RDFS.label)), test.base(file))
    names: dict[str, str] = {}
    for number, request in enumerate(Collection(test.manifest, test.value(test.node, MF.action, HT.requests)), 1):
        try:
            _compare(test, request, _sent(test, request, endpoint, names), names)
        except Failed as failure:
            raise Failed(f"request {number}: {failure}") from None


def _sent(test: Test, request: Node, endpoint: Endpoint, names: dict[str, str]) -> Answer:
    target = str(test.value(request, HT.absolutePath))
    for name, value in names.items():
        target = target.replace(name, quote(value, safe=""))
    for path, ours in ENDPOINTS.items():
        target = re.sub(f"^{path}", ours, target)
    return endpoint.send(str(test.value(request, HT.methodName)), target, _body(test, request), _headers(test, request))


def _body(test: Test, message: Node) -> bytes:
    body = test.value(message, HT.body)
    if body is None:
        return b""
    return str(test.value(body, CNT.chars)).encode(str(test.value(body, CNT.characterEncoding) or "UTF-8"))


def _headers(test: Test, message: Node) -> dict[str, str]:
    headers = test.value(message, HT.headers)
    found = Collection(test.manifest, headers) if headers is not None else ()
    return {str(test.value(h, HT.fieldName)): str(test.value(h, HT.fieldValue)) for h in found}


def _compare(test: Test, request: Node, answer: Answer, names: dict[str, str]) -> None:
    response = test.value(request, HT.resp)
    assert response is not None
    allowed = [str(status).rpartition("#")[2] for status in test.manifest.objects(response, MF.expectedStatus)]
    if not any(_is(answer.status, status) for status in allowed):
        raise Failed(f"{answer.status}, where {allowed} are expected: {answer.body[:300].decode(errors='replace')}")
    _compare_kind(str(test.value(response, MF.expectedFormat) or ""), answer)
    expected = test.value(response, MF.expectedBoolean)
    if isinstance(expected, Literal) and _boolean(answer) != bool(expected):
        raise Failed(f"{answer.body.decode()}, where {expected} is expected")
    if location := test.value(response, MF.expectedLocation):
        names[str(location)] = answer.headers["location"]
    for name, value in _headers(test, response).items():
        if answer.headers.get(name.lower()) != value:
            raise Failed(f"{name} is {answer.headers.get(name.lower())}, where {value} is expected")
    if body := _body(test, response):
        compare_graphs(Graph().parse(body, format="turtle"), answer)


def compare_graphs(expected: Graph, answer: Answer) -> None:
    """Raise Failed unless the answer has the expected graph."""
    if not same_graph(expected, answer.graph()):
        raise Failed(f"the graph is\n{answer.body.decode()}")


def _is(status: int, expected: str) -> bool:
    """Whether a status code is of a name: OK, NotFound, StatusCode4xx."""
    return re.fullmatch(STATUS.get(expected, expected.removeprefix("StatusCode")).replace("x", "."), str(status)) is not None


def _compare_kind(kind: str, answer: Answer) -> None:
    types = {"boolean": set(BOOLEAN), "tabular": TABULAR, "RDF": RDF_TYPES}
    if kind and answer.media_type not in types[kind]:
        raise Failed(f"a body of {answer.media_type}, where {kind} is expected")


def _boolean(answer: Answer) -> bool:
    results = ox.parse_query_results(answer.body, format=BOOLEAN[answer.media_type])
    return isinstance(results, ox.QueryBoolean) and bool(results)
