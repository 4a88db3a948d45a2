"""Checking a dataset against the SHACL shapes of the ontology.

pySHACL parses a ``sh:sparql`` constraint again for every node it looks at, and enters a property's shape for every node by
itself, which together take most of the time of a validation. Here a query is parsed once, properties are looked at for all
nodes of a class together, and only the triples that a shape looks at are given to pySHACL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.ontology import folder, load
from kg.rdf.prefixes import RDF, RDFS, SH, XSD

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Identifier, Node

TYPE, SUBCLASS, STRING = ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "subClassOf"), ox.NamedNode(XSD + "string")
PLACE = re.compile(r"\{[?$](\w+)\}")  # of a variable's value in a message


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that does not conform, the path and the message of the shape."""

    node: str
    path: str | None
    message: str


def validate(quads: Iterable[ox.Quad], shapes: Path | None = None) -> list[Violation]:
    """Validate quads, all graphs together, against SHACL shapes.

    Parameters
    ----------
    quads : iterable of Quad
    shapes : Path, optional
        A Turtle file instead of the ontology's ``shapes.ttl``.

    Returns
    -------
    list of Violation
        Sorted; empty when all conforms.
    """
    from rdflib import Graph

    rules = Graph().parse(shapes or folder() / "shapes.ttl", format="turtle")
    ontology = [t for file in load().files for t in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE)]
    looked_at = _looked_at(rules, ontology)
    data = _graph(q for q in quads if q.predicate in looked_at and (q.predicate != TYPE or q.object in looked_at))
    terms = _graph(ontology)
    found = {*_core(rules, data, terms), *_queries(rules, data, terms)}
    return sorted(found, key=lambda v: (v.node, v.path or "", v.message))


def _looked_at(rules: Graph, ontology: list[ox.Quad]) -> set[ox.NamedNode]:
    """All terms that the shapes name, in paths and in queries, and all classes: no other triple decides on a node."""
    from rdflib import Literal, URIRef

    prefixes = {str(rules.value(one, URIRef(SH + "prefix"))): str(namespace)
                for one, namespace in rules.subject_objects(URIRef(SH + "namespace"))}
    named = {ox.NamedNode(str(o)) for o in rules.objects() if isinstance(o, URIRef)}
    queries = " ".join(str(o) for o in rules.objects(None, URIRef(SH + "select")) if isinstance(o, Literal))
    used = {ox.NamedNode(prefixes[m[1]] + m[2]) for m in re.finditer(r"(\w+):(\w+)", queries) if m[1] in prefixes}
    classes = {q.subject for q in ontology if q.predicate == SUBCLASS and isinstance(q.subject, ox.NamedNode)}
    return {*named, *used, *classes, TYPE}


def _graph(quads: Iterable[ox.Quad] | Iterable[ox.Triple]) -> Graph:
    """The triples in rdflib; made term by term, which takes a third of the time of writing and parsing them."""
    from rdflib import Graph

    graph = Graph()
    for quad in quads:
        graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def _node(term: object) -> Node:
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"no triple terms are validated: {term}")
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=None if term.datatype == STRING else URIRef(term.datatype.value))


def _core(rules: Graph, data: Graph, terms: Graph) -> Iterator[Violation]:
    """What pySHACL finds by the shapes without their queries."""
    import pyshacl
    from rdflib import Graph, URIRef

    core = _by_property(rules)
    classes = Graph()
    classes += terms.triples((None, URIRef(RDFS + "subClassOf"), None))
    _, report, text = pyshacl.validate(data, shacl_graph=core, ont_graph=classes, advanced=False, inference="none")
    if not isinstance(report, Graph):
        yield Violation("", None, f"the validator failed: {text}")
        return
    for result in report.subjects(URIRef(SH + "focusNode")):
        path = report.value(result, URIRef(SH + "resultPath"))
        yield Violation(str(report.value(result, URIRef(SH + "focusNode"))), None if path is None else str(path),
                        str(report.value(result, URIRef(SH + "resultMessage"))))


def _by_property(rules: Graph) -> Graph:
    """The shapes without queries, and every property's shape with the targets of the node shape it belongs to.

    "All C have p" says the same of p's shape with the target C as of C's shape with the property p (SHACL 2.3).
    """
    from rdflib import Graph, URIRef

    core, part, target = Graph(), URIRef(SH + "property"), URIRef(SH + "targetClass")
    core += (t for t in rules if t[1] != URIRef(SH + "sparql"))
    for shape, own in rules.subject_objects(part):
        for kind in rules.objects(shape, target):
            core.add((own, URIRef(RDF + "type"), URIRef(SH + "PropertyShape")))
            core.add((own, target, kind))
            if (None, URIRef(SH + "node"), shape) not in rules:
                core.remove((shape, part, own))
    return core


def _queries(rules: Graph, data: Graph, terms: Graph) -> Iterator[Violation]:
    """What the queries of the shapes find: a row is a violation (SHACL 5.3.1)."""
    from rdflib import URIRef

    together = data + terms
    for shape, constraint in rules.subject_objects(URIRef(SH + "sparql")):
        query, message = _query(rules, constraint), str(rules.value(constraint, URIRef(SH + "message")))
        targets = rules.objects(shape, URIRef(SH + "targetClass"))
        nodes = {n for t in targets for c in terms.transitive_subjects(URIRef(RDFS + "subClassOf"), t)
                 for n in data.subjects(URIRef(RDF + "type"), c)}
        for node in nodes:
            for row in together.query(query, initBindings={"this": cast("Identifier", node)}):
                values = row.asdict()  # type: ignore[union-attr]
                yield Violation(str(node), None, PLACE.sub(lambda m, v=values: str(v.get(m[1], m[0])), message))  # type: ignore[misc]


def _query(rules: Graph, constraint: Node) -> Query:
    from rdflib import URIRef
    from rdflib.plugins.sparql import prepareQuery

    prefixes = {str(rules.value(one, URIRef(SH + "prefix"))): str(rules.value(one, URIRef(SH + "namespace")))
                for owner in rules.objects(constraint, URIRef(SH + "prefixes"))
                for one in rules.objects(owner, URIRef(SH + "declare"))}
    return prepareQuery(str(rules.value(constraint, URIRef(SH + "select"))), initNs=prefixes)
