"""Cytoscape.js JSON: for pages with cytoscape.js and for Cytoscape; laid out, and with the one look as style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from kg.export.drawing import Drawing, stroke
from kg.export.json_text import compact, finite, write_items
from kg.export.network import projected, report
from kg.export.writer import Report, Request, Writer
from kg.network.look import line, line_color, look
from kg.network.projection import Projection
from kg.ontology import load
from kg.terms import MODALITIES, POLARITIES, Shape

HEAD = {"format_version": "1.0", "generated_by": "newskg", "target_cytoscapejs_version": "~3.30",
        "data": {"name": "newskg", "shared_name": "newskg"}}
SHAPES: Mapping[Shape, str] = {"circle": "ellipse", "square": "rectangle"}
INK, PAPER = "#222222", "#FFFFFF"
NODE = {
    "label": "data(label)", "width": "data(size)", "height": "data(size)", "border-width": 1, "border-color": PAPER,
    "color": INK, "font-size": 10, "min-zoomed-font-size": 7, "text-wrap": "ellipsis", "text-max-width": "120px",
    "text-valign": "bottom", "text-margin-y": 3, "text-outline-color": PAPER, "text-outline-width": 2,
}
EDGE = {
    "width": "data(width)", "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8, "opacity": 0.7,
}


def _write(request: Request, output: IO[bytes]) -> Report:
    projection = projected(request)
    drawing = Drawing(projection)
    output.write(compact(HEAD)[:-1].encode() + b',\n"style":')
    write_items(output, _style())
    output.write(b',\n"layout":{"name":"preset"},\n"elements":{"nodes":')
    write_items(output, _nodes(projection, drawing))
    output.write(b',\n"edges":')
    write_items(output, _edges(projection))
    output.write(b"}}\n")
    return report(request, projection)


def _nodes(projection: Projection, drawing: Drawing) -> Iterator[dict[str, Any]]:
    for node in projection.nodes():
        figure = drawing.figure(node)
        yield {"data": {"id": node.iri, "name": node.attributes["label"], **finite(node.attributes), "size": 2 * figure.radius},
               "position": {"x": figure.position.x, "y": figure.position.y}}


def _edges(projection: Projection) -> Iterator[dict[str, Any]]:
    for edge in projection.edges():
        yield {"data": {"id": edge.iri, "source": edge.source, "target": edge.target,
                        "interaction": edge.attributes["relation"], **finite(edge.attributes), "width": stroke(edge).width}}


def _style() -> Iterator[dict[str, Any]]:
    """The look of any node and edge, then of those of a type, polarity or modality of their own."""
    yield {"selector": "node", "style": NODE | _figure("Entity")}
    for type_ in sorted(load().types):
        yield {"selector": f'node[type = "{type_}"]', "style": _figure(type_)}
    yield {"selector": "edge", "style": EDGE | _colored("positive")}
    for polarity in POLARITIES:
        yield {"selector": f'edge[polarity = "{polarity}"]', "style": _colored(polarity)}
    for modality in MODALITIES:
        yield {"selector": f'edge[modality = "{modality}"]', "style": {"line-style": line(modality)}}


def _figure(type_: str) -> dict[str, str]:
    looks = look(type_)
    return {"background-color": looks.color, "shape": SHAPES.get(looks.shape, looks.shape)}


def _colored(polarity: str) -> dict[str, str]:
    return {"line-color": line_color(polarity), "target-arrow-color": line_color(polarity)}


WRITER = Writer("cytoscape", "entities and statements for Cytoscape and cytoscape.js, laid out and styled", ("cyjs",),
                ("application/vnd.cytoscape+json",), _write)
