"""Labels in a column, moved apart as little as needed."""

from __future__ import annotations

from collections.abc import Sequence


def apart(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Give the middles of labels so that none overlaps another, each near where it is wanted.

    Parameters
    ----------
    wanted : list of float
        Middles in ascending order.
    heights : list of float
        One for each.
    room : float
        They stand between 0 and this, as long as it has room for all.

    Examples
    --------
    >>> apart([10, 10, 50], [10, 10, 10], 100)
    [5.0, 15.0, 50.0]
    """
    blocks: list[tuple[float, list[int]]] = []  # the upper end of labels that touch, and which they are
    for n, middle in enumerate(wanted):
        top, members = middle - heights[n] / 2, [n]
        while blocks and blocks[-1][0] + sum(heights[m] for m in blocks[-1][1]) > top:
            members = blocks.pop()[1] + members
            offsets = [wanted[m] - sum(heights[k] for k in members[:i]) - heights[m] / 2 for i, m in enumerate(members)]
            top = sum(offsets) / len(offsets)
        top = max(0.0, min(top, room - sum(heights[m] for m in members)))
        while blocks and blocks[-1][0] + sum(heights[m] for m in blocks[-1][1]) > top:
            before, others = blocks.pop()
            members, top = others + members, min(before, top)
            top = max(0.0, min(top, room - sum(heights[m] for m in members)))
        blocks.append((top, members))
    placed: list[float] = []
    for top, members in blocks:
        for m in members:
            placed.append(top + heights[m] / 2)
            top += heights[m]  # noqa: PLW2901
    return placed
