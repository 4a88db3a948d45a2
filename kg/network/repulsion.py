"""How hard all of many points push each, by one over the distance: exactly for few, on a grid for many."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kg.network.vectors import Floats

EXACT = 400  # points
CELLS = (64, 256)  # along a side of the grid, at least and at most
NEAR = 1e-6
Transformed = npt.NDArray[np.complex128]


def repulsion(places: Floats, weights: Floats) -> Floats:
    """Give the sum of what points push a unit at each of them, away from them.

    Parameters
    ----------
    places : array of n points
    weights : array of n numbers
        How hard each point pushes at a distance of 1.

    Examples
    --------
    >>> import numpy as np
    >>> repulsion(np.array([[0.0, 0.0], [2.0, 0.0]]), np.array([1.0, 3.0])).tolist()
    [[-1.5, 0.0], [0.5, 0.0]]
    """
    return _exact(places, weights) if len(places) <= EXACT else _on_a_grid(places, weights)


def _exact(places: Floats, weights: Floats) -> Floats:
    """Each axis by itself, and summed over rows: several times as fast as over the short last axis."""
    across, along = (axis[None, :] - axis[:, None] for axis in places.T)
    factors = weights[:, None] / np.maximum(across * across + along * along, NEAR)
    return np.column_stack([(lines * factors).sum(axis=0) for lines in (across, along)])


def _on_a_grid(places: Floats, weights: Floats) -> Floats:
    """Weights are shared among the four corners of a point's cell, the push of all corners on all is a convolution."""
    cells = _cells(len(places))
    low = places.min(axis=0)
    side = max(float((places.max(axis=0) - low).max()) / (cells - 2), NEAR)
    scaled = (places - low) / side
    corner = np.floor(scaled).astype(np.int64)
    inside = scaled - corner
    shares = [(dx, dy, np.abs(1 - dx - inside[:, 0]) * np.abs(1 - dy - inside[:, 1])) for dx in (0, 1) for dy in (0, 1)]
    width = 2 * cells
    grid = np.zeros(width * width)
    for dx, dy, share in shares:
        grid += np.bincount((corner[:, 0] + dx) * width + corner[:, 1] + dy, weights * share, width * width)
    transformed = np.fft.rfft2(grid.reshape(width, width))
    pushes = np.empty_like(places)
    for axis, kernel in enumerate(_kernels(cells)):
        field = np.fft.irfft2(transformed * kernel, (width, width)).ravel() / side
        pushes[:, axis] = sum(field[(corner[:, 0] + dx) * width + corner[:, 1] + dy] * share for dx, dy, share in shares)
    return pushes


def _cells(points: int) -> int:
    """A power of two, so that there are some four cells for each point."""
    least, most = CELLS
    return int(min(max(least, 1 << int(np.ceil(np.log2(2 * np.sqrt(points))))), most))


@lru_cache(maxsize=4)
def _kernels(cells: int) -> tuple[Transformed, Transformed]:
    """What one point pushes at every distance along either axis, transformed; twice as wide, so that nothing wraps around."""
    steps = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
    squares = steps[:, None] ** 2 + steps[None, :] ** 2
    squares[0, 0] = 1
    return np.fft.rfft2(steps[:, None] / squares), np.fft.rfft2(steps[None, :] / squares)
