"""What the formats of network tools share: a networkx graph whose values they all can carry."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ElementTree, indent

import networkx as nx

from kg.export.characters import Cleaner
from kg.export.writer import Request
from kg.network import EVERYTHING, to_networkx

LEFT_OUT = "without the offsets of the quoted words, and without claims, mentions and the texts of articles"


def network(request: Request, cleaner: Cleaner) -> tuple[nx.MultiDiGraph[str], list[str]]:
    """Give the graph that a request selects, its text cleaned for XML, and notes of what is left out."""
    selected = to_networkx(request.store, request.selection)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in selected.nodes(data=True):
        graph.add_node(node, **_clean(data, cleaner))
    for subject, object_, key, data in selected.edges(data=True, keys=True):
        graph.add_edge(subject, object_, key=key, id=key, **_clean(data, cleaner))
    left_out = to_networkx(request.store, EVERYTHING).number_of_edges() - selected.number_of_edges()
    notes = [LEFT_OUT]
    if left_out:
        notes.append(f"without {left_out} statements that were not asked for: attributed, denied, not actual or less certain")
    return graph, notes


def serialised(root: Element) -> bytes:
    """Give an indented XML document in UTF-8."""
    indent(root)
    output = BytesIO()
    ElementTree(root).write(output, encoding="utf-8", xml_declaration=True)
    return output.getvalue() + b"\n"


def _clean(data: dict[str, Any], cleaner: Cleaner) -> dict[str, Any]:
    return {name: cleaner.clean(value) if isinstance(value, str) else value for name, value in sorted(data.items())}
