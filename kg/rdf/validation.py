"""Checking a dataset against the SHACL shapes of the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pyoxigraph as ox

from kg.ontology import folder, load
from kg.rdf.prefixes import SH


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that does not conform, the path and the message of the shape."""

    node: str
    path: str | None
    message: str


def validate(quads: Iterable[ox.Quad]) -> list[Violation]:
    """Validate quads, all graphs together, against ``shapes.ttl``.

    Returns
    -------
    list of Violation
        Sorted; empty when all conforms.
    """
    import pyshacl
    from rdflib import Graph

    data, ontology = Graph(), Graph()
    data.parse(BytesIO(b"".join(_line(quad) for quad in quads)), format="nt")
    for file in load().files:
        ontology.parse(file, format="turtle")
    shapes = Graph().parse(folder() / "shapes.ttl", format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, advanced=False, inference="none")
    return _violations(report)


def _line(quad: ox.Quad) -> bytes:
    return f"{quad.subject} {quad.predicate} {quad.object} .\n".encode()


def _violations(report: object) -> list[Violation]:
    from rdflib import Graph, URIRef

    if not isinstance(report, Graph):
        return [Violation("", None, f"the validator failed: {report}")]
    found = []
    for result in report.subjects(URIRef(SH + "focusNode")):
        node = report.value(result, URIRef(SH + "focusNode"))
        path = report.value(result, URIRef(SH + "resultPath"))
        message = report.value(result, URIRef(SH + "resultMessage"))
        found.append(Violation(str(node), None if path is None else str(path), str(message)))
    return sorted(set(found), key=lambda v: (v.node, v.path or "", v.message))
