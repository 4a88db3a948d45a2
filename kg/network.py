"""The graph for people who count and draw: entities as nodes, statements as edges, in networkx.

Plain facts are edges by default. What is attributed, planned or denied is asked for, and says so on its edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.ontology import KG, RDF, RDFS

PROV, DCTERMS = "http://www.w3.org/ns/prov#", "http://purl.org/dc/terms/"
ONE_VALUE = {"confidence": float, "count": float, "countMin": float, "countMax": float, "unit": str,
             "validFrom": str, "validUntil": str}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements become edges, beside positive and actual ones on an article's own word."""

    attributed: bool = False
    modal: bool = False
    negative: bool = False
    min_confidence: float = 0.0


PLAIN = Selection()
EVERYTHING = Selection(attributed=True, modal=True, negative=True)


def to_networkx(store: ox.Store, selection: Selection = PLAIN) -> nx.MultiDiGraph[str]:
    """Turn a store into a directed graph with parallel edges.

    Parameters
    ----------
    store : pyoxigraph.Store
        What ``kg build`` wrote.
    selection : Selection
        Which statements become edges.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are entity IRIs with ``label`` and ``type``. Edges are keyed by statement IRI, with ``relation``, ``label``,
        ``polarity``, ``modality``, ``confidence``, ``evidence`` (the quoted words) and ``article`` (title or IRI), and
        where known ``published``, ``attributedTo`` (a label), ``count`` and its bounds, ``validFrom``, ``validUntil``.

    Examples
    --------
    >>> to_networkx(ox.Store()).number_of_nodes()
    0
    """
    reader = _Reader(store)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for statement in reader.statements():
        edge = reader.edge(statement)
        if _selected(edge, selection):
            ends = [reader.iri(statement, RDF + "subject"), reader.iri(statement, RDF + "object")]
            for entity in ends:
                if entity not in graph:
                    graph.add_node(entity, **reader.node(entity))
            graph.add_edge(*ends, key=statement.value, **edge)
    return graph


def _selected(edge: dict[str, Any], selection: Selection) -> bool:
    return ((selection.attributed or "attributedTo" not in edge)
            and (selection.modal or edge["modality"] == "actual")
            and (selection.negative or edge["polarity"] == "positive")
            and edge.get("confidence", 1.0) >= selection.min_confidence)


class _Reader:
    """Reads nodes and edges out of a store, in the order of their IRIs."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def statements(self) -> list[ox.NamedNode]:
        quads = self.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + "Statement"), None)
        return sorted({q.subject for q in quads if isinstance(q.subject, ox.NamedNode)}, key=str)

    def edge(self, statement: ox.NamedNode) -> dict[str, Any]:
        relation = self.iri(statement, RDF + "predicate")
        article = self._one(statement, PROV + "wasDerivedFrom")
        attributes: dict[str, Any] = {
            "relation": relation.removeprefix(KG),
            "label": self._text(ox.NamedNode(relation), RDFS + "label") or relation.removeprefix(KG),
            "polarity": self.iri(statement, KG + "polarity").removeprefix(KG),
            "modality": self.iri(statement, KG + "modality").removeprefix(KG),
            "evidence": " … ".join(self._quotes(statement)),
        }
        for name, kind in ONE_VALUE.items():
            value = self._text(statement, KG + name)
            if value is not None:
                attributes[name] = kind(value)
        if isinstance(speaker := self._one(statement, KG + "attributedTo"), ox.NamedNode):
            attributes["attributedTo"] = self._text(speaker, RDFS + "label") or speaker.value
        if isinstance(article, ox.NamedNode):
            attributes["article"] = self._text(article, DCTERMS + "title") or article.value
            if published := self._text(article, DCTERMS + "issued"):
                attributes["published"] = published
        return attributes

    def node(self, entity: str) -> dict[str, Any]:
        node = ox.NamedNode(entity)
        types = [v.value.removeprefix(KG) for v in self._values(node, RDF + "type") if v.value.startswith(KG)]
        return {"label": self._text(node, RDFS + "label") or entity, "type": types[0] if types else "Entity"}

    def iri(self, subject: ox.NamedNode, predicate: str) -> str:
        value = self._one(subject, predicate)
        return value.value if isinstance(value, ox.NamedNode) else ""

    def _quotes(self, statement: ox.NamedNode) -> Iterator[str]:
        for evidence in self._values(statement, KG + "evidence"):
            if isinstance(evidence, ox.NamedNode):
                yield self._text(evidence, KG + "exact") or ""

    def _text(self, subject: ox.NamedNode, predicate: str) -> str | None:
        value = self._one(subject, predicate)
        return value.value if isinstance(value, ox.Literal) else None

    def _one(self, subject: ox.NamedNode, predicate: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
        return next(iter(self._values(subject, predicate)), None)

    def _values(self, subject: ox.NamedNode, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        quads = self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)
        return sorted({q.object for q in quads if not isinstance(q.object, ox.Triple)}, key=str)
