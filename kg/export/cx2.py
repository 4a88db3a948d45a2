"""CX2: for Cytoscape, NDEx and Cytoscape Web; laid out, and with the one look as visual style.

Nodes and edges are numbered; their IRIs are the attribute ``iri``. Cytoscape calls a node's label ``name`` and an edge's
relation ``interaction``, and so does the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from kg.export.drawing import Drawing, stroke
from kg.export.json_text import compact, finite, write_items
from kg.export.network import projected, report
from kg.export.writer import Report, Request, Writer
from kg.network.attributes import Attribute, Value, edge_attributes, node_attributes
from kg.network.look import line, line_color, look
from kg.network.projection import Projection
from kg.ontology import load
from kg.terms import MODALITIES, POLARITIES, Shape

NETWORK = {"name": "newskg", "description": "entities in news articles and the statements between them"}
RENAMED_NODE, RENAMED_EDGE = {"label": "name"}, {"relation": "interaction"}
IRI, SIZE, WIDTH = (Attribute("iri", "string", "IRI"), Attribute("size", "double", "diameter"),
                    Attribute("width", "double", "width of the line"))
SHAPES: Mapping[Shape, str] = {"circle": "ellipse", "square": "rectangle", "pentagon": "octagon"}
STAND_INS: tuple[Shape, ...] = ("pentagon",)
NODE_LOOK = {"NODE_LABEL_FONT_SIZE": 10, "NODE_LABEL_COLOR": "#222222", "NODE_BORDER_WIDTH": 1, "NODE_BORDER_COLOR": "#FFFFFF",
             "NODE_LABEL_MAX_WIDTH": 120}
EDGE_LOOK = {"EDGE_TARGET_ARROW_SHAPE": "triangle", "EDGE_OPACITY": 0.7, "EDGE_LINE_STYLE": "solid"}


def _write(request: Request, output: IO[bytes]) -> Report:
    projection = projected(request)
    drawing = Drawing(projection)
    numbers = {iri: number for number, iri in enumerate(sorted({end for pair in projection.pairs() for end in pair}))}
    output.write(b'[{"CXVersion":"2.0","hasFragments":false},\n')
    _aspect(output, "metaData", _counts(projection))
    _aspect(output, "attributeDeclarations", [_declarations(request)])
    _aspect(output, "networkAttributes", [NETWORK])
    _aspect(output, "nodes", _nodes(projection, drawing, numbers))
    _aspect(output, "edges", _edges(projection, numbers))
    _aspect(output, "visualProperties", [_look()])
    _aspect(output, "visualEditorProperties", [{"properties": {"nodeSizeLocked": True, "arrowColorMatchesEdge": True}}])
    output.write(b'{"status":[{"success":true,"error":""}]}]\n')
    return report(request, projection,
                  drawing.without(STAND_INS, "CX2 has no pentagon; an octagon stands for it"))


def _aspect(output: IO[bytes], name: str, items: Iterable[Any]) -> None:
    output.write(b"{" + compact(name).encode() + b":")
    write_items(output, items)
    output.write(b"},\n")


def _counts(projection: Projection) -> Iterator[dict[str, Any]]:
    counts = {"attributeDeclarations": 1, "networkAttributes": 1, "nodes": projection.number_of_nodes,
              "edges": projection.number_of_edges, "visualProperties": 1, "visualEditorProperties": 1}
    for name, count in counts.items():
        yield {"name": name, "elementCount": count}


def _declarations(request: Request) -> dict[str, Any]:
    return {"networkAttributes": {name: {"d": "string"} for name in NETWORK},
            "nodes": _declared((IRI, *node_attributes(measured=request.measured), SIZE), RENAMED_NODE),
            "edges": _declared((IRI, *edge_attributes(request.selection), WIDTH), RENAMED_EDGE)}


def _declared(attributes: Iterable[Attribute], renamed: Mapping[str, str]) -> dict[str, Any]:
    return {renamed.get(a.name, a.name): {"d": a.kind} for a in attributes}


def _nodes(projection: Projection, drawing: Drawing, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for node in projection.nodes():
        figure = drawing.figure(node)
        yield {"id": numbers[node.iri], "x": figure.position.x, "y": figure.position.y,
               "v": {"iri": node.iri, **_values(node.attributes, RENAMED_NODE), "size": 2 * figure.radius}}


def _edges(projection: Projection, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for number, edge in enumerate(projection.edges()):
        yield {"id": number, "s": numbers[edge.source], "t": numbers[edge.target],
               "v": {"iri": edge.iri, **_values(edge.attributes, RENAMED_EDGE), "width": stroke(edge).width}}


def _values(attributes: Mapping[str, Value], renamed: Mapping[str, str]) -> dict[str, Value]:
    return {renamed.get(name, name): value for name, value in finite(attributes).items()}


def _look() -> dict[str, Any]:
    any_ = look("Entity")
    types = sorted(load().types)
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": NODE_LOOK | {"NODE_BACKGROUND_COLOR": any_.color, "NODE_SHAPE": _shape("Entity")},
            "edge": EDGE_LOOK | {"EDGE_LINE_COLOR": line_color("positive")},
        },
        "nodeMapping": {
            "NODE_LABEL": _passed("name", "string"),
            "NODE_WIDTH": _passed("size", "double"),
            "NODE_HEIGHT": _passed("size", "double"),
            "NODE_BACKGROUND_COLOR": _mapped("type", {type_: look(type_).color for type_ in types}),
            "NODE_SHAPE": _mapped("type", {type_: _shape(type_) for type_ in types}),
        },
        "edgeMapping": {
            "EDGE_WIDTH": _passed("width", "double"),
            "EDGE_LINE_COLOR": _mapped("polarity", {polarity: line_color(polarity) for polarity in POLARITIES}),
            "EDGE_LINE_STYLE": _mapped("modality", {modality: line(modality) for modality in MODALITIES}),
        },
    }


def _shape(type_: str) -> str:
    shape = look(type_).shape
    return SHAPES.get(shape, shape)


def _passed(attribute: str, type_: str) -> dict[str, Any]:
    return {"type": "PASSTHROUGH", "definition": {"attribute": attribute, "type": type_}}


def _mapped(attribute: str, values: Mapping[str, str]) -> dict[str, Any]:
    listed = [{"v": value, "vp": seen} for value, seen in values.items()]
    return {"type": "DISCRETE", "definition": {"attribute": attribute, "type": "string", "map": listed}}


WRITER = Writer("cx2", "entities and statements for Cytoscape and NDEx, laid out and styled", ("cx2",),
                ("application/vnd.cx2+json",), _write)
