"""The edge list: a row a statement, with the IRI, name and type of both ends and everything that the edge carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.export.network import report
from kg.export.writer import Loss, Report, Request
from kg.network.attributes import Attribute, Value, edge_attributes
from kg.network.projection import Node, Projection
from kg.network.selection import Selection

# Readers that take columns by their place (igraph, Gephi, Cytoscape) want the two ends first.
ENDS = (
    Attribute("source", "string", "IRI of the subject"),
    Attribute("target", "string", "IRI of the object"),
    Attribute("sourceLabel", "string", "the subject's usual name"),
    Attribute("sourceType", "string", "the subject's class, by its local name"),
    Attribute("targetLabel", "string", "the object's usual name"),
    Attribute("targetType", "string", "the object's class, by its local name"),
    Attribute("id", "string", "IRI of the statement"),
)
OF_NODES = frozenset({"label", "type"})


@dataclass(frozen=True, slots=True)
class End:
    """What a row tells of an entity."""

    label: Value
    type: Value


def columns(selection: Selection) -> tuple[Attribute, ...]:
    """Give the columns, in their order: the same for every store.

    >>> [column.name for column in columns(Selection())][:2]
    ['source', 'target']
    """
    return (*ENDS, *edge_attributes(selection))


class EdgeList:
    """The rows of a projection, and what they have no column for."""

    def __init__(self, projection: Projection) -> None:
        self.projection = projection
        self._left_out = 0
        self._ends = {node.iri: self._end(node) for node in projection.nodes()}

    def rows(self) -> Iterator[dict[str, Value]]:
        """Give a row for each edge, by the names of its columns; what has no value is absent."""
        for edge in self.projection.edges():
            source, target = self._ends[edge.source], self._ends[edge.target]
            yield {"source": edge.source, "target": edge.target, "sourceLabel": source.label, "sourceType": source.type,
                   "targetLabel": target.label, "targetType": target.type, "id": edge.iri, **edge.attributes}

    def report(self, request: Request, *more: Loss) -> Report:
        """Say what was written, and what not."""
        loss = Loss("other values of entities", self._left_out, "a row is a statement, and of its ends has names and types")
        told = report(request, self.projection, loss, *more)
        return replace(told, attributes={**told.attributes, "nodes": tuple(sorted(OF_NODES))})

    def _end(self, node: Node) -> End:
        self._left_out += len(node.attributes.keys() - OF_NODES)
        return End(node.attributes["label"], node.attributes["type"])
