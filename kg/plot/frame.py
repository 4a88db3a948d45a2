"""What stands around every picture: title, subtitle, legend, and a line that says on what it rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.network.look import line, look
from kg.network.projection import Edge
from kg.network.selection import ACTUAL, EVERYTHING, Selection
from kg.ontology import load
from kg.plot.sheet import INK, SOFT, Sheet, Stroke
from kg.plot.text import width, wrapped
from kg.terms import MODALITIES, Line

TITLE, SUBTITLE, LEGEND, SOURCE = 15.0, 9.5, 8.5, 7.5  # sizes of fonts
MARGIN = 24.0
NARROWEST = 470.0  # points, so that a title has room
ROW = 16.0  # of the legend
GAP = 20.0  # between entries of the legend
SAMPLE = 24.0  # the length of a line in the legend, with its distance to the words


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: what a shape or a line means."""

    label: str
    type: str | None = None
    stroke: Stroke | None = None
    hollow: bool = False


def keys_of_types(types: Iterable[str]) -> list[Key]:
    """Give the legend of classes; those that look the same share an entry, named by the widest.

    >>> [key.label for key in keys_of_types(["County", "City", "Person"])]
    ['person', 'place']
    """
    known = load().types
    widest: dict[object, str] = {}
    for name in sorted(known, key=lambda name: (len(known[name].parents), name)):
        widest.setdefault(look(name), name)
    shown = {widest.get(look(name), "Entity") for name in types}
    return [Key(known[name].label.lower(), type=name) for name in known if name in shown]


def keys_of_modalities(modalities: Iterable[str]) -> list[Key]:
    """Give the legend of what is not so, or not yet; what is drawn alike shares an entry.

    >>> [key.label for key in keys_of_modalities(["planned", "actual", "demanded"])]
    ['planned or demanded']
    """
    shown: dict[Line, list[str]] = {}
    for name in (m for m in MODALITIES if m in set(modalities) and m != ACTUAL):
        shown.setdefault(line(name), []).append(name)
    return [Key(" or ".join(names), stroke=Stroke(SOFT, 1.4, pattern)) for pattern, names in shown.items()]


def framed(sheet: Sheet, title: str, subtitle: str, legend: Iterable[Sequence[Key]], source: str) -> Sheet:
    """Put title, legend and source line around what is drawn; each part of the legend begins a line."""
    room = max(sheet.width, NARROWEST)
    heads = [(row, TITLE, INK, "bold") for row in wrapped(title, room, TITLE, lines=3, weight="bold")]
    heads += [(row, SUBTITLE, SOFT, "normal") for row in wrapped(subtitle, room, SUBTITLE, lines=3)]
    top = MARGIN + sum(size * 1.35 for _, size, *_ in heads) + 14
    y = MARGIN - top
    for text, size, color, weight in heads:
        y += size * 1.35 / 2
        sheet.text((0, y), text, size, color=color, weight=weight)
        y += size * 1.35 / 2
    rows = [row for keys in legend for row in _rows(keys, room)]
    for n, row in enumerate(rows):
        x = 0.0
        for key in row:
            _draw(sheet, key, x, sheet.height + 22 + n * ROW)
            x += _length(key) + GAP
    notes = wrapped(source, room, SOURCE, lines=4)
    below = sheet.height + 22 + len(rows) * ROW
    sheet.text((0, below + 4 + (len(notes) - 1) * SOURCE * 0.6), notes, SOURCE, color=SOFT)
    sheet.margins = (MARGIN, top, MARGIN + room - sheet.width, below + len(notes) * SOURCE * 1.2 + MARGIN - sheet.height)
    return sheet


def source_line(edges: Iterable[Edge], selection: Selection, *more: str) -> str:
    """Say how many statements, articles and outlets a picture shows, and what was chosen."""
    statements, articles, outlets = 0, set(), set()
    for edge in edges:
        statements += int(edge.attributes["weight"])
        articles.add(edge.attributes.get("articleIri"))
        outlets.add(edge.attributes.get("outlet"))
    told = [_counted(statements, "statement"), _counted(len(articles - {None}), "article"),
            _counted(len(outlets - {None}), "outlet")]
    described = selection.described() | ({"include": "all"} if selection.include == EVERYTHING.include else {})
    chosen = [f"{name.replace('_', '-')}: {_value(value)}" for name, value in described.items()]
    return ". ".join((", ".join(told), *more, *(["Chosen: " + "; ".join(chosen)] if chosen else []))) + ". Drawn by newskg."


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _length(key: Key) -> float:
    return (SAMPLE if key.stroke else 14) + width(key.label, LEGEND)


def _rows(keys: Iterable[Key], room: float) -> Iterator[list[Key]]:
    row: list[Key] = []
    for key in keys:
        if row and sum(_length(k) + GAP for k in (*row, key)) - GAP > room:
            yield row
            row = []
        row.append(key)
    if row:
        yield row


def _draw(sheet: Sheet, key: Key, x: float, y: float) -> None:
    if key.stroke:
        sheet.line([(x, y), (x + SAMPLE - 6, y)], key.stroke)
    elif key.type:
        sheet.marker((x + 4.5, y), look(key.type), 8.5, hollow=key.hollow)
    sheet.text((x + (SAMPLE if key.stroke else 14), y), key.label, LEGEND, color=INK)
