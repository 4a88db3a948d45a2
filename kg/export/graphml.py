"""GraphML: for Cytoscape, yEd, Gephi, igraph. Keys are typed; no value is a list."""

from __future__ import annotations

from typing import IO

from networkx.readwrite.graphml import GraphMLWriter

from kg.export.characters import Cleaner
from kg.export.network import network, projected, report, serialised
from kg.export.writer import Report, Request, Writer


def _write(request: Request, output: IO[bytes]) -> Report:
    cleaner = Cleaner()
    projection = projected(request)
    writer = GraphMLWriter(named_key_ids=False, edge_id_from_attribute="id")
    writer.add_graph_element(network(projection, cleaner))
    output.write(serialised(writer.xml))
    return report(request, projection, cleaner.loss())


WRITER = Writer("graphml", "entities and statements for Cytoscape, yEd, Gephi and igraph", ("graphml",),
                ("application/graphml+xml",), _write)
