"""GraphML: for Cytoscape, yEd, Gephi, igraph. Keys are typed; no value is a list; nodes and edges are written as they come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from kg.export.markup import Markup, text_of
from kg.export.network import projected, report
from kg.export.writer import Report, Request, Writer
from kg.network.attributes import Attribute, Kind, Value, edge_attributes, node_attributes

GRAPHML = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}
TYPES: Mapping[Kind, str] = {"integer": "long"}
NODE, EDGE = "node", "edge"


def _write(request: Request, output: IO[bytes]) -> Report:
    projection, markup = projected(request), Markup(output)
    with markup.element("graphml", GRAPHML):
        _keys(markup, NODE, node_attributes(measured=request.measured))
        _keys(markup, EDGE, edge_attributes(request.selection))
        with markup.element("graph", {"edgedefault": "directed"}):
            for node in projection.nodes():
                with markup.element(NODE, {"id": node.iri}):
                    _data(markup, NODE, node.attributes)
            for edge in projection.edges():
                with markup.element(EDGE, {"id": edge.iri, "source": edge.source, "target": edge.target}):
                    _data(markup, EDGE, edge.attributes)
    return report(request, projection, markup.cleaner.loss())


def _keys(markup: Markup, domain: str, attributes: tuple[Attribute, ...]) -> None:
    for attribute in attributes:
        with markup.element("key", {"id": f"{domain}.{attribute.name}", "for": domain, "attr.name": attribute.name,
                                    "attr.type": TYPES.get(attribute.kind, attribute.kind)}):
            markup.leaf("desc", text=attribute.definition)


def _data(markup: Markup, domain: str, attributes: Mapping[str, Value]) -> None:
    for name, value in attributes.items():
        markup.leaf("data", {"key": f"{domain}.{name}"}, text_of(value))


WRITER = Writer("graphml", "entities and statements for Cytoscape, yEd, Gephi and igraph", ("graphml",),
                ("application/graphml+xml",), _write)
