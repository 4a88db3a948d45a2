"""Graphviz DOT, drawn in the look that every picture has: tinted by type, shaped by kind, lines by modality and polarity.

Every text is quoted: a backslash and a quotation mark as ``\\\\`` and ``\\"``, a line end as ``\\n``, and an ampersand as
``&amp;``, as Graphviz reads names of characters in labels. Tooltips, in which it reads backslashes once or twice, have ``⧵``
instead. Names are shortened in what is drawn; ``fullLabel`` and the tooltip have them in full. All attributes of
:mod:`kg.network.attributes` stand beside what Graphviz draws.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import IO

from kg.export import captions
from kg.export.characters import Cleaner
from kg.export.network import projected, report
from kg.export.writer import Report, Request, Writer
from kg.network.attributes import Value
from kg.network.look import line, line_color, look
from kg.network.projection import Edge, Node, Projection
from kg.terms import Line, Shape

SPECIAL = re.compile(r'["\\&\n]')
ESCAPES = {'"': '\\"', "\\": "\\\\", "&": "&amp;", "\n": "\\n"}
LINK = re.compile(r"https?://", re.IGNORECASE)
# Shapes in which names fit; the legend has the look's own.
SHAPES: Mapping[Shape, Mapping[str, str]] = {
    "circle": {"shape": "box", "style": "rounded,filled"},
    "square": {"shape": "box"},
    "triangle": {"shape": "house", "margin": "0.04,0.05"},
    "diamond": {"shape": "octagon", "margin": "0.02,0.03"},
    "hexagon": {"shape": "hexagon", "margin": "0.02,0.04"},
    "pentagon": {"shape": "cds", "margin": "0.16,0.08"},
}
SIGNS: Mapping[Shape, str] = {"circle": "●", "square": "■", "triangle": "▲", "diamond": "◆", "hexagon": "⬢", "pentagon": "⬟"}
STROKES: Mapping[Line, str] = {"solid": "───", "dashed": "– – –", "dotted": "· · · ·"}
PLAIN = ("actual", "positive")  # a line that needs no explaining
GAP = "    "  # Graphviz keeps these blanks
LAYERED = 40  # nodes; more are laid out by force
HEAD = """\
digraph newskg {{
  graph [{layout}, bgcolor="white", fontname="Helvetica,Arial,sans-serif", fontcolor="#333333", labelloc=b, \
pad=0.3, outputorder=edgesfirst]
  node [shape=box, style=filled, fontname="Helvetica,Arial,sans-serif", fontsize=11, fontcolor="#222222", penwidth=1.4, \
height=0.3, margin="0.12,0.06"]
  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, fontcolor="#555555", arrowsize=0.6, penwidth=1.1]
"""
LAYERS = 'layout=dot, rankdir=LR, ranksep=0.7, nodesep=0.2, fontsize=11'
FORCE = 'layout=sfdp, overlap=prism, overlap_scaling=-3, sep="+30,12", splines=true, K=1.2, repulsiveforce=1.2, fontsize=24'


def _write(request: Request, output: IO[bytes]) -> Report:
    return draw(request, projected(request), output)


def draw(request: Request, projection: Projection, output: IO[bytes]) -> Report:
    """Write a projection as DOT: in layers when it is small, else laid out by force."""
    pen = _Pen()
    output.write(HEAD.format(layout=LAYERS if projection.number_of_nodes <= LAYERED else FORCE).encode())
    for node in projection.nodes():
        output.write(pen.node(node))
    for edge in projection.edges():
        output.write(pen.edge(edge))
    output.write(f"  label=<{pen.legend()}>\n}}\n".encode())
    return report(request, projection, pen.cleaner.loss())


class _Pen:
    """Writes nodes and edges, and remembers what the legend must explain."""

    def __init__(self) -> None:
        self.cleaner = Cleaner()
        self._types: set[str] = set()
        self._lines: set[tuple[str, str]] = set()

    def node(self, node: Node) -> bytes:
        type_, name = str(node.attributes["type"]), str(node.attributes["label"])
        self._types.add(type_)
        seen = look(type_)
        drawn = {"label": "\n".join(captions.lines(name)), "fullLabel": name, "tooltip": _tooltip(f"{name} ({type_})"),
                 "color": seen.color, "fillcolor": seen.tint, **SHAPES[seen.shape], "id": node.iri,
                 "URL": _link(node.attributes.get("sameAs"))}
        return f"  {self._quoted(node.iri)} [{self._attributes({**node.attributes, **drawn})}]\n".encode()

    def edge(self, edge: Edge) -> bytes:
        modality, polarity = str(edge.attributes["modality"]), str(edge.attributes["polarity"])
        self._lines.add((modality, polarity))
        color, words = line_color(polarity), _tooltip(captions.of_edge(edge.attributes))
        drawn = {"color": color, "style": line(modality), "tooltip": words, "labeltooltip": words, "id": edge.iri,
                 "URL": _link(edge.attributes.get("url"))}
        ends = f"{self._quoted(edge.source)} -> {self._quoted(edge.target)}"
        return f"  {ends} [{self._attributes({**edge.attributes, **drawn})}]\n".encode()

    def legend(self) -> str:
        """The types and lines that occur, below the picture: those of one look together."""
        types, strokes = _Entries(), _Entries()
        for name in sorted(self._types):
            seen = look(name)
            types.add(seen.color, SIGNS[seen.shape], self.cleaner.clean(name))
        for modality, polarity in sorted(self._lines - {PLAIN}):
            words = modality if polarity == PLAIN[1] else f"{modality} ({polarity})"
            strokes.add(line_color(polarity), STROKES[line(modality)], words)
        rows = "".join(f"<TR><TD>{entries}</TD></TR>" for entries in (types, strokes) if entries)
        return f'<TABLE BORDER="0" CELLSPACING="4">{rows or "<TR><TD></TD></TR>"}</TABLE>'

    def _attributes(self, values: Mapping[str, Value | None]) -> str:
        return ", ".join(f"{name}={self._quoted(value)}" for name, value in sorted(values.items()) if value is not None)

    def _quoted(self, value: Value) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        text = self.cleaner.clean(str(value)).replace("\r\n", "\n").replace("\r", "\n")
        return f'"{SPECIAL.sub(lambda found: ESCAPES[found[0]], text)}"'


class _Entries(dict[tuple[str, str], list[str]]):
    """A row of the legend: what a colour and a sign stand for."""

    def add(self, color: str, sign: str, words: str) -> None:
        self.setdefault((color, sign), []).append(words)

    def __str__(self) -> str:
        return GAP.join(f'<FONT COLOR="{color}">{sign}</FONT> {escape(", ".join(words))}'
                        for (color, sign), words in self.items())


def _tooltip(text: str) -> str:
    return text.replace("\\", "⧵")


def _link(address: Value | None) -> Value | None:
    """An address that is safe to follow."""
    return address if address and LINK.match(str(address)) else None


WRITER = Writer("dot", "a drawing for Graphviz", ("dot", "gv"), ("text/vnd.graphviz",), _write)
