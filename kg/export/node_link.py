"""JSON of nodes and links: for d3 and every program that reads JSON.

Nodes and links carry their attributes beside ``id``, and how they look: ``color``, ``shape``, ``radius``, ``line``, ``width``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from kg.export.drawing import stroke
from kg.export.json_text import compact, finite, write_items
from kg.export.network import projected, report
from kg.export.writer import Report, Request, Writer
from kg.network.layout import sizes
from kg.network.look import look
from kg.network.projection import Projection


def _write(request: Request, output: IO[bytes]) -> Report:
    projection = projected(request)
    output.write(b'{"directed":true,"multigraph":true,"graph":' + compact({"creator": "newskg"}).encode() + b',\n"nodes":')
    write_items(output, _nodes(projection, sizes(projection)))
    output.write(b',\n"links":')
    write_items(output, _links(projection))
    output.write(b"}\n")
    return report(request, projection)


def _nodes(projection: Projection, radii: Mapping[str, float]) -> Iterator[dict[str, Any]]:
    for node in projection.nodes():
        looks = look(str(node.attributes["type"]))
        yield {"id": node.iri, **finite(node.attributes), "color": looks.color, "shape": looks.shape, "radius": radii[node.iri]}


def _links(projection: Projection) -> Iterator[dict[str, Any]]:
    for edge in projection.edges():
        looks = stroke(edge)
        yield {"source": edge.source, "target": edge.target, "key": edge.iri, **finite(edge.attributes),
               "color": looks.color, "line": looks.line, "width": looks.width}


WRITER = Writer("json", "nodes and links as JSON, for d3 and programs of one's own", ("json",), ("application/json",), _write)
