"""GraphML: for Cytoscape, yEd, Gephi, igraph. Keys are typed; no value is a list."""

from __future__ import annotations

from typing import IO

from networkx.readwrite.graphml import GraphMLWriter

from kg.export.characters import Cleaner
from kg.export.network import network, serialised
from kg.export.writer import Request, Writer


def _write(request: Request, output: IO[bytes]) -> list[str]:
    cleaner = Cleaner()
    graph, notes = network(request, cleaner)
    writer = GraphMLWriter(named_key_ids=False, edge_id_from_attribute="id")
    writer.add_graph_element(graph)
    output.write(serialised(writer.xml))
    return notes + cleaner.notes()


WRITER = Writer("graphml", "entities and statements for Cytoscape, yEd, Gephi and igraph", ("graphml",),
                ("application/graphml+xml",), _write)
