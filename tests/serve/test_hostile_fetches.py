"""Whatever names an address elsewhere: nobody is called there, and an answer says that it is not done."""

import time

import httpx
import pytest

from tests.serve.attacking import canary, pinged, sent
from tests.serve.serving import JSON, TURTLE, WRITING, eventually

SPARQL, UPDATE = "application/sparql-query", "application/sparql-update"
RDFXML, JSONLD = "application/rdf+xml", "application/ld+json"
RDF = ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#" {}>{}'
       "</rdf:RDF>")
IMPORTS = '<owl:Ontology rdf:about=""><owl:imports rdf:resource="HERE/x"/></owl:Ontology>'
QUERIES = (
    "SELECT * { SERVICE <HERE/x> { ?s ?p ?o } }", "SELECT * { SERVICE SILENT <HERE/x> { ?s ?p ?o } }",
    "SELECT * { SERV\\u0049CE <HERE/x> { ?s ?p ?o } }", "SELECT * { VALUES ?x { <HERE/x> } SERVICE ?x { ?s ?p ?o } }",
    "ASK { { SELECT * { service<HERE/x>{} } } }", "ASK { FILTER EXISTS { SERVICE <HERE/x> {} } }",
    "BASE <HERE/> SELECT * { SERVICE <x> { ?s ?p ?o } }", "PREFIX h: <HERE/> SELECT * { SERVICE h:x { ?s ?p ?o } }",
    "SELECT * FROM <HERE/x> { ?s ?p ?o }", "SELECT * FROM NAMED <HERE/x> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <HERE/x> { ?s ?p ?o } }", "DESCRIBE <HERE/x>", "CONSTRUCT { <HERE/x> a <HERE/y> } {}",
    "LOAD <HERE/x>", "SELECT (<HERE/x>(1) AS ?x) {}", "SELECT * { <HERE/x> (<HERE/p>)* ?o }",
)
UPDATES = (
    "LOAD <HERE/x>", "LOAD SILENT <HERE/x> INTO GRAPH <a:g>", "L\\u004fAD <HERE/x>", "CLEAR ALL; LOAD <HERE/x>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <HERE/x> { ?s ?p ?o } }", "PREFIX h: <HERE/> LOAD h:x",
    "WITH <HERE/x> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "COPY <HERE/x> TO <HERE/y>",
    "INSERT { ?s ?p ?o } USING <HERE/x> WHERE { ?s ?p ?o }", "INSERT DATA { <HERE/x> <a:imports> <HERE/y> }",
)
UPLOADS = (
    (JSONLD, '{"@context": "HERE/x", "a": 1}'), (JSONLD, '{"@context": ["HERE/x", {"b": "a:b"}], "b": 1}'),
    (JSONLD, '{"@context": {"@import": "HERE/x"}, "a": 1}'), (JSONLD, '{"@context": {"@base": "HERE/"}, "@id": "x", "a:b": 1}'),
    (JSONLD, '{"@context": {"a": {"@id": "a:b", "@context": "HERE/x"}}, "a": {"b": 1}}'),
    (TURTLE, "@base <HERE/> . <x> <http://www.w3.org/2002/07/owl#imports> <y> ."), (RDFXML, RDF.format("", IMPORTS)),
    (RDFXML, '<!DOCTYPE r SYSTEM "HERE/x">' + RDF.format("", "")),
    (RDFXML, '<!DOCTYPE r [<!ENTITY % e SYSTEM "HERE/x">%e;]>' + RDF.format("", "")),
    (RDFXML, '<!DOCTYPE r [<!ENTITY e SYSTEM "HERE/x">]>' + RDF.format("", "<rdf:Description>&e;</rdf:Description>")),
    (RDFXML, '<?xml-stylesheet href="HERE/x"?>' + RDF.format('xml:base="HERE/"', "")),
    (RDFXML, RDF.format('xmlns:xi="http://www.w3.org/2001/XInclude"', '<xi:include href="HERE/x"/>')),
    (RDFXML, RDF.format('xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="HERE/ HERE/x"', "")),
)


@pytest.fixture(scope="module")
def elsewhere():
    with canary() as heard:
        yield heard


def quiet(heard):
    time.sleep(0.05)
    return heard.calls == []


def test_the_canary_hears_who_calls():
    with canary() as heard:
        with pytest.raises(httpx.HTTPError):
            httpx.get(heard.address + "/x")
        assert eventually(lambda: heard.calls)


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_calls_nobody(victim, elsewhere, query):
    text = query.replace("HERE", elsewhere.address)
    with pinged(victim) as pings:
        answers = [victim.client.post("/sparql", content=text, headers={"Content-Type": SPARQL}),
                   victim.client.get("/sparql", params={"query": text}, headers={"Accept": JSON})]
    assert all(answer.status_code in (200, 400, 406) for answer in answers)
    assert quiet(elsewhere)
    assert pings.answered


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri", "using-graph-uri", "base", "context"])
def test_a_parameter_calls_nobody(victim, elsewhere, parameter):
    parameters = {"query": "SELECT * { ?s ?p ?o } LIMIT 1", parameter: elsewhere.address + "/x"}
    victim.client.get("/sparql", params=parameters)
    victim.client.get("/store", params={"graph": elsewhere.address + "/x"})
    assert quiet(elsewhere)


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_calls_nobody(own, elsewhere, update):
    answer = own.client.post("/update", content=update.replace("HERE", elsewhere.address),
                             headers={**WRITING, "Content-Type": UPDATE})
    assert answer.status_code in (204, 400)
    assert quiet(elsewhere)


@pytest.mark.parametrize(("media_type", "content"), UPLOADS)
def test_an_upload_calls_nobody(victim, elsewhere, media_type, content):
    answer = victim.client.put("/store", params={"graph": elsewhere.address + "/g"},
                               content=content.replace("HERE", elsewhere.address),
                               headers={**WRITING, "Content-Type": media_type,
                                        "Link": f'<{elsewhere.address}/x>; rel="context"'})
    assert answer.status_code in (201, 204, 400)
    assert quiet(elsewhere)


@pytest.mark.parametrize("headers", [
    {"Host": "HERE"}, {"Origin": "HERE"}, {"Referer": "HERE/x"}, {"X-Forwarded-Host": "HERE"}, {"Forwarded": "host=HERE"},
    {"Link": '<HERE/x>; rel="http://www.w3.org/ns/json-ld#context"'}, {"Accept": 'application/ld+json;profile="HERE/x"'},
    {"SOAPAction": "HERE/x"}, {"Destination": "HERE/x"},
])
@pytest.mark.parametrize("path", ["/", "/sparql", "/store?default", "/api/home"])
def test_a_header_calls_nobody(victim, elsewhere, path, headers):
    host = elsewhere.address.removeprefix("http://")
    victim.client.get(path, headers={name: value.replace("HERE", host if name == "Host" else elsewhere.address)
                                     for name, value in headers.items()})
    assert quiet(elsewhere)


def test_a_target_elsewhere_is_not_fetched(victim, elsewhere):
    sent(victim, f"GET {elsewhere.address}/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    sent(victim, f"CONNECT {elsewhere.address[7:]} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert quiet(elsewhere)
