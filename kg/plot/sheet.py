"""A sheet to draw on, measured in points from its upper left corner, and its bytes as PNG or SVG.

What is drawn is recorded, and drawn by matplotlib when the sheet is written, in one go under settings of its own.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Literal

from kg.errors import ExportError
from kg.network.look import Look
from kg.plot.text import FONT, LINE, clean, width
from kg.terms import Line

INK, SOFT, FAINT, PAPER = "#1F2328", "#59636E", "#D1D9E0", "#FFFFFF"
POINTS = 72  # in an inch
DPI = 160
LARGEST_SIDE = 60_000  # pixels: the drawing library holds no more
MARKERS = {"circle": "o", "square": "s", "triangle": "^", "diamond": "D", "hexagon": "h", "pentagon": "p"}
AREA = {"square": 0.8, "triangle": 1.1, "diamond": 0.65, "hexagon": 1.1, "pentagon": 1.1}  # so that all look as large
DASHES: dict[Line, Any] = {"solid": "solid", "dashed": (0, (4, 2.5)), "dotted": (0, (1, 2))}
FORMATS = ("png", "svg")
Point = tuple[float, float]
Side = Literal["left", "center", "right"]
# What must differ from matplotlib's defaults: no formula in a name, text as text, no chance in ids.
SETTINGS: dict[str, Any] = {"text.parse_math": False, "text.usetex": False, "svg.fonttype": "none", "svg.hashsalt": "newskg",
                            "font.family": [FONT], "path.simplify": False}
METADATA: dict[str, dict[str, Any]] = {"png": {"Software": None}, "svg": {"Date": None, "Creator": "newskg"}}


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: colour, width in points, pattern."""

    color: str = SOFT
    width: float = 1.0
    line: Line = "solid"


