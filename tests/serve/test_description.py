"""What the service says of itself: SPARQL 1.1 Service Description, and VoID of what it holds."""

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kg.rdf.prefixes import KG

SD, VOID = Namespace("http://www.w3.org/ns/sparql-service-description#"), Namespace("http://rdfs.org/ns/void#")
W3C_FORMATS = "http://www.w3.org/ns/formats/"


def described(server, path="/sparql"):
    answer = server.client.get(path)
    assert answer.status_code == 200
    return Graph().parse(data=answer.text, format="turtle")


def test_the_endpoint_without_a_query_describes_itself(server):
    graph, service = described(server), URIRef(f"{server.url}/sparql")
    assert (service, RDF.type, SD.Service) in graph
    assert (service, SD.endpoint, service) in graph
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    assert {str(f).removeprefix(W3C_FORMATS) for f in graph.objects(service, SD.resultFormat)} >= {
        "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
        "JSON-LD", "RDF_XML"}


def test_a_server_that_takes_changes_speaks_update(server, strict):
    assert set(described(server).objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query, SD.SPARQL11Update}
    assert set(described(strict).objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}


def test_no_federation_is_promised(server):
    assert SD.BasicFederatedQuery not in set(described(server).objects(None, SD.feature))


def test_the_dataset_counts_what_a_query_counts(strict):
    graph = described(strict, "/.well-known/void")
    dataset, = graph.subjects(RDF.type, VOID.Dataset)
    quads, = strict.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert str(graph.value(dataset, VOID.triples)) == quads["n"]
    assert graph.value(dataset, VOID.sparqlEndpoint) == URIRef(f"{strict.url}/sparql")
    for name in ("Article", "Statement", "Claim"):
        part = graph.value(predicate=VOID["class"], object=URIRef(KG + name))
        counted, = strict.select(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a kg:{name} }}")
        assert graph.value(part, VOID.entities) == Literal(int(counted["n"])), name


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize(("accept", "media_type"), [
    ("application/rdf+xml", "application/rdf+xml"), ("application/ld+json", "application/ld+json"),
    ("text/html", "text/turtle"),
])
def test_descriptions_come_in_the_formats_of_graphs(server, path, accept, media_type):
    answer = server.client.get(path, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
