"""What a picture is, and what every picture is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import SelectionError
from kg.network.selection import Selection
from kg.plot.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Wish:
    """What to draw: a store, which statements, at most how much of them, under which title.

    ``unit`` chooses counts of one thing: ``officers``.
    """

    store: ox.Store
    selection: Selection
    most: int
    title: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """One kind of picture; equal stores give equal bytes.

    When nothing is asked for, it shows ``include`` beside plain facts, and at most so much.
    """

    name: str
    draw: Callable[[Wish], Sheet]
    most: int
    include: frozenset[str] = frozenset()


def nothing(what: str, valid: str) -> SelectionError:
    """Say that nothing that was chosen can be drawn."""
    return SelectionError(f"nothing to draw: {what}", valid=valid)
