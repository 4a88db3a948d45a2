"""Which entities matter and which belong together: degree, betweenness, PageRank, communities.

Everything is counted on integers in sorted order with fixed seeds, so that equal networks give equal figures.

- Degree: the edges at a node; one from a node to itself counts twice, as networkx has it.
- Betweenness: direction and parallel edges aside. Above ``EXACT_UP_TO`` nodes it is estimated from the shortest paths that
  begin at ``SAMPLED`` nodes, with the estimator of networkx. Time grows with the longest of the paths.
- PageRank: along the direction of edges, weighted by their number of statements; through networkx.
- Communities: by the Leiden algorithm on modularity, direction aside, weighted by the number of statements. Networkx has
  Louvain alone, which took four times as long on 100,000 edges and found weaker communities.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.network.attributes import Value

EXACT_UP_TO = 2_000  # nodes
SAMPLED = 500  # nodes
AT_ONCE = 8  # searches side by side: the fastest of 8, 32 and 100
SEED = 1
LEIDEN_ROUNDS = 10
DIGITS = 6  # that mean something; further ones may differ between processors

Links = Mapping[tuple[int, int], int]


def measure(links: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, Value]]:
    """Measure the nodes of a network.

    Parameters
    ----------
    links : iterable of (source, target, weight)
        One for each edge; the weight is its number of statements.

    Returns
    -------
    dict
        For each node the attributes of :data:`kg.network.attributes.MEASURED`. Communities are numbered from 1, the largest
        first, equal ones by their first member.

    Examples
    --------
    >>> star = measure([("hub", "a", 1), ("hub", "b", 1), ("c", "hub", 1)])
    >>> star["hub"]["degree"], star["hub"]["betweenness"], star["a"]["betweenness"]
    (3, 1.0, 0.0)
    """
    edges = list(links)
    names = sorted({name for source, target, _ in edges for name in (source, target)})
    number = {name: n for n, name in enumerate(names)}
    directed: Counter[tuple[int, int]] = Counter()
    degree: Counter[int] = Counter()
    for source, target, weight in edges:
        directed[number[source], number[target]] += weight
        degree.update((number[source], number[target]))
    between, ranks = betweenness(len(names), undirected(directed)), page_rank(len(names), directed)
    member = {n: c for c, members in enumerate(communities(len(names), undirected(directed)), 1) for n in members}
    return {name: {"degree": degree[n], "betweenness": _rounded(between[n]), "pageRank": _rounded(ranks[n]),
                   "community": member[n]} for n, name in enumerate(names)}


def undirected(links: Links) -> dict[tuple[int, int], int]:
    """Give the weights of pairs, direction aside and without nodes paired with themselves.

    >>> undirected({(1, 0): 2, (0, 1): 1, (1, 1): 5})
    {(0, 1): 3}
    """
    weights: Counter[tuple[int, int]] = Counter()
    for (a, b), weight in links.items():
        if a != b:
            weights[min(a, b), max(a, b)] += weight
    return dict(sorted(weights.items()))


def page_rank(size: int, links: Links) -> list[float]:
    """Give the PageRank of each node: the chance to meet it when one follows edges at random, or begins anew.

    >>> [round(rank, 2) for rank in page_rank(2, {(0, 1): 1})]
    [0.35, 0.65]
    """
    import networkx as nx

    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(links.items()))
    ranks = nx.pagerank(graph)
    return [ranks[n] for n in range(size)]


def communities(size: int, links: Links) -> list[list[int]]:
    """Give groups of nodes that have more to do with each other than with the rest, the largest first.

    >>> communities(5, {(0, 1): 1, (2, 3): 1, (3, 4): 1, (2, 4): 1})
    [[2, 3, 4], [0, 1]]
    """
    from graspologic_native import leiden

    found: dict[str, int] = {}
    if links:
        edges = [(str(a), str(b), float(weight)) for (a, b), weight in sorted(links.items())]
        _, found = leiden(edges, seed=SEED, iterations=LEIDEN_ROUNDS)
    groups: dict[object, list[int]] = defaultdict(list)
    for n in range(size):
        groups[found.get(str(n), ("alone", n))].append(n)
    return sorted(groups.values(), key=lambda members: (-len(members), members))


def betweenness(size: int, links: Links, *, exact_up_to: int = EXACT_UP_TO, sampled: int = SAMPLED) -> list[float]:
    """Give for each node the share of the shortest paths between two others that lead through it.

    Brandes' algorithm, searching from several nodes at once with sparse matrices: some 25 times as fast as networkx.

    >>> betweenness(3, {(0, 1): 1, (1, 2): 1})
    [0.0, 1.0, 0.0]
    """
    import numpy as np
    from scipy.sparse import coo_array

    if size <= 2:
        return [0.0] * size
    sources = range(size) if size <= exact_up_to else random.Random(SEED).sample(range(size), sampled)  # noqa: S311
    ends = np.array([*links, *((b, a) for a, b in links)], dtype=np.int64).reshape(-1, 2).T
    neighbours = coo_array((np.ones(ends.shape[1]), tuple(ends)), shape=(size, size)).tocsr()
    through = np.zeros(size)
    for start in range(0, len(sources), AT_ONCE):
        through += _paths_through(neighbours, np.array(sources[start:start + AT_ONCE]))
    searches = np.full(size, len(sources))
    searches[list(sources)] -= 1  # a path that begins at a node does not lead through it
    return [float(value) for value in through / (searches * (size - 2))]


def _paths_through(neighbours: Any, sources: Any) -> Any:
    """Sum over paths from the sources, for each node, the share of them that it lies on."""
    import numpy as np

    at_source = sources, np.arange(len(sources))
    paths = np.zeros((neighbours.shape[0], len(sources)))  # how many shortest paths lead to a node
    paths[at_source] = 1
    depth = np.full(paths.shape, -1)
    depth[at_source] = level = 0
    reached = paths.copy()
    while True:
        reached = neighbours @ reached
        reached[depth >= 0] = 0
        if not reached.any():
            break
        level += 1
        depth[reached > 0] = level
        paths += reached
    share = np.zeros_like(paths)
    for further in range(level, 0, -1):
        given = np.divide(1 + share, paths, out=np.zeros_like(share), where=depth == further)
        share += np.where(depth == further - 1, (neighbours @ given) * paths, 0)
    share[at_source] = 0
    return share.sum(axis=1)


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
