"""IRIs of the graph lead somewhere: to a page for people, to RDF for machines, and a merged one to what it was merged into."""

import pytest
from rdflib import Graph, URIRef

from kg.rdf.prefixes import DATA, KG
from tests.serve.serving import TURTLE

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"


def path(iri):
    return "/id/" + iri.removeprefix(DATA)


def one(server, kind):
    return server.select(f"SELECT ?x {{ ?x a kg:{kind} }} ORDER BY ?x LIMIT 1")[0]["x"]


@pytest.fixture(params=["Article", "Statement", "Claim", "Person"])
def iri(server, request):
    """A thing of each kind."""
    return one(server, request.param)


def test_machines_get_what_is_told_of_a_thing(server, iri):
    answer = server.client.get(path(iri), headers={"Accept": TURTLE})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    graph = Graph().parse(data=answer.text, format="turtle")
    told = {(row["p"], row["o"]) for row in server.select(f"SELECT DISTINCT ?p ?o {{ <{iri}> ?p ?o }}")}
    assert {(str(p), str(o)) for p, o in graph.predicate_objects(URIRef(iri))} == told


def test_people_get_a_page(server, iri):
    answer = server.client.get(path(iri), headers={"Accept": HTML})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(("accept", "media_type"), [
    ("application/ld+json", "application/ld+json"), ("application/rdf+xml", "application/rdf+xml"),
    ("application/n-triples", "application/n-triples"), ("text/html;q=0.5, text/turtle", "text/turtle"), ("*/*", "text/html"),
])
def test_the_format_is_negotiated(server, accept, media_type):
    answer = server.client.get(path(one(server, "Person")), headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "Accept" in answer.headers["vary"]


def test_a_statement_comes_with_its_words(server):
    statement = one(server, "Statement")
    graph = Graph().parse(data=server.client.get(path(statement), headers={"Accept": TURTLE}).text, format="turtle")
    assert list(graph.objects(None, URIRef(KG + "exact")))


@pytest.mark.parametrize(("accept", "media_type"), [
    (HTML, "text/html"), (TURTLE, "application/problem+json"), ("*/*", "application/problem+json"),
])
@pytest.mark.parametrize("absent", ["/id/entity/person/nobody", "/nowhere"])
def test_of_what_is_not_there_people_get_a_page_and_machines_a_problem(server, absent, accept, media_type):
    answer = server.client.get(absent, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (404, media_type)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "etag" not in answer.headers  # nobody keeps it for the page that may come


def test_who_likes_rdf_better_than_a_page_gets_a_problem(server):
    accept = "application/ld+json, text/html;q=0.5"
    answer = server.client.get("/id/entity/person/nobody", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_what_cannot_be_given_is_406(server):
    assert server.client.get(path(one(server, "Person")), headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("name", ["entity/%3Cscript%3E", "a%20b", "a%22b", "..%2f..%2fetc", "%00", "a>b{}"])
def test_odd_names_are_told_of_and_nothing_breaks(server, name):
    answer = server.client.get(f"/id/{name}", headers={"Accept": TURTLE})
    assert answer.status_code in (400, 404)
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_entity_that_was_merged_leads_to_the_one_it_is(own):
    person, former = one(own, "Person"), f"{DATA}entity/person/as-an-article-named-them"
    own.update(f"INSERT DATA {{ GRAPH <{DATA}identity> {{ <{former}> owl:sameAs <{person}> }} }}")
    for accept in (TURTLE, HTML):
        answer = own.client.get(path(former), headers={"Accept": accept})
        assert (answer.status_code, answer.headers["location"]) == (303, path(person))
