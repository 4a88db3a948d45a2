"""All kinds of pictures: to add one, name it here."""

from __future__ import annotations

import pyoxigraph as ox

from kg.errors import ExportError
from kg.network.selection import PLAIN, Selection
from kg.plot import communities, counts, neighbourhood, stance
from kg.plot.picture import Picture, Wish
from kg.plot.sheet import Sheet

PICTURES: tuple[Picture, ...] = (neighbourhood.PICTURE, counts.PICTURE, stance.PICTURE, communities.PICTURE)


def picture(name: str) -> Picture:
    """Give the picture of a name.

    Raises
    ------
    ExportError
        When there is none; names those there are.

    Examples
    --------
    >>> picture("stance").most
    30
    """
    for one in PICTURES:
        if one.name == name:
            return one
    raise ExportError(f"no picture {name!r}", valid=", ".join(p.name for p in PICTURES))


def draw(store: ox.Store, name: str, selection: Selection = PLAIN, *, title: str | None = None, most: int | None = None,
         unit: str | None = None) -> Sheet:
    """Draw a picture of a store.

    Parameters
    ----------
    store : pyoxigraph.Store
        What ``kg build`` wrote.
    name : str
        ``neighbourhood``, ``counts``, ``stance`` or ``communities``.
    selection : Selection
        Which statements it shows.
    title : str, optional
        In place of its own.
    most : int, optional
        How many rows, panels or communities at most.
    unit : str, optional
        For counts: of what.

    Raises
    ------
    ExportError
        When there is no such picture.
    SelectionError
        When nothing is there to draw.
    """
    one = picture(name)
    chosen = selection if selection.include else selection.but(include=one.include)
    return one.draw(Wish(store, chosen, most or one.most, title, unit))
