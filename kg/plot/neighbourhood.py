"""What surrounds one entity, to be read from left to right: who acts on it, what it acts on, and what lies behind these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.network.choice import centre
from kg.network.look import line, line_color, look
from kg.network.projection import Edge, Node, Projection
from kg.network.reader import Reader
from kg.plot.frame import Key, framed, keys_of_modalities, keys_of_types, source_line
from kg.plot.picture import Picture, Wish, nothing
from kg.plot.sheet import PAPER, SOFT, Point, Sheet, Stroke, rectangle
from kg.plot.text import LINE, width, wrapped

NAME, WORDS, BEND = 150.0, 136.0, 46.0  # points: room for a name, for the words on a line, for its curve
SIZE, SMALL, BOLD, MARK = 9.0, 7.5, 11.5, 9.5
PAD, INSIDE = 9.0, 11.0  # between rows; around the name in the middle
MODALITY_ORDER = ("actual", "planned", "demanded", "possible", "conditional")


@dataclass(slots=True)
class Branch:
    """An entity, the statements that join it with what is nearer to the middle, and what lies behind it."""

    node: Node
    edges: list[Edge]
    forward: bool  # whether the nearer one is the subject
    lines: list[str]
    words: list[str]
    behind: list[Branch] = field(default_factory=list)
    y: float = 0.0

    @property
    def own(self) -> float:
        """Points that its own row needs."""
        return max(len(self.lines) * SIZE, len(self.words) * SMALL) * LINE + PAD

    @property
    def height(self) -> float:
        """Points that it needs with all that lies behind it."""
        return max(self.own, sum(branch.height for branch in self.behind))


def draw(wish: Wish) -> Sheet:
    """Draw the surroundings of the entity that the selection is around."""
    if wish.selection.around is None:
        raise nothing("a neighbourhood is around something", 'the name of an entity, as with --around "Tim Walz"')
    reader = Reader(wish.store)
    middle = centre(reader, wish.selection.around)
    projection = Projection(wish.store, wish.selection.but(merge_parallel=True))
    edges = list(projection.edges())
    if not edges:
        raise nothing(f"no statement chosen is about {wish.selection.around}",
                      "a wider choice, as with --include claims,planned")
    nodes = {node.iri: node for node in projection.nodes()}
    left, right, shown = _tree(middle, edges, nodes, wish.most)
    sheet = _drawn(nodes[middle], left, right)
    others = len(edges) - len(shown)
    note = [f"{others:,} more join or surround these"] if others else []
    name = str(nodes[middle].attributes["label"])
    drawn = [nodes[middle], *(branch.node for branch in _all((*left, *right)))]
    return framed(sheet, wish.title or name, "On the left who acts on it, on the right what it acts on; arrows say who acts",
                  _keys(shown, drawn), source_line(shown, wish.selection, *note))


def _tree(middle: str, edges: list[Edge], nodes: dict[str, Node], most: int) -> tuple[list[Branch], list[Branch], list[Edge]]:
    """Give what lies left and right of the middle, the nearest first, and the edges drawn."""
    joined: dict[str, dict[str, list[Edge]]] = {}
    for edge in edges:
        if edge.source != edge.target:
            joined.setdefault(edge.source, {}).setdefault(edge.target, []).append(edge)
            joined.setdefault(edge.target, {}).setdefault(edge.source, []).append(edge)
    left: list[Branch] = []
    right: list[Branch] = []
    met, shown = {middle}, list[Edge]()
    ring: list[tuple[str, Branch | None]] = [(middle, None)]
    while ring:
        further: list[tuple[str, Branch | None]] = []
        for near, parent in ring:
            found = [(far, between) for far, between in joined.get(near, {}).items() if far not in met]
            best = sorted(found, key=lambda pair: (-_weight(pair[1]), pair[0]))[:most + 1 - len(met)]
            for far, between in sorted(best, key=lambda pair: _first(pair[1])):
                met.add(far)
                shown += between
                branch = _branch(nodes[far], near, between)
                (parent.behind if parent else right if branch.forward else left).append(branch)
                further.append((far, branch))
        ring = further
    return left, right, shown


def _weight(edges: list[Edge]) -> int:
    return sum(int(edge.attributes["weight"]) for edge in edges)


def _first(edges: list[Edge]) -> tuple[int, str, str]:
    """By what neighbours are sorted: what is so before what may be, equal relations together."""
    best = min(edges, key=_certain)
    return MODALITY_ORDER.index(str(best.attributes["modality"])), str(best.attributes["relation"]), best.iri


def _certain(edge: Edge) -> tuple[bool, int, str]:
    return (edge.attributes["polarity"] == "negative", MODALITY_ORDER.index(str(edge.attributes["modality"])), edge.iri)


def _branch(node: Node, near: str, edges: list[Edge]) -> Branch:
    edges = sorted(edges, key=_certain)
    forward = edges[0].source == near
    words = list(dict.fromkeys(_words(edge, "" if (edge.source == near) == forward else "↩ ") for edge in edges))
    words = [f"· {word}" for word in words] if len(words) > 2 else words
    fitted = [row for word in words for row in wrapped(word, WORDS - 36, SMALL, lines=3)]
    return Branch(node, edges, forward, wrapped(str(node.attributes["label"]), NAME, SIZE, lines=3), fitted)


def _words(edge: Edge, before: str) -> str:
    """Say a relation: ``withdraws from (planned, says Tom Homan)``."""
    a = edge.attributes
    more = [str(a["modality"])] if a["modality"] != "actual" else []
    more += [f"says {a['attributedTo']}"] if a.get("attributedToIri", edge.source) != edge.source else []
    return f"{before}{'not: ' if a['polarity'] == 'negative' else ''}{a['label']}{' (' + ', '.join(more) + ')' if more else ''}"


def _all(branches: Iterable[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.behind)


def _drawn(middle: Node, left: list[Branch], right: list[Branch]) -> Sheet:
    columns = [_columns(side) for side in (left, right)]
    heights = [sum(branch.height for branch in side) for side in (left, right)]
    name = wrapped(str(middle.attributes["label"]), NAME, BOLD, lines=4, weight="bold")
    half = (max(width(row, BOLD, "bold") for row in name) + MARK * 1.6 + 3 * INSIDE) / 2
    tall = len(name) * BOLD * LINE + 2 * INSIDE
    height = max(*heights, tall)
    sheet = Sheet(sum(map(sum, columns)) + 2 * half, height)
    x, y = sum(columns[0]) + half, height / 2
    for side, way, wide, high in ((left, -1, columns[0], heights[0]), (right, 1, columns[1], heights[1])):
        _side(sheet, (x + way * half, y), side, y - high / 2, (way, wide))
    shown = look(str(middle.attributes["type"]))
    sheet.fill(rectangle((x - half, y - tall / 2), 2 * half, tall), PAPER, edge=shown.color)
    sheet.marker((x - half + INSIDE + MARK * 0.8, y), shown, MARK * 1.6)
    sheet.text((x - half + 2 * INSIDE + MARK * 1.6, y), name, BOLD, weight="bold")
    return sheet


def _columns(branches: list[Branch]) -> list[float]:
    """Give the widths of the columns that branches need, the nearest to the middle first."""
    found: list[float] = []
    while branches:
        longest = max(width(row, SIZE) for branch in branches for row in branch.lines)
        behind = [inner for branch in branches for inner in branch.behind]
        found.append(BEND + WORDS + MARK + 8 + longest + (8 if behind else 0))
        branches = behind
    return found


def _side(sheet: Sheet, start: Point, branches: list[Branch], top: float, run: tuple[int, list[float]]) -> None:
    """Draw branches and what lies behind them, the run being to the right (1) or left (-1) through columns of some width."""
    way, columns = run
    for branch in branches:
        y = top + branch.height / 2
        bend, mark = start[0] + way * BEND, start[0] + way * (BEND + WORDS + MARK / 2)
        stroke, tip = _stroke(branch), mark - way * MARK * 0.7
        sheet.curve(start, (bend, y), stroke, on=tip - way * (4 if branch.forward else 0))
        sheet.text(((bend + tip - way * 8) / 2, y), branch.words, SMALL, color=_color(branch), side="center", boxed=True)
        sheet.arrow((tip, y) if branch.forward else (bend, y), way if branch.forward else -way, stroke.color)
        sheet.marker((mark, y), look(str(branch.node.attributes["type"])), MARK)
        sheet.text((mark + way * (MARK / 2 + 4), y), branch.lines, SIZE, side="left" if way > 0 else "right")
        if branch.behind:
            end = mark + way * (MARK / 2 + 9 + max(width(row, SIZE) for row in branch.lines))
            further = start[0] + way * columns[0]
            sheet.line([(end, y), (further, y)], Stroke(stroke.color, 0.8))
            inner = top + (branch.height - sum(b.height for b in branch.behind)) / 2
            _side(sheet, (further, y), branch.behind, inner, (way, columns[1:]))
        top += branch.height


def _stroke(branch: Branch) -> Stroke:
    best = branch.edges[0].attributes
    return Stroke(line_color(str(best["polarity"])), 1.2, line(str(best["modality"])))


def _color(branch: Branch) -> str:
    return line_color("negative") if branch.edges[0].attributes["polarity"] == "negative" else SOFT


def _keys(edges: list[Edge], nodes: Iterable[Node]) -> tuple[list[Key], list[Key]]:
    said = {str(e.attributes[name]) for e in edges for name in ("polarity", "modality")}
    denied = [Key("denied", stroke=Stroke(line_color("negative"), 1.4))] if "negative" in said else []
    return keys_of_types(str(n.attributes["type"]) for n in nodes), [*keys_of_modalities(said), *denied]


PICTURE = Picture("neighbourhood", draw, 60)
