"""Where nodes stand and how large they are, in every format that has a place for it.

Connected parts are laid out by forces and packed side by side, the largest in the middle. The same edges give the same
places: nodes are numbered in the order of their IRIs, chance has no part in it, and sums are made in one order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from kg.network.forces import spread
from kg.network.packing import pack
from kg.network.projection import Projection
from kg.network.separation import separated
from kg.network.vectors import Floats, Integers

SMALLEST, LARGEST = 4.0, 40.0  # radii
FULL_SCALE = 30  # a degree above that of the smallest node: graphs without larger degrees have no node of the largest radius
GAP = 12.0  # between nodes
NAME = 10.0  # around a node for its name
ROOM = 12.0  # a part's area for that of its nodes and names: room for lines
APART = 60.0  # between connected parts
PLACES = 2  # decimals of coordinates and radii


class Position(NamedTuple):
    """Where a node's centre stands; a unit is that of its radius."""

    x: float
    y: float


def positions(projection: Projection) -> dict[str, Position]:
    """Give every node of a projection a place, so that none touches another.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> positions(Projection(ox.Store()))
    {}
    """
    return arranged(projection.pairs())


def sizes(projection: Projection) -> dict[str, float]:
    """Give every node of a projection a radius, 4 to 40: its area grows with the edges at it."""
    return radii(projection.pairs())


def arranged(pairs: Iterable[tuple[str, str]]) -> dict[str, Position]:
    """Give the ends of edges places: what :func:`positions` does, for edges of any kind.

    Parameters
    ----------
    pairs : iterable of (str, str)
        The two ends of each edge. Direction and order have no influence; parallel edges pull harder.

    Examples
    --------
    >>> found = arranged([("a", "b"), ("c", "c")])
    >>> sorted(found), found == arranged([("c", "c"), ("b", "a")])
    (['a', 'b', 'c'], True)
    """
    names, ends = _numbered(pairs)
    if not names:
        return {}
    radius = _radii(_degrees(ends, len(names)))
    found = np.zeros((len(names), 2))
    parts = _parts(ends, len(names))
    for part, edges in parts:
        found[part] = _placed(len(part), edges, radius[part])
    extents = [float(np.max(np.sqrt((found[part] ** 2).sum(axis=1)) + radius[part])) for part, _ in parts]
    for (part, _), middle in zip(parts, pack(extents, APART), strict=True):
        found[part] += middle
    return {name: Position(x, y) for name, (x, y) in zip(names, found.round(PLACES).tolist(), strict=True)}


def radii(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Give the ends of edges radii: what :func:`sizes` does, for edges of any kind.

    >>> radii([("a", "b")])
    {'a': 4.0, 'b': 4.0}
    """
    names, ends = _numbered(pairs)
    return dict(zip(names, _radii(_degrees(ends, len(names))).tolist(), strict=True))


def _numbered(pairs: Iterable[tuple[str, str]]) -> tuple[list[str], Integers]:
    """The names of all ends, sorted, and for each edge the numbers of its ends, the smaller first, sorted."""
    given = list(pairs)
    names = sorted({name for pair in given for name in pair})
    number = {name: n for n, name in enumerate(names)}
    ends = sorted(tuple(sorted((number[a], number[b]))) for a, b in given)
    return names, np.array(ends, dtype=np.int64).reshape(-1, 2)


def _degrees(ends: Integers, nodes: int) -> Integers:
    return np.bincount(ends.ravel(), minlength=nodes)


def _radii(degrees: Integers) -> Floats:
    if not len(degrees):
        return np.zeros(0)
    above = np.maximum(degrees - 1, 0)
    share = np.sqrt(above / max(FULL_SCALE, int(above.max())))
    return np.round(SMALLEST + (LARGEST - SMALLEST) * share, PLACES)


def _parts(ends: Integers, nodes: int) -> list[tuple[Integers, Integers]]:
    """For each connected part, the largest first, its nodes and its edges as places within these."""
    part = np.arange(nodes)
    while True:  # each node takes the least number among its neighbours, and then that one's
        least = part.copy()
        np.minimum.at(least, ends[:, 0], part[ends[:, 1]])
        np.minimum.at(least, ends[:, 1], part[ends[:, 0]])
        least = least[least]
        if np.array_equal(least, part):
            break
        part = least
    members = np.split(np.argsort(part, kind="stable"), np.cumsum(np.bincount(part, minlength=nodes))[:-1])
    edges = np.split(ends[np.argsort(part[ends[:, 0]], kind="stable")],
                     np.cumsum(np.bincount(part[ends[:, 0]], minlength=nodes))[:-1])
    place = np.empty(nodes, dtype=np.int64)
    for group in members:
        place[group] = np.arange(len(group))
    found = [(group, place[own]) for group, own in zip(members, edges, strict=True) if len(group)]
    return sorted(found, key=lambda p: -len(p[0]))


def _placed(nodes: int, edges: Integers, radius: Floats) -> Floats:
    """A connected part laid out around the origin."""
    if nodes == 1:
        return np.zeros((1, 2))
    places = spread(nodes, edges)
    extent = float(np.sqrt((places ** 2).sum() / nodes))  # of a full disc its radius by the square root of 2
    wanted = float(np.sqrt(ROOM * ((radius + NAME) ** 2).sum() / 2))
    places = separated(places * (wanted / extent), radius + GAP / 2)
    middle: Floats = (places.min(axis=0) + places.max(axis=0)) / 2
    return places - middle
