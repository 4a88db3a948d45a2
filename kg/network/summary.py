"""A network in a few lines: how large, how dense, who matters most, who belongs together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from kg.network.attributes import Value
from kg.network.projection import Node, Projection

RANKED = ("degree", "betweenness", "pageRank")
LEADING = 5  # members by which a community is known


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity and a figure of it."""

    iri: str
    label: str
    type: str
    value: Value


@dataclass(frozen=True, slots=True)
class Community:
    """A community: its number, its size, its members with most edges, those first."""

    number: int
    size: int
    members: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """``density`` is the share of pairs of entities that an edge joins, ``largest`` the entities of the largest component.

    ``top`` has for degree, betweenness and PageRank the entities with most of it.
    """

    nodes: int
    edges: int
    density: float
    components: int
    largest: int
    top: dict[str, tuple[Ranked, ...]]
    communities: tuple[Community, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON can hold it."""
        return asdict(self)


def summary(projection: Projection, most: int = 10) -> Summary:
    """Sum up a measured projection.

    Parameters
    ----------
    projection : Projection
        One that is ``measured``.
    most : int
        How many entities and communities to name.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> summary(Projection(ox.Store(), measured=True)).nodes
    0
    """
    nodes = list(projection.nodes())
    components, joined = _components(projection)
    pairs = len(nodes) * (len(nodes) - 1) // 2
    top = {name: tuple(ranked(node, name) for node in leading(nodes, name)[:most]) for name in RANKED}
    return Summary(len(nodes), projection.number_of_edges, round(joined / pairs, 6) if pairs else 0.0,
                   len(components), max(components, default=0), top, communities(nodes)[:most])


def leading(nodes: Iterable[Node], name: str = "degree") -> list[Node]:
    """Sort measured nodes by an attribute, the highest first; equal ones by PageRank, then by IRI."""
    return sorted(nodes, key=lambda n: (-float(n.attributes[name]), -float(n.attributes["pageRank"]), n.iri))


def ranked(node: Node, name: str) -> Ranked:
    """Give a node with the value of one attribute."""
    return Ranked(node.iri, str(node.attributes["label"]), str(node.attributes["type"]), node.attributes[name])


def communities(nodes: Iterable[Node], members: int = LEADING) -> tuple[Community, ...]:
    """Give the communities of measured nodes, the largest first, each with its leading members."""
    groups: dict[int, list[Node]] = {}
    for node in nodes:
        groups.setdefault(int(node.attributes["community"]), []).append(node)
    return tuple(Community(number, len(group), tuple(ranked(node, "degree") for node in leading(group)[:members]))
                 for number, group in sorted(groups.items()))


def _components(projection: Projection) -> tuple[list[int], int]:
    """Give the sizes of the parts that no edge joins, and how many pairs of entities an edge joins."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph(projection.pairs())
    return [len(part) for part in nx.connected_components(graph)], graph.number_of_edges() - nx.number_of_selfloops(graph)
