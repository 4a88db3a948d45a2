"""Hostile uploads, with the token: bombs are refused before they unfold, and nothing of them is written."""

import gzip
import json

import pytest

from tests.serve.attacking import besieged
from tests.serve.serving import TURTLE, WRITING

RDFXML, JSONLD, TRIX, NTRIPLES = "application/rdf+xml", "application/ld+json", "application/trix", "application/n-triples"
GRAPH, DEEP = "a:hostile", 200_000
LOLS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
BOMB = f'<!DOCTYPE r [<!ENTITY l0 "lol">{LOLS}]>'
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{}</rdf:RDF>'
DESCRIBED = '<rdf:Description rdf:about="a:a"><p xmlns="a:">{}</p></rdf:Description>'
NODES = '<rdf:Description><p xmlns="a:">'
PIECES = {
    "an entity bomb": (RDFXML, BOMB + RDF.format(DESCRIBED.format("&l12;"))),
    "an entity bomb in another case": (RDFXML, BOMB.replace("DOCTYPE", "doctype") + RDF.format(DESCRIBED.format("&l12;"))),
    "a document type alone": (RDFXML, "<!DOCTYPE r>" + RDF.format("")),
    "an entity of the system's files": (RDFXML, '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                                        + RDF.format(DESCRIBED.format("&e;"))),
    "parameter entities": (RDFXML, '<!DOCTYPE r [<!ENTITY % e "<!ENTITY f \'x\'>">%e;]>' + RDF.format(DESCRIBED.format("&f;"))),
    "an entity bomb in UTF-16": (RDFXML, (BOMB + RDF.format(DESCRIBED.format("&l12;"))).encode("utf-16")),
    "an entity bomb in TriX": (TRIX, BOMB + "<TriX><graph><triple><plainLiteral>&l12;</plainLiteral></triple></graph></TriX>"),
    "a document type in TriX": (TRIX, "<!DOCTYPE TriX><TriX/>"),
    "nested RDF/XML": (RDFXML, RDF.format(NODES * DEEP)),
    "nested Turtle": (TURTLE, "<a:a> <a:b> " + "[ <a:b> " * DEEP),
    "nested lists in Turtle": (TURTLE, "<a:a> <a:b> " + "( " * DEEP),
    "nested triple terms": (TURTLE, "<a:a> <a:b> " + "<<( <a:a> <a:b> " * DEEP),
    "nested reifiers": (TURTLE, "<< " * DEEP),
    "a string that does not end": (TURTLE, "<a:a> <a:b> '''" + "a" * 1_000_000),
    "an address that does not end": (NTRIPLES, "<a:" + "a" * 5_000_000),
    "nested JSON-LD": (JSONLD, '{"a:b":' * DEEP),
    "nested lists in JSON-LD": (JSONLD, "[" * DEEP),
    "nested contexts": (JSONLD, '{"@context":' * DEEP),
    "a context that contains itself": (JSONLD, json.dumps({"@context": {"a": "b:c", "b": "a:c"}, "a": 1})),
    "a graph of its own": (JSONLD, json.dumps({"@id": "a:g", "@graph": [{"@id": "a:a", "a:b": 1}]})),
    "a context with steps to the next": (JSONLD, json.dumps({"@context": {f"a{n}": f"a{n + 1}:" for n in range(20_000)},
                                                             "a0:b": 1})),
    "no bytes of Unicode": (TURTLE, b"<a:a> <a:b> '\xff\xfe\xed\xa0\x80' ."),
    "zero bytes": (TURTLE, b"\0" * 1_000_000),
    "a gzip bomb": (TURTLE, gzip.compress(b"<a:a> <a:b> <a:c> .\n" * 20_000_000, 1)[:5_000_000]),
}


def uploaded(server, media_type, content, **headers):
    body = content if isinstance(content, bytes) else content.encode()
    return server.client.put("/store", params={"graph": GRAPH}, content=body,
                             headers={**WRITING, "Content-Type": media_type, **headers})


@pytest.mark.parametrize("name", PIECES)
def test_a_hostile_upload_is_refused_and_nothing_is_written(victim, name):
    with besieged(victim):
        answer = uploaded(victim, *PIECES[name])
    assert answer.status_code in (400, 413, 415)
    assert answer.json()["detail"]
    assert "root:" not in answer.text
    assert not victim.ask(f"ASK {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "compress"])
@pytest.mark.parametrize("path", ["/store?graph=a:hostile", "/sparql", "/update", "/decisions"])
def test_bodies_are_not_unpacked(victim, path, coding):
    bomb = gzip.compress(b"\0" * 10_000_000)
    types = {"/sparql": "application/sparql-query", "/update": "application/sparql-update", "/decisions": "application/json"}
    with besieged(victim):
        answer = victim.client.post(path, content=bomb, headers={
            **WRITING, "Content-Type": types.get(path, TURTLE), "Content-Encoding": coding})
    assert answer.status_code == 415
    assert "Content-Encoding" in answer.json()["what"]


@pytest.mark.parametrize("decision", [
    "[" * 60_000, '{"decision":' * 5_000, '{"decision": "merge", "entities": ["a:b\\u0000"]}', "nul", "\0", "9" * 60_000,
    '{"decision": "merge", "entities": 1e999}',
])
def test_hostile_decisions_are_refused(victim, decision):
    answer = victim.client.post("/decisions", content=decision, headers={**WRITING, "Content-Type": "application/json"})
    assert answer.status_code == 400


@pytest.mark.parametrize("body", [
    b"", b"--x", b"--x\r\n" * 100_000, b"--x\r\nContent-Disposition: form-data; name=" + b"a" * 1_000_000,
    b"--x\r\n" + b"X-A: b\r\n" * 100_000,
    b"".join(b'--x\r\nContent-Disposition: form-data; name="a"; filename="../%d"\r\nContent-Type: text/turtle\r\n\r\n\r\n' % n
             for n in range(1_000)) + b"--x--\r\n",
])
def test_hostile_forms_are_refused(victim, body):
    with besieged(victim):
        answer = victim.client.post("/store", content=body, params={"graph": GRAPH}, headers={
            **WRITING, "Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status_code in (400, 413, 415)
