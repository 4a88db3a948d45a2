"""Turtle, TriG, N-Quads, N-Triples, JSON-LD and RDF/XML; all but JSON-LD in RDF 1.2 too, where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import IO

import pyoxigraph as ox

from kg.export.characters import Cleaner
from kg.export.writer import Loss, Report, Request, Writer
from kg.rdf.formats import FORMATS, Format, by_graph, write
from kg.rdf.reification import reified

DESCRIPTIONS = {
    "turtle": "RDF for people to read, without graph names",
    "trig": "RDF for people to read, graph by graph",
    "nquads": "RDF a line a statement, with graph names: the fastest to load",
    "ntriples": "RDF a line a statement, without graph names",
    "jsonld": "RDF as JSON, graph by graph",
    "rdfxml": "RDF as XML, without graph names",
}


def _write(format_: Format, request: Request, output: IO[bytes]) -> Report:
    quads: Iterable[ox.Quad] = by_graph(request.store)
    if request.rdf12:
        quads = reified(quads)
    graphs = 0 if format_.graphs else sum(1 for _ in request.store.named_graphs())
    cleaner = Cleaner()
    if format_.name == "rdfxml":
        quads = _cleaned(quads, cleaner)
    write(quads, format_, output, request.prefixes)
    names = Loss("names of graphs", graphs, f"{format_.name} has none, so that articles are not kept apart")
    return Report({"quads": len(request.store)}, tuple(loss for loss in (names, cleaner.loss()) if loss.count))


def _cleaned(quads: Iterable[ox.Quad], cleaner: Cleaner) -> Iterator[ox.Quad]:
    for quad in quads:
        value = quad.object
        text = cleaner.clean(value.value) if isinstance(value, ox.Literal) else ""
        if isinstance(value, ox.Literal) and text != value.value:
            kind = {"language": value.language} if value.language else {"datatype": value.datatype}
            quad = ox.Quad(quad.subject, quad.predicate, ox.Literal(text, **kind), quad.graph_name)  # noqa: PLW2901
        yield quad


WRITERS = tuple(
    Writer(f.name, DESCRIPTIONS[f.name], f.extensions, f.media_types, partial(_write, f), network=False,
           rdf12=f.triple_terms)
    for f in FORMATS
)
