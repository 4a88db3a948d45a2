"""The shapes accept a graph as ontology/provenance.ttl describes it, and tell what is wrong with any other."""

from __future__ import annotations

from functools import cache

import pytest
from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph

from kg import ontology

PREFIXES = """
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix id: <https://w3id.org/newskg/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GOOD = """
id:a a kg:Article ; kg:text "Sheriff Ann Lee said she signed the agreement." ; dcterms:issued "2026-02-04"^^xsd:date .
id:lee a kg:Person ; rdfs:label "Ann Lee" .
id:deal a kg:Agreement ; rdfs:label "agreement" .
id:force a kg:Group ; rdfs:label "deputies" ; kg:count 40 ; kg:approximate true .
id:s a kg:Statement ;
    rdf:subject id:lee ; rdf:predicate kg:partyTo ; rdf:object id:deal ;
    kg:polarity kg:positive ; kg:modality kg:actual ; kg:attributedTo id:lee ; kg:saidIn id:c ;
    kg:validFrom "2026-02"^^xsd:gYearMonth ; kg:confidence 0.8 ; kg:countMin 1 ; kg:countMax 2 ;
    kg:evidence id:e ; prov:wasDerivedFrom id:a .
id:e a kg:Evidence ; oa:hasSource id:a ; kg:start 21 ; kg:end 45 ; kg:exact "she signed the agreement" .
id:c a kg:Claim ; kg:speaker id:lee ; kg:content id:e ; kg:direct false ; prov:wasDerivedFrom id:a .
id:m a kg:Mention ; kg:mentions id:lee ; kg:mentionKind "name" ;
    oa:hasSource id:a ; kg:start 8 ; kg:end 15 ; kg:exact "Ann Lee" .
"""
FAULTS = {
    "no evidence": ("kg:evidence id:e ;", "", "at least one kg:evidence"),
    "unknown polarity": ("kg:polarity kg:positive", "kg:polarity kg:maybe", "exactly one kg:polarity"),
    "unknown modality": ("kg:modality kg:actual", "kg:modality kg:certain", "exactly one kg:modality"),
    "two confidences": ("kg:confidence 0.8", "kg:confidence 0.8, 0.9", "exactly one kg:confidence"),
    "confidence above 1": ("kg:confidence 0.8", "kg:confidence 1.8", "exactly one kg:confidence"),
    "bounds out of order": ("kg:countMin 1", "kg:countMin 3", "its numbers are a quantity"),
    "time without a type": ('"2026-02"^^xsd:gYearMonth', '"February"', "kg:validFrom is at most one time"),
    "dangling subject": ("rdf:subject id:lee", "rdf:subject id:nobody", "exactly one rdf:subject"),
    "no relation": ("kg:partyTo", "kg:knows", "is no relation of the ontology"),
    "outside the domain": ("rdf:subject id:lee", "rdf:subject id:deal", "is outside the domain of"),
    "outside the range": ("rdf:object id:deal", "rdf:object id:lee", "is outside the range of"),
    "empty span": ("kg:start 21 ; kg:end 45", "kg:start 45 ; kg:end 45", "exactly one kg:start, before its kg:end"),
    "no words": ('; kg:exact "she signed the agreement"', "", "exactly one kg:exact"),
    "claim without content": ("kg:content id:e ;", "", "at least one kg:content"),
    "entity without a name": ('; rdfs:label "Ann Lee"', "", "at least one rdfs:label"),
    "article without text": ('kg:text "Sheriff Ann Lee said she signed the agreement." ;', "", "exactly one stored text"),
    "mention of an unknown kind": ('"name"', '"nickname"', "a name, a nominal or a pronoun"),
    "count in words": ("kg:count 40", 'kg:count "forty"', "numbers of a Group are a quantity"),
}


@cache
def shapes() -> Graph:
    return Graph().parse(ontology.folder() / "shapes.ttl")


@cache
def terms() -> Graph:
    graph = Graph()
    for name in ("types.ttl", "relations.ttl", "provenance.ttl"):
        graph.parse(ontology.folder() / name)
    return graph


def report(turtle: str) -> tuple[bool, str]:
    data = Graph().parse(data=PREFIXES + turtle, format="turtle")
    conforms, _, text = validate(data, shacl_graph=shapes(), ont_graph=terms(), advanced=False)
    return bool(conforms), text


def test_a_graph_as_described_conforms() -> None:
    conforms, text = report(GOOD)
    assert conforms, text


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_fault_is_told_in_words(fault: str) -> None:
    right, wrong, message = FAULTS[fault]
    assert right in GOOD
    conforms, text = report(GOOD.replace(right, wrong))
    assert not conforms
    assert message in text


def test_a_narrower_class_satisfies_a_wider_domain() -> None:
    conforms, text = report(GOOD.replace("id:lee a kg:Person", "id:lee a kg:Agency"))
    assert conforms, text


def test_a_domain_may_be_a_union_of_classes() -> None:
    member = GOOD.replace("kg:partyTo", "kg:memberOf").replace("rdf:object id:deal", "rdf:object id:force")
    conforms, text = report(member)
    assert conforms, text
    conforms, text = report(member.replace("rdf:subject id:lee", "rdf:subject id:deal"))
    assert not conforms
    assert "is outside the domain of" in text


def test_every_shape_has_a_message() -> None:
    graph = shapes()
    nodes = set(graph.subjects(RDF.type, SH.NodeShape)) | set(graph.objects(None, SH.property))
    nodes |= set(graph.objects(None, SH.sparql))
    assert len(nodes) > 40
    silent = [n for n in nodes if (n, SH.message, None) not in graph]
    assert not silent, [list(graph.objects(n, SH.path)) if isinstance(n, BNode) else n for n in silent]