class Sheet:
    """A sheet of some size in points; ``margins`` (left, top, right, bottom) lie around it, with the rest of a picture."""

    def __init__(self, wide: float, high: float) -> None:
        self.width, self.height = wide, high
        self.margins: tuple[float, float, float, float] = (0, 0, 0, 0)
        self._drawn: list[Callable[[Any, Any], None]] = []  # each given matplotlib and the axes

    @property
    def size(self) -> tuple[float, float]:
        """Width and height with the margins."""
        left, top, right, bottom = self.margins
        return left + self.width + right, top + self.height + bottom

    def text(self, at: Point, lines: str | Sequence[str], size: float = 9, *, color: str = INK, weight: str = "normal",
             side: Side = "left", boxed: bool = False) -> None:
        """Write lines that begin, centre or end at a point, which is in the middle of their height.

        ``boxed`` text, which is centred, hides what lies below.
        """
        rows = [clean(row) for row in ([lines] if isinstance(lines, str) else lines)]
        if boxed:
            half, tall = max(width(row, size, weight) for row in rows) / 2 + 2.5, len(rows) * size * LINE / 2
            self.fill(rectangle((at[0] - half, at[1] - tall), 2 * half, 2 * tall), PAPER)

        def draw(_: Any, axes: Any) -> None:
            for n, row in enumerate(rows):
                y = at[1] + (n - (len(rows) - 1) / 2) * size * LINE
                axes.text(at[0], y, row, size=size, color=color, weight=weight, ha=side, va="center_baseline", zorder=4)

        self._drawn.append(draw)

    def marker(self, at: Point, look: Look, size: float, *, hollow: bool = False) -> None:
        """Draw the shape of a look; ``size`` is about its diameter in points."""
        face, edge, thick = (PAPER, look.color, 1.6) if hollow else (look.color, PAPER, 0.8)
        self._drawn.append(lambda _, axes: axes.scatter(
            [at[0]], [at[1]], s=size**2 * AREA.get(look.shape, 1), marker=MARKERS[look.shape], facecolor=face, edgecolor=edge,
            linewidth=thick, zorder=3))

    def line(self, points: Iterable[Point], stroke: Stroke) -> None:
        """Draw straight pieces."""
        xs, ys = zip(*points, strict=True)
        self._drawn.append(lambda _, axes: axes.plot(
            xs, ys, color=stroke.color, linewidth=stroke.width, linestyle=DASHES[stroke.line], zorder=1, marker="",
            solid_capstyle="butt", dash_capstyle="butt"))

    def curve(self, start: Point, end: Point, stroke: Stroke, *, on: float | None = None) -> None:
        """Draw a curve that leaves and arrives level, and goes on level to ``on``, if that is given."""
        middle = (start[0] + end[0]) / 2
        corners = [start, (middle, start[1]), (middle, end[1]), end, (end[0] if on is None else on, end[1])]

        def draw(mpl: Any, axes: Any) -> None:
            kinds = mpl.path.Path
            path = kinds(corners, [kinds.MOVETO, *[kinds.CURVE4] * 3, kinds.LINETO])
            axes.add_patch(mpl.patches.PathPatch(path, facecolor="none", edgecolor=stroke.color, linewidth=stroke.width,
                                                 linestyle=DASHES[stroke.line], capstyle="butt", zorder=1))

        self._drawn.append(draw)

    def arrow(self, tip: Point, way: int, color: str) -> None:
        """Draw the head of a level arrow, to the right (1) or to the left (-1)."""
        x, y = tip
        self.fill([(x, y), (x - 6 * way, y - 2.6), (x - 6 * way, y + 2.6)], color)

    def fill(self, corners: Sequence[Point], color: str, *, edge: str = "none") -> None:
        """Fill what lies between corners."""
        self._drawn.append(lambda mpl, axes: axes.add_patch(
            mpl.patches.Polygon(corners, closed=True, facecolor=color, edgecolor=edge, linewidth=1, zorder=2)))

    def write(self, output: IO[bytes], format_: str) -> None:
        """Write the sheet, the same bytes for the same drawing.

        Raises
        ------
        ExportError
            When the format is none of ``FORMATS``, the picture too large for one of pixels, or matplotlib missing.
        """
        if format_ not in FORMATS:
            raise ExportError(f"no format of pictures {format_!r}", valid=", ".join(FORMATS))
        side = max(self.size) * DPI / POINTS
        if format_ == "png" and side > LARGEST_SIDE:
            raise ExportError(f"a picture of {side:,.0f} pixels is too large", valid="fewer things to draw, or SVG")
        with _matplotlib() as mpl:
            dpi = DPI if format_ == "png" else POINTS
            self._figure(mpl).savefig(output, format=format_, dpi=dpi, metadata=METADATA[format_])

    def _figure(self, mpl: Any) -> Any:
        wide, high = self.size
        left, top, right, bottom = self.margins
        figure = mpl.figure.Figure(figsize=(wide / POINTS, high / POINTS), facecolor=PAPER)
        axes = figure.add_axes((0, 0, 1, 1), frameon=False)
        for draw in self._drawn:
            draw(mpl, axes)
        axes.set(xlim=(-left, self.width + right), ylim=(self.height + bottom, -top), xticks=[], yticks=[])
        return figure


def rectangle(corner: Point, wide: float, high: float) -> list[Point]:
    """Give the corners of a rectangle, whose upper left is given.

    >>> rectangle((0, 0), 2, 1)
    [(0, 0), (2, 0), (2, 1), (0, 1)]
    """
    x, y = corner
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]


@contextmanager
def _matplotlib() -> Iterator[Any]:
    """Give matplotlib under our settings; the user's own are as before afterwards."""
    try:
        import matplotlib as mpl
        import matplotlib.figure
        import matplotlib.patches
        import matplotlib.path
    except ImportError as error:
        raise ExportError("pictures need matplotlib", valid="pip install 'newskg[plot]'") from error
    with warnings.catch_warnings(), mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)  # type: ignore[arg-type]
        warnings.filterwarnings("ignore", "Glyph .* missing")  # a box stands for what the font lacks
        yield mpl
