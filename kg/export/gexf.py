"""GEXF 1.3: for Gephi and sigma.js. Laid out and coloured, with the days on which statements hold, so that it can be looked
at and played over time at once.

Times are intervals of dates throughout; a node is there while any of its edges is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO

from kg.export.drawing import Drawing, stroke
from kg.export.markup import Markup, text_of
from kg.export.network import projected, report
from kg.export.writer import Loss, Report, Request, Writer
from kg.network.attributes import Attribute, Value, edge_attributes, node_attributes
from kg.network.look import Look
from kg.network.projection import Edge, Projection
from kg.network.times import Span, whole
from kg.terms import Shape

GEXF = {
    "xmlns": "http://gexf.net/1.3",
    "xmlns:viz": "http://gexf.net/1.3/viz",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd",
    "version": "1.3",
}
GRAPH = {"mode": "dynamic", "defaultedgetype": "directed", "idtype": "string", "timeformat": "date",
         "timerepresentation": "interval"}
SHAPES: Mapping[Shape, str] = {"circle": "disc", "pentagon": "disc", "hexagon": "square"}
STAND_INS: tuple[Shape, ...] = ("pentagon", "hexagon")
OWN = ("label", "weight")  # attributes of GEXF itself


def _write(request: Request, output: IO[bytes]) -> Report:
    projection, markup = projected(request), Markup(output)
    drawing, lives = Drawing(projection), _lives(projection)
    with markup.element("gexf", GEXF):
        with markup.element("meta"):
            markup.leaf("creator", text="newskg")
            markup.leaf("description", text="entities in news articles and the statements between them")
        with markup.element("graph", GRAPH | _interval(whole(lives.values()))):
            _declare(markup, "node", node_attributes(measured=request.measured))
            _declare(markup, "edge", edge_attributes(request.selection))
            _nodes(markup, projection, drawing, lives)
            _edges(markup, projection)
    undated = sum(1 for span in projection.spans() if span is None)
    return report(request, projection, markup.cleaner.loss(), Loss("times of edges", undated, "none is known"),
                  drawing.without(STAND_INS, "GEXF has no pentagon or hexagon; a disc and a square stand for them"),
                  advice=tuple(_advice(projection)))


def _lives(projection: Projection) -> dict[str, Span | None]:
    """For each node the first day of its edges and the last."""
    lives: dict[str, Span | None] = {}
    for ends, span in zip(projection.pairs(), projection.spans(), strict=True):
        for end in ends:
            lives[end] = whole((lives.get(end), span))
    return lives


def _declare(markup: Markup, class_: str, attributes: tuple[Attribute, ...]) -> None:
    with markup.element("attributes", {"class": class_, "mode": "static"}):
        for attribute in attributes:
            if attribute.name not in OWN:
                markup.leaf("attribute", {"id": attribute.name, "title": attribute.name, "type": attribute.kind})


def _nodes(markup: Markup, projection: Projection, drawing: Drawing, lives: Mapping[str, Span | None]) -> None:
    with markup.element("nodes", {"count": str(projection.number_of_nodes)}):
        for node in projection.nodes():
            figure = drawing.figure(node)
            with markup.element("node", {"id": node.iri, "label": str(node.attributes["label"])} | _interval(lives[node.iri])):
                _values(markup, node.attributes)
                _color(markup, figure.color)
                markup.leaf("viz:position", {"x": str(figure.position.x), "y": str(figure.position.y), "z": "0.0"})
                markup.leaf("viz:size", {"value": str(figure.radius)})
                markup.leaf("viz:shape", {"value": SHAPES.get(figure.shape, figure.shape)})


def _edges(markup: Markup, projection: Projection) -> None:
    with markup.element("edges", {"count": str(projection.number_of_edges)}):
        for edge, span in zip(projection.edges(), projection.spans(), strict=True):
            with markup.element("edge", _edge(edge) | _interval(span)):
                look = stroke(edge)
                _values(markup, edge.attributes)
                _color(markup, look.color)
                markup.leaf("viz:thickness", {"value": str(look.width)})
                markup.leaf("viz:shape", {"value": look.line})


def _edge(edge: Edge) -> dict[str, str]:
    """An edge's own attributes; edges of a pair are told apart by their kind."""
    attributes = edge.attributes
    return {"id": edge.iri, "source": edge.source, "target": edge.target, "kind": str(attributes["relation"]),
            "label": str(attributes["label"]), "weight": str(float(attributes["weight"]))}


def _interval(span: Span | None) -> dict[str, str]:
    return {"start": span[0], "end": span[1]} if span else {}


def _values(markup: Markup, attributes: Mapping[str, Value]) -> None:
    with markup.element("attvalues"):
        for name, value in attributes.items():
            if name not in OWN:
                markup.leaf("attvalue", {"for": name, "value": text_of(value)})


def _color(markup: Markup, color: str) -> None:
    red, green, blue = Look(color, "circle").rgb
    markup.leaf("viz:color", {"r": str(red), "g": str(green), "b": str(blue)})


def _advice(projection: Projection) -> Iterator[str]:
    if not projection.selection.merge_parallel and len(set(projection.pairs())) < projection.number_of_edges:
        yield "Gephi draws parallel edges of one relation as one; --merge-parallel gives it their number as its weight"


WRITER = Writer("gexf", "entities and statements for Gephi and sigma.js, laid out, coloured and in time", ("gexf",),
                ("application/gexf+xml",), _write)
