"""What the service says of itself to machines: SPARQL 1.1 Service Description, and VoID of what it holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg.rdf.formats import FORMATS, find
from kg.rdf.prefixes import DATA, DCTERMS, KG, PREFIXES, RDF, XSD
from kg.serve import bodies
from kg.serve.answers import of_bytes
from kg.serve.negotiation import best
from kg.serve.service import service

SD, VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
FORMAT = "http://www.w3.org/ns/formats/"
W3C_NAMES = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "TriG",
             "N-Triples", "N-Quads", "JSON-LD", "RDF_XML")
OFFERED = tuple(m for f in FORMATS for m in f.media_types if m != "text/plain")
A = ox.NamedNode(RDF + "type")


async def describe(request: Request) -> Response:
    """Describe the endpoint."""
    return await _answer(request, _service)


async def void(request: Request) -> Response:
    """Describe the dataset."""
    return await _answer(request, _dataset)


async def _answer(request: Request, of: Callable[[str, dict[str, int], bool], Iterator[ox.Triple]]) -> Response:
    media_type = best(bodies.accepted(request), OFFERED) or OFFERED[0]
    counts = json.loads(await service(request).readers.view("counts", {}))
    root = str(request.url.replace(path="", query="", fragment=""))
    writes = service(request).settings.token is not None
    triples = sorted(of(root, counts, writes), key=str)
    prefixes = {**PREFIXES, "sd": SD, "void": VOID}
    body = ox.serialize(triples, format=find(media_type).engine, prefixes=prefixes)
    return await of_bytes(request, body or b"", media_type)


def _service(root: str, counts: dict[str, int], writes: bool) -> Iterator[ox.Triple]:
    endpoint = ox.NamedNode(root + "/sparql")
    yield ox.Triple(endpoint, A, _sd("Service"))
    yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    if writes:
        yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Update"))
    yield ox.Triple(endpoint, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in W3C_NAMES:
        yield ox.Triple(endpoint, _sd("resultFormat"), ox.NamedNode(FORMAT + name))
    dataset, graph = ox.NamedNode(root + "/.well-known/void#dataset"), ox.NamedNode(root + "/.well-known/void#graph")
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, A, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), graph)
    yield ox.Triple(graph, A, _sd("Graph"))
    yield from _dataset(root, counts, writes)


def _dataset(root: str, counts: dict[str, int], _: bool) -> Iterator[ox.Triple]:
    dataset = ox.NamedNode(root + "/.well-known/void#dataset")
    yield ox.Triple(dataset, A, ox.NamedNode(VOID + "Dataset"))
    yield ox.Triple(dataset, ox.NamedNode(DCTERMS + "title"), ox.Literal("A knowledge graph built from news", language="en"))
    yield ox.Triple(dataset, ox.NamedNode(VOID + "sparqlEndpoint"), ox.NamedNode(root + "/sparql"))
    yield ox.Triple(dataset, ox.NamedNode(VOID + "uriSpace"), ox.Literal(DATA))
    yield ox.Triple(dataset, ox.NamedNode(VOID + "vocabulary"), ox.NamedNode(KG))
    integer = ox.NamedNode(XSD + "integer")
    yield ox.Triple(dataset, ox.NamedNode(VOID + "triples"), ox.Literal(str(counts["quads"]), datatype=integer))
    for name, number in sorted(counts.items()):
        if name in ("Article", "Statement", "Claim"):
            part = ox.NamedNode(f"{root}/.well-known/void#{name.lower()}")
            yield ox.Triple(dataset, ox.NamedNode(VOID + "classPartition"), part)
            yield ox.Triple(part, ox.NamedNode(VOID + "class"), ox.NamedNode(KG + name))
            yield ox.Triple(part, ox.NamedNode(VOID + "entities"), ox.Literal(str(number), datatype=integer))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
