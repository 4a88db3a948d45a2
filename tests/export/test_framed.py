"""JSON-LD framed: the same trees as PyLD, a framing processor, makes of the same dataset, and RDF that the store has."""

from __future__ import annotations

import io
import json

import pyoxigraph as ox
import pytest
from pyld import jsonld

from kg.export.destination import write_into
from kg.export.framed import FRAME
from kg.export.registry import find
from kg.export.writer import Request
from kg.ontology import KG, RDF
from kg.rdf.prefixes import PREFIXES

STORES = ("two_articles", "odd_store", "empty_store")
WANTED = """
CONSTRUCT { ?article a ?kind ; ?about ?told . ?statement prov:wasDerivedFrom ?article ; a ?type ; ?property ?value .
            ?end a ?class ; ?naming ?name . ?evidence a ?sort ; ?part ?words }
WHERE {
  ?article a kg:Article ; a ?kind .
  OPTIONAL { ?article ?about ?told FILTER(?about IN (dcterms:title, dcterms:issued, kg:publisherName, schema:url)) }
  OPTIONAL {
    ?statement prov:wasDerivedFrom ?article ; a kg:Statement, ?type ; ?property ?value .
    FILTER(?property NOT IN (prov:wasDerivedFrom, rdf:type, kg:plain, kg:frame, kg:saidIn))
    OPTIONAL { ?statement (rdf:subject|rdf:object) ?end . ?end a ?class . OPTIONAL { ?end ?naming ?name
               FILTER(?naming IN (rdfs:label, skos:altLabel, dcterms:identifier, owl:sameAs)) } }
    OPTIONAL { ?statement kg:evidence ?evidence . ?evidence a ?sort ; ?part ?words
               FILTER(?part IN (kg:start, kg:end, kg:exact)) }
  }
}"""
SPEAKERS = """
CONSTRUCT { ?speaker a ?class ; ?naming ?name } WHERE {
  ?statement a kg:Statement ; kg:attributedTo ?speaker . ?speaker a ?class ; ?naming ?name
  FILTER(?naming IN (rdfs:label, dcterms:identifier))
}"""


@pytest.fixture(autouse=True)
def _no_network():
    """Whatever asks for a document from elsewhere fails."""
    def refuse(url, _):
        raise AssertionError(f"{url} would be fetched")

    jsonld.set_document_loader(refuse)


@pytest.fixture(scope="module")
def one_example(examples_graph):
    """The two shortest articles of the examples, with what they share: framing all would take a minute."""
    store = examples_graph.store.quads
    texts = {q.subject: len(q.object.value) for q in store.quads_for_pattern(None, ox.NamedNode(KG + "text"), None, None)}
    first = sorted(texts, key=lambda a: (texts[a], a.value))[:2]
    graphs = {*first, *(ox.NamedNode(f"{a.value}/facts") for a in first), ox.NamedNode("https://w3id.org/newskg/id/entities"),
              ox.NamedNode("https://w3id.org/newskg/ontology")}
    small = ox.Store()
    small.extend(q for graph in graphs for q in store.quads_for_pattern(None, None, None, graph))
    return small


def written(store):
    output = io.BytesIO()
    report = write_into(output, find("jsonld-framed"), Request(store, PREFIXES))
    return json.loads(output.getvalue()), report


def plain(store):
    """The plain export, its types as ``@type``, which alone a frame matches: our engine writes them as rdf:type."""
    output = io.BytesIO()
    write_into(output, find("jsonld"), Request(store, PREFIXES))
    graphs = jsonld.expand(json.loads(output.getvalue()))
    for node in (node for graph in graphs for node in graph["@graph"]):
        node["@type"] = [type_["@id"] for type_ in node.pop(RDF + "type", ())]
    return graphs


def comparable(value):
    """A tree whose sets are sorted: the order of a set says nothing in JSON-LD."""
    if isinstance(value, dict):
        return {key: comparable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted((comparable(inner) for inner in value), key=lambda v: json.dumps(v, sort_keys=True))
    return value


@pytest.mark.parametrize("fixture", [*STORES, "one_example"])
def test_it_is_what_a_framing_processor_makes_of_the_same_dataset(fixture, request):
    store = request.getfixturevalue(fixture)
    document, _ = written(store)
    framed = jsonld.frame(plain(store), json.loads(FRAME.read_bytes()), {"omitGraph": False})
    assert comparable(document["@graph"]) == comparable(framed["@graph"])
    assert document["@context"] == framed["@context"]


@pytest.mark.parametrize("fixture", [*STORES, "one_example"])
def test_expanded_it_is_rdf_that_the_store_has(fixture, request):
    store = request.getfixturevalue(fixture)
    document, _ = written(store)
    found = ox.Store()
    found.load(jsonld.to_rdf(document, {"format": "application/n-quads"}).encode(), format=ox.RdfFormat.N_QUADS)
    wanted = {t for query in (WANTED, SPEAKERS)
              for t in store.query(query, use_default_graph_as_union=True, prefixes=dict(PREFIXES))}
    assert {q.triple for q in found} == wanted


def test_every_article_has_its_statements_and_these_their_ends_and_evidence(two_articles):
    document, report = written(two_articles)
    assert report.wrote == {"articles": 2, "statements": 14}
    first = document["@graph"][0]
    assert (first["title"], first["published"]) == ("Officers to leave", {"type": "xsd:date", "@value": "2026-02-04"})
    (signed,) = (s for s in first["statements"] if s["polarity"] == "negative")
    assert signed["subject"] == {"id": "https://w3id.org/newskg/id/hennepin", "type": "County", "label": "Hennepin County"}
    assert signed["relation"] == "partyTo"
    assert [e["exact"] for e in signed["evidence"]] == ['Hennepin County has not signed "it"']
    (leave,) = (s for s in first["statements"] if s["modality"] == "planned")
    assert (leave["attributedTo"]["label"], leave["confidence"]) == ("Tom Homan", "0.7")


def test_it_says_what_is_no_part_of_a_tree(two_articles):
    _, report = written(two_articles)
    assert {str(loss) for loss in report.losses} == {
        "without 2 claims: no part of an article's tree", "without 2 mentions: no part of an article's tree",
        "without 1 findings set aside: no part of an article's tree", "without 6 names of graphs: a tree has none",
        "without 1 withdrawn statements: no part of an article's tree"}


def test_an_empty_store_is_an_empty_list_and_the_context_is_inline(empty_store):
    document, report = written(empty_store)
    assert document["@graph"] == []
    assert report.wrote == {"articles": 0, "statements": 0}
    assert isinstance(document["@context"], dict)


def test_a_self_loop_and_odd_texts_stay_what_they_are(odd_store):
    from tests.export.stores import ODD_TEXTS, SELF

    document, _ = written(odd_store)
    (article,) = document["@graph"]
    labels = {s["subject"]["label"] for s in article["statements"]}
    assert labels == {*ODD_TEXTS.values(), "themselves"}
    (loop,) = (s for s in article["statements"] if s["object"]["id"] == SELF)
    assert loop["subject"]["id"] == SELF
    assert RDF not in json.dumps(article)
