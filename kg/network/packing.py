"""Circles side by side: the first in the middle, the others in rings around it."""

from __future__ import annotations

import math
from collections.abc import Sequence


def pack(radii: Sequence[float], gap: float) -> list[tuple[float, float]]:
    """Give the centres of circles so that none comes nearer to another than the gap.

    Parameters
    ----------
    radii : sequence of float
        Of the circles; the rings are tight when large ones come first.
    gap : float

    Examples
    --------
    >>> [round(math.hypot(x, y)) for x, y in pack([10, 1, 1], 2)]
    [0, 13, 13]
    """
    centres = [(0.0, 0.0)][:len(radii)]
    inner, turn, widest = (radii[0] if radii else 0.0), 0.0, 0.0
    for radius in radii[1:]:
        step = _angle(radius, gap, inner, max(widest, radius))
        if turn + step > math.tau and turn > 0:
            inner, turn, widest = inner + gap + 2 * widest, 0.0, 0.0
            step = _angle(radius, gap, inner, radius)
        widest = max(widest, radius)
        distance, angle = inner + gap + widest, turn + step / 2
        turn += step
        centres.append((distance * math.cos(angle), distance * math.sin(angle)))
    return centres


def _angle(radius: float, gap: float, inner: float, widest: float) -> float:
    """How far a circle of a ring reaches around the middle."""
    return 2 * math.asin(min(1.0, (radius + gap / 2) / (inner + gap + widest)))
