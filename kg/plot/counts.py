"""How many, when, and by whose word: a panel for each thing counted, so that figures that disagree stand side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kg.network.look import look
from kg.network.projection import Edge, Node, Projection
from kg.network.reader import Reader
from kg.network.selection import EVERYTHING
from kg.network.times import Span
from kg.ontology import load
from kg.plot.days import told
from kg.plot.frame import Key, framed, keys_of_types, source_line
from kg.plot.panel import PLOT, Figure, Room, panel, room
from kg.plot.picture import Picture, Wish, nothing
from kg.plot.sheet import Sheet

ARTICLE = "Entity"  # whose look stands for an article's own word
MILLION = 1_000_000
SHARED = 92  # days: topics within them share an axis of time
GAP = 16.0  # points between panels

Topic = tuple[str, str, str]  # what is counted, what it does, and to or by whom


@dataclass(frozen=True, slots=True)
class Count:
    """A statement that counts, with the topic to which it belongs."""

    edge: Edge
    topic: Topic
    figure: Figure


def draw(wish: Wish) -> Sheet:
    """Draw the topics of which most figures are known."""
    projection = Projection(wish.store, wish.selection)
    nodes = {node.iri: node for node in projection.nodes()}
    edges = [(edge, span) for edge, span in zip(projection.edges(), projection.spans(), strict=True)
             if "count" in edge.attributes and _of(edge, wish.unit)]
    reader = Reader(wish.store)
    counts = [_count(edge, span, nodes, reader) for edge, span in edges if span]
    undated = len(edges) - len(counts)
    if not counts:
        raise nothing(f"no statement of a date counts {wish.unit or 'anything'}", "a wider choice, or another --unit")
    topics: dict[Topic, list[Count]] = {}
    for count in counts:
        topics.setdefault(count.topic, []).append(count)
    if not (wish.unit or wish.selection.around):
        topics = _compared(topics) or topics
    shown = sorted(topics, key=lambda topic: (-len(topics[topic]), topic))[:wish.most]
    drawn = [count for topic in shown for count in topics[topic]]
    sheet = _panels({topic: _together(topics[topic]) for topic in shown})
    left = ["Upright bars: about so many; arrows: at least or at most"] if any(_bounded(c.figure) for c in drawn) else []
    left += [f"{undated} without a date are left out"] if undated else []
    left += [f"{len(counts) - len(drawn)} of other things are left out"] if len(drawn) < len(counts) else []
    return framed(sheet, wish.title or _title(wish), "Each mark is a statement; where marks of one panel differ in height, "
                  "sources differ or things changed", _keys(drawn), source_line((c.edge for c in drawn), wish.selection, *left))


def _bounded(figure: Figure) -> bool:
    return figure.about or figure.low is not None or figure.high is not None


def _compared(topics: dict[Topic, list[Count]]) -> dict[Topic, list[Count]]:
    """Keep the topics of which there is more than one figure."""
    return {topic: counts for topic, counts in topics.items() if len(_together(counts)) > 1}


def _together(counts: list[Count]) -> list[Figure]:
    """Give the figures, those that several statements give alike once."""
    found: dict[Figure, int] = {}
    for count in counts:
        found[count.figure] = found.get(count.figure, 0) + 1
    return [replace(figure, who=f"{figure.who} (in {times} statements)" if times > 1 else figure.who)
            for figure, times in found.items()]


def _title(wish: Wish) -> str:
    about = f" ({wish.selection.around})" if wish.selection.around else ""
    return f"How many {wish.unit or ''}".rstrip() + f", when, and by whose word{about}"


def _of(edge: Edge, unit: str | None) -> bool:
    return unit is None or str(edge.attributes.get("unit", "")).casefold() == unit.casefold()


def _count(edge: Edge, span: Span, nodes: dict[str, Node], reader: Reader) -> Count:
    a = edge.attributes
    first, last = (date.fromisoformat(day) for day in span)
    speaker = str(a.get("attributedToIri", ""))
    said = ", ".join(str(a[name]) for name in ("attributedTo", "outlet") if name in a) or str(a.get("article", ""))
    figure = Figure(float(a["count"]), _number(a.get("countMin")), _number(a.get("countMax")), bool(a.get("approximate")),
                    _told(edge), (first, last), told(first, last), said,
                    look(reader.type(speaker) if speaker else ARTICLE), _manner(edge))
    return Count(edge, _topic(edge, nodes), figure)


def _topic(edge: Edge, nodes: dict[str, Node]) -> Topic:
    """Say what is counted: ``officers``, ``withdraws from``, ``Minnesota``; or who does it to whom are counted."""
    unit, label = str(edge.attributes.get("unit", "")), str(edge.attributes["label"])
    ends = {end: str(nodes[end].attributes["label"]) for end in (edge.source, edge.target)}
    counted = "count" in nodes[edge.target].attributes and "count" not in nodes[edge.source].attributes
    return (unit, "", f"{ends[edge.source]} {label}") if counted else (unit, label, ends[edge.target])


def _manner(edge: Edge) -> str:
    a = edge.attributes
    words = ["denied"] if a["polarity"] == "negative" else []
    return " ".join((*words, *([str(a["modality"])] if a["modality"] != "actual" else [])))


def _told(edge: Edge) -> str:
    """Say a number with its bounds: ``≈ 450``, ``≥ 1,400``, ``40–60``."""
    a = edge.attributes
    count, low, high = (_number(a.get(name)) for name in ("count", "countMin", "countMax"))
    if low is not None and high is not None and low < high:
        return f"{number(low)}–{number(high)}"
    before = "≥ " if low is not None else "≤ " if high is not None else "≈ " if a.get("approximate") else ""
    return before + number(count or 0)


def number(value: float) -> str:
    """Write a number for people.

    >>> number(1400), number(2_500_000), number(82.5)
    ('1,400', '2.5 million', '82.5')
    """
    return f"{value / MILLION:,.4g} million" if value >= MILLION else f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _number(value: object) -> float | None:
    return float(str(value)) if value is not None else None


def _panels(topics: dict[Topic, list[Figure]]) -> Sheet:
    days = [day for figures in topics.values() for figure in figures for day in figure.days]
    shared = (min(days), max(days)) if (max(days) - min(days)).days <= SHARED else None
    rooms: list[tuple[str, Room]] = []
    for (unit, relation, about), figures in topics.items():
        rooms.append((" · ".join(filter(None, (unit, f"{relation} {about}".strip()))), room(figures, shared)))
    sheet = Sheet(PLOT.width, sum(r.height + GAP for _, r in rooms) - GAP)
    y = 0.0
    for title, one in rooms:
        panel(sheet, y, title, one, number)
        y += one.height + GAP
    return sheet


def _keys(counts: Iterable[Count]) -> list[list[Key]]:
    figures = {(c.edge.attributes.get("attributedToIri") is None, c.figure) for c in counts}
    speakers = {figure.look for own, figure in figures if not own}
    said = keys_of_types(name for name in load().types if look(name) in speakers)
    own = [Key("an article's own word", type=ARTICLE)] if any(own for own, _ in figures) else []
    not_so = any(figure.manner for _, figure in figures)
    hollow = [Key("planned, possible, demanded or denied", type=ARTICLE, hollow=True)] if not_so else []
    return [[*(replace(key, label=f"said by: {key.label}") for key in said), *own, *hollow]]


PICTURE = Picture("counts", draw, 6, EVERYTHING.include)
