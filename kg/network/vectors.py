"""Arrays of numbers, and points in the plane."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
PLACES = 6  # of a sine: beyond them machines differ


def sunflower(points: int) -> Floats:
    """Give points spread evenly over a disc, about one to a square of side 1, from the middle outwards.

    >>> sunflower(100).shape, round(float(sunflower(100).max()), 1)
    ((100, 2), 5.4)
    """
    turns = np.arange(points) * GOLDEN_ANGLE
    distance = np.sqrt((np.arange(points) + 0.5) / math.pi)
    found: Floats = np.round(np.column_stack((np.cos(turns), np.sin(turns))), PLACES) * distance[:, None]
    return found
