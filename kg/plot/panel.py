"""One panel of a timeline: numbers over days, with their bounds, and beside it who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from kg.network.look import Look
from kg.plot.days import told
from kg.plot.sheet import FAINT, SOFT, Point, Sheet, Stroke
from kg.plot.spacing import apart
from kg.plot.text import LINE, width, wrapped

SIZE, SMALL, TITLE, MARK = 8.5, 7.5, 10.0, 9.0
PAD = 5.0  # between labels
ABOUT, BEYOND = 10.0, 20.0  # points: half a bar of what is about so, the arrow of what is at least or at most
STEPS = (1, 2, 2.5, 5, 10)
TICKS = 3

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Layout:
    """Distances in points."""

    axis: float = 62.0  # room for the numbers of the axis
    plot: float = 270.0
    leaders: float = 34.0
    labels: float = 250.0
    high: float = 92.0
    head: float = 26.0
    foot: float = 18.0
    inset: float = 26.0  # of marks within the plot

    @property
    def width(self) -> float:
        """The width of a panel."""
        return self.axis + self.plot + self.leaders + self.labels


PLOT = Layout()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that someone gives: its bounds, how it is told, its days, who says it, how it looks, in which manner."""

    value: float
    low: float | None
    high: float | None
    about: bool
    number: str
    days: Days
    when: str
    who: str
    look: Look
    manner: str


@dataclass(slots=True)
class Room:
    """Where the figures of a panel and their labels stand; ``y`` counts from the upper end of the plot."""

    figures: list[Figure]
    days: Days
    top: float  # the number at the upper end
    step: float  # between numbers of the axis
    plot_height: float
    labels: list[list[str]]
    label_ys: list[float]

    @property
    def height(self) -> float:
        """Points that the panel needs."""
        return PLOT.head + self.plot_height + PLOT.foot

    def y(self, value: float) -> float:
        """Where a number stands."""
        return self.plot_height * (1 - value / self.top)

    def x(self, *days: date) -> float:
        """Where a day stands, or the middle of days."""
        first, last = self.days
        day = sum(day.toordinal() for day in days) / len(days) - first.toordinal()
        share = day / (last - first).days if last > first else 0.5
        return PLOT.axis + PLOT.inset + share * (PLOT.plot - 2 * PLOT.inset)


def room(figures: Sequence[Figure], days: Days | None) -> Room:
    """Find a place for every figure and its label."""
    ordered = sorted(figures, key=lambda f: (-f.value, f.days, f.who, f.manner))
    own = min(f.days[0] for f in ordered), max(f.days[1] for f in ordered)
    step, top = _axis(max(max(f.value, f.high or 0) for f in ordered))
    labels = [_label(figure) for figure in ordered]
    heights = [len(rows) * SIZE * LINE + PAD for rows in labels]
    one = Room(ordered, days or own, top, step, max(PLOT.high, sum(heights)), labels, [])
    one.label_ys = apart([one.y(figure.value) for figure in ordered], heights, one.plot_height)
    return one


def _label(figure: Figure) -> list[str]:
    """Give the lines beside a number, which stands before the first."""
    words = " · ".join(filter(None, (figure.manner, figure.when, figure.who)))
    return wrapped(words, PLOT.labels - width(figure.number, SIZE, "bold") - 6, SIZE)


def _axis(highest: float) -> tuple[float, float]:
    """Give a round step and the upper end of an axis from 0."""
    rough = max(highest, 1e-9) / TICKS
    unit = 10.0 ** floor(log10(rough))
    step = next(s * unit for s in STEPS if s * unit >= rough * 0.999)
    return step, max(ceil(highest / step) * step, highest * 1.12)


def panel(sheet: Sheet, top: float, title: str, one: Room, number: Callable[[float], str]) -> None:
    """Draw a panel whose upper end is given."""
    sheet.text((0, top + 8), wrapped(title, PLOT.width, TITLE, lines=1, weight="bold"), TITLE, weight="bold")
    base = top + PLOT.head
    _grid(sheet, base, one, number)
    taken: dict[tuple[int, int], int] = {}
    for figure, rows, at in zip(one.figures, one.labels, one.label_ys, strict=True):
        spot = round(one.x(*figure.days) / MARK), round(one.y(figure.value) / MARK)
        aside = taken.get(spot, 0) * MARK * 1.05
        taken[spot] = taken.get(spot, 0) + 1
        x, y = one.x(*figure.days) + aside, base + one.y(figure.value)
        label = PLOT.axis + PLOT.plot + PLOT.leaders
        first = base + at - (len(rows) - 1) / 2 * SIZE * LINE
        sheet.line([(x, y), (PLOT.axis + PLOT.plot, y), (label - 5, first)], Stroke(FAINT, 0.7))
        _bounds(sheet, base, figure, one, (x, y))
        sheet.marker((x, y), figure.look, MARK, hollow=bool(figure.manner))
        sheet.text((label, first), figure.number, SIZE, weight="bold")
        sheet.text((label + width(figure.number, SIZE, "bold") + 6, base + at), rows, SIZE, color=SOFT)


def _grid(sheet: Sheet, base: float, one: Room, number: Callable[[float], str]) -> None:
    for n in range(int(one.top / one.step) + 1):
        y = base + one.y(n * one.step)
        sheet.line([(PLOT.axis, y), (PLOT.axis + PLOT.plot, y)], Stroke(FAINT, 0.9 if n else 1.4))
        sheet.text((PLOT.axis - 6, y), number(n * one.step), SMALL, color=SOFT, side="right")
    end = -1e9
    for day in sorted({day for figure in one.figures for day in figure.days}):
        words = told(day, day)
        half = width(words, SMALL) / 2
        if one.x(day) - half > end + 6:
            sheet.line([(one.x(day), base + one.plot_height), (one.x(day), base + one.plot_height + 3)], Stroke(SOFT, 0.8))
            sheet.text((one.x(day), base + one.plot_height + 10), words, SMALL, color=SOFT, side="center")
            end = one.x(day) + half


def _bounds(sheet: Sheet, base: float, figure: Figure, one: Room, at: Point) -> None:
    """Draw for how long a number holds, and within which bounds."""
    x, y = at
    stroke = Stroke(figure.look.color, 1.4)
    if figure.days[1] > figure.days[0]:
        sheet.line([(one.x(figure.days[0]), y), (one.x(figure.days[1]), y)], stroke)
    low, high = figure.low, figure.high
    if low is not None and high is not None and low < high:
        ends = base + one.y(low), base + one.y(high)
        sheet.line([(x, ends[0]), (x, ends[1])], stroke)
        for end in ends:
            sheet.line([(x - 3.5, end), (x + 3.5, end)], stroke)
    elif low is not None or high is not None:
        way = -1 if low is not None else 1
        tip = y + way * BEYOND
        sheet.line([(x, y), (x, tip - way * 4)], stroke)
        sheet.fill([(x, tip), (x - 3, tip - way * 5.5), (x + 3, tip - way * 5.5)], figure.look.color)
    elif figure.about:
        sheet.line([(x, y - ABOUT), (x, y + ABOUT)], stroke)
