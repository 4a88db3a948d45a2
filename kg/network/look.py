"""How entities and statements look in every picture, page and export; the ontology's ``look.ttl`` says it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ontology import load
from kg.terms import Line, Shape

TINT = 0.22  # how much of a colour is in its tint


@dataclass(frozen=True, slots=True)
class Look:
    """``color`` is ``#`` and six hexadecimal digits, RGB."""

    color: str
    shape: Shape

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green and blue, 0 to 255.

        >>> Look("#1B6CA8", "circle").rgb
        (27, 108, 168)
        """
        red, green, blue = bytes.fromhex(self.color[1:])
        return red, green, blue

    @property
    def tint(self) -> str:
        """The colour so light that dark text is read on it.

        >>> Look("#0072B2", "circle").tint
        '#C7E0EE'
        """
        return "#" + "".join(f"{round(255 - (255 - part) * TINT):02X}" for part in self.rgb)


def look(type_: str) -> Look:
    """Give the look of a class by its local name; of an unknown one that of any entity.

    >>> look("Person").shape, look("County").shape == look("Place").shape
    ('circle', True)
    """
    types = load().types
    known = types.get(type_) or types["Entity"]
    return Look(known.color, known.shape)


def line(modality: str) -> Line:
    """Give the line of a modality.

    >>> line("actual"), line("planned")
    ('solid', 'dashed')
    """
    return load().lines.get(modality, "solid")


def line_color(polarity: str) -> str:
    """Give the colour of a polarity."""
    colors = load().colors
    return colors.get(polarity, colors["positive"])


def relation_color(relation: str) -> str:
    """Give the colour of a relation; of one without its own that of what is so.

    >>> relation_color("praises") == relation_color("opposes"), relation_color("arrests") == line_color("positive")
    (False, True)
    """
    return load().colors.get(relation) or line_color("positive")
