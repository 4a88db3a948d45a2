"""Circles that overlap are pushed apart, and stay near where they were."""

from __future__ import annotations

import numpy as np

from kg.network.vectors import Floats, Integers, sunflower

PUSHES = 60  # before everything is drawn a little larger
LARGER = 1.15
CLOSE = 1e-9
AROUND = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]


def separated(places: Floats, radii: Floats) -> Floats:
    """Give the centres of circles so that none overlaps another.

    Parameters
    ----------
    places : array of n points
    radii : array of n numbers

    Examples
    --------
    >>> import numpy as np
    >>> found = separated(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([1.0, 1.0]))
    >>> bool(abs(found[1, 0] - found[0, 0]) >= 2)
    True
    """
    places = places + sunflower(len(places)) * 1e-6  # no two at the same place
    while True:
        for _ in range(PUSHES):
            pairs = _overlaps(places, radii)
            if not len(pairs):
                return places
            places = _pushed(places, radii, pairs)
        places = places * LARGER


def _pushed(places: Floats, radii: Floats, pairs: Integers) -> Floats:
    """Each overlapping pair moved apart, the larger circle less."""
    a, b = pairs.T
    line = places[b] - places[a]
    distance = np.maximum(np.sqrt((line ** 2).sum(axis=1)), CLOSE)
    reach = (radii[a] + radii[b]) * 1.001
    move = line * ((reach - distance) / distance)[:, None]
    weight = (radii[b] ** 2 / (radii[a] ** 2 + radii[b] ** 2))[:, None]
    shifts = np.concatenate((-move * weight, move * (1 - weight)))
    ends = np.concatenate((a, b))
    return places + np.column_stack([np.bincount(ends, shifts[:, axis], len(places)) for axis in (0, 1)])


def _overlaps(places: Floats, radii: Floats) -> Integers:
    """All pairs of overlapping circles. Circles of about one size are looked for among those of their size and smaller."""
    size = np.floor(np.log2(radii)).astype(np.int64)
    found = [np.zeros((0, 2), dtype=np.int64)]
    for class_ in np.unique(size):
        large, others = np.flatnonzero(size == class_), np.flatnonzero(size <= class_)
        pairs = _near(places, large, others, 2.0 ** (class_ + 2))
        a, b = pairs.T
        distance = ((places[a] - places[b]) ** 2).sum(axis=1)
        touching = (distance < (radii[a] + radii[b]) ** 2) & ((size[b] < class_) | (a < b))
        found.append(pairs[touching])
    return np.concatenate(found)


def _near(places: Floats, some: Integers, others: Integers, side: float) -> Integers:
    """Pairs of some and others whose squares of the given side touch."""
    cells = np.floor(places / side).astype(np.int64)
    cells -= cells.min(axis=0) - 1
    width = int(cells[:, 1].max()) + 2
    keys = cells[:, 0] * width + cells[:, 1]
    others = others[np.argsort(keys[others], kind="stable")]
    sorted_keys = keys[others]
    found = []
    for dx, dy in AROUND:
        wanted = keys[some] + dx * width + dy
        first, last = np.searchsorted(sorted_keys, wanted, "left"), np.searchsorted(sorted_keys, wanted, "right")
        counts = last - first
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        found.append(np.column_stack((np.repeat(some, counts), others[np.repeat(first, counts) + offsets])))
    return np.concatenate(found)
