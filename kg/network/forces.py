"""Places by forces: edges pull their ends together, all nodes push each other away.

The model is Noack's (2009) and ForceAtlas2's: a node pushes by its degree, so that hubs stand apart and communities show.
Large graphs are laid out coarse first (Walshaw 2003): neighbours are drawn together as one, that smaller graph is laid out,
and its places are where the finer one begins. Pushing is summed on a grid by Fourier transforms, so that the time grows
about linearly with nodes and edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.network.repulsion import repulsion
from kg.network.vectors import Floats, Integers, sunflower

COARSEST = 40  # nodes; a graph as small is begun on a sunflower
FEWEST = 12  # nodes of a coarser graph: one with less, as what is left of a star, has no order to give
SHRINKS = 0.85  # a coarser graph has at most so many nodes for each of the finer
FIRST_STEPS = 300
NEXT_STEPS = (60, 200)  # at least and at most; what is large has its order from coarser levels
MOVES = 600_000  # of single nodes, in one level, between these
FREEDOM = 3.0  # the longest first move in a finer graph, in distances between nodes
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Level:
    """A graph in one degree of coarseness: its edges without loops and parallels, how hard each pulls, each node pushes."""

    nodes: int
    edges: Integers
    pull: Floats
    push: Floats


def spread(nodes: int, edges: Integers) -> Floats:
    """Give the nodes of a connected graph places around the origin.

    Parameters
    ----------
    nodes : int
        They are numbered from 0.
    edges : array of m pairs of numbers
        Direction has no influence; parallel edges pull harder, loops not at all.

    Examples
    --------
    >>> import numpy as np
    >>> spread(2, np.array([[0, 1]])).shape
    (2, 2)
    """
    level = _finest(nodes, edges)
    levels, parents = [level], []
    while level.nodes > COARSEST:
        parent = _gathered(level)
        coarser = _coarser(level, parent)
        if not FEWEST <= coarser.nodes <= level.nodes * SHRINKS:
            break
        levels.append(coarser)
        parents.append(parent)
        level = coarser
    start = sunflower(level.nodes) * float(np.sqrt(level.push.mean()))
    places = _settled(level, start, _extent(start) / 3, FIRST_STEPS)
    for level, parent in zip(reversed(levels[:-1]), reversed(parents), strict=True):
        room = _extent(places) / float(np.sqrt(len(places)))
        places = _settled(level, _unfolded(places, parent, room), room * FREEDOM, _steps(level.nodes))
    middle: Floats = places.mean(axis=0)
    return places - middle


def _steps(nodes: int) -> int:
    least, most = NEXT_STEPS
    return min(max(least, MOVES // nodes), most)


def _finest(nodes: int, edges: Integers) -> Level:
    pairs, counts = _simple(edges, np.ones(len(edges)))
    degrees = np.bincount(pairs.ravel(), minlength=nodes)
    return Level(nodes, pairs, np.sqrt(np.sqrt(counts)), (degrees + 1).astype(np.float64))


def _simple(edges: Integers, weights: Floats) -> tuple[Integers, Floats]:
    """Edges without loops, parallel ones as one of their weights together."""
    edges, weights = np.sort(edges[edges[:, 0] != edges[:, 1]], axis=1), weights[edges[:, 0] != edges[:, 1]]
    pairs, which = np.unique(edges, axis=0, return_inverse=True)
    return pairs.reshape(-1, 2), np.bincount(which.ravel(), weights, len(pairs)).astype(np.float64)


def _gathered(level: Level) -> Integers:
    """For each node the number of the star that it joins: nodes of many neighbours first, each takes those still free."""
    ends = np.concatenate((level.edges, level.edges[:, ::-1]))
    ends = ends[np.argsort(ends[:, 0], kind="stable")]
    first = np.searchsorted(ends[:, 0], np.arange(level.nodes + 1)).tolist()
    neighbours = ends[:, 1].tolist()
    degrees = np.diff(first)
    star = [-1] * level.nodes
    stars = 0
    for centre in np.lexsort((np.arange(level.nodes), -degrees)).tolist():
        if star[centre] >= 0:
            continue
        star[centre] = stars
        for other in neighbours[first[centre]:first[centre + 1]]:
            if star[other] < 0:
                star[other] = stars
        stars += 1
    return np.array(star, dtype=np.int64)


def _coarser(level: Level, parent: Integers) -> Level:
    pairs, pull = _simple(parent[level.edges], level.pull)
    push = np.bincount(parent, level.push).astype(np.float64)
    return Level(len(push), pairs, pull, push)


def _unfolded(places: Floats, parent: Integers, room: float) -> Floats:
    """The places of a finer graph: the members of a star around where it stood."""
    order = np.argsort(parent, kind="stable")
    counts = np.bincount(parent)
    rank = np.empty(len(parent), dtype=np.int64)
    rank[order] = np.arange(len(parent)) - np.repeat(np.cumsum(counts) - counts, counts)
    around = sunflower(int(counts.max()))[rank] / np.sqrt(counts)[parent, None]
    return places[parent] + around * room


def _settled(level: Level, places: Floats, longest: float, steps: int) -> Floats:
    """Where forces move the nodes to, in steps that grow shorter."""
    for step in range(steps):
        forces = repulsion(places, level.push)
        forces *= level.push[:, None]
        _pull(forces, level, places)
        length = np.maximum(np.sqrt((forces ** 2).sum(axis=1)), NEAR)
        reach = longest * (1 - step / steps) ** 2
        places = places + forces * (np.minimum(length / level.push, reach) / length)[:, None]
    return places


def _pull(forces: Floats, level: Level, places: Floats) -> None:
    a, b = level.edges.T
    line = places[b] - places[a]
    distance = np.maximum(np.sqrt((line ** 2).sum(axis=1)), NEAR)
    pulls = line * (level.pull / np.sqrt(distance))[:, None]  # between a rubber band's pull and one without regard to length
    for axis in (0, 1):
        forces[:, axis] += np.bincount(a, pulls[:, axis], level.nodes) - np.bincount(b, pulls[:, axis], level.nodes)


def _extent(places: Floats) -> float:
    return max(float(np.sqrt((places - places.mean(axis=0)) ** 2).max()), NEAR)
