"""kg.rdf.validation finds what plain pySHACL finds, in a fraction of the time."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, Graph

from kg import ontology
from kg.rdf.validation import validate
from tests.test_shapes import FAULTS, GOOD, PREFIXES


def quads(turtle: str) -> Iterator[ox.Quad]:
    for triple in ox.parse((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE):
        yield ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode("https://example.org/graph"))


def found_by_pyshacl(turtle: str) -> set[tuple[str, str]]:
    terms = Graph()
    for file in ontology.load().files:
        terms.parse(file)
    shapes = Graph().parse(ontology.folder() / "shapes.ttl")
    _, report, _ = pyshacl.validate(Graph().parse(data=PREFIXES + turtle, format="turtle"), shacl_graph=shapes, ont_graph=terms,
                                    advanced=False)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {(str(report.value(r, SH.focusNode)), str(report.value(r, SH.resultMessage))) for r in results}


def test_a_graph_as_described_conforms() -> None:
    assert validate(quads(GOOD)) == []


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_planted_fault_is_found(fault: str) -> None:
    right, wrong, message = FAULTS[fault]
    assert any(message in violation.message for violation in validate(quads(GOOD.replace(right, wrong))))


def test_all_faults_together_are_found_as_plain_pyshacl_finds_them() -> None:
    wrong = GOOD
    for right, planted, _ in FAULTS.values():
        if right in wrong:
            wrong = wrong.replace(right, planted)
    expected = found_by_pyshacl(wrong)
    assert len(expected) > 10
    assert {(v.node, v.message) for v in validate(quads(wrong))} == expected
