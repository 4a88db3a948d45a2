"""How a projection looks in formats that have a place for it: the one look of types, and places by forces."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from kg.export.writer import Loss
from kg.network.attributes import Value
from kg.network.layout import Position, arranged, radii
from kg.network.look import line, line_color, look
from kg.network.projection import Edge, Node, Projection
from kg.terms import Line, Shape

WIDEST = 8.0


@dataclass(frozen=True, slots=True)
class Figure:
    """How a node looks: where its centre is, its radius, its colour (``#`` and six digits) and its shape."""

    position: Position
    radius: float
    color: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Stroke:
    """How an edge looks; a width of 1 is that of a single statement."""

    color: str
    line: Line
    width: float


class Drawing:
    """A projection laid out.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> Drawing(Projection(ox.Store())).shapes
    Counter()
    """

    def __init__(self, projection: Projection) -> None:
        pairs = list(projection.pairs())
        self._positions, self._radii = arranged(pairs), radii(pairs)
        self.shapes: Counter[Shape] = Counter()

    def figure(self, node: Node) -> Figure:
        """Give how a node looks; its shape is counted."""
        looks = look(str(node.attributes["type"]))
        self.shapes[looks.shape] += 1
        return Figure(self._positions[node.iri], self._radii[node.iri], looks.color, looks.shape)

    def without(self, shapes: Collection[Shape], why: str) -> Loss:
        """Say how many nodes have a shape that a format lacks."""
        return Loss("shapes", sum(self.shapes[shape] for shape in shapes), why)


def stroke(edge: Edge) -> Stroke:
    """Give how an edge looks: by polarity, modality, and the number of its statements.

    >>> stroke(Edge("s", "a", "b", {"polarity": "positive", "modality": "planned", "weight": 4})).line
    'dashed'
    """
    polarity, modality = (str(edge.attributes[name]) for name in ("polarity", "modality"))
    return Stroke(line_color(polarity), line(modality), width(edge.attributes["weight"]))


def width(weight: Value) -> float:
    """Give the width of an edge of so many statements, 1 to 8.

    >>> width(1), width(4), width(10_000)
    (1.0, 2.0, 8.0)
    """
    return round(min(math.sqrt(float(weight)), WIDEST), 2)
