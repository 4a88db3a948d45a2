"""Who praises, supports, criticises and opposes what: speakers on the left, what they speak of on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import networkx as nx

from kg.network.look import line, look, relation_color
from kg.network.projection import Edge, Node, Projection
from kg.network.selection import EVERYTHING
from kg.ontology import load
from kg.plot.frame import Key, framed, keys_of_modalities, keys_of_types, source_line
from kg.plot.picture import Picture, Wish, nothing
from kg.plot.sheet import Sheet, Stroke
from kg.plot.text import LINE, wrapped

STANCES = ("praises", "supports", "criticizes", "opposes")
NAME, BETWEEN = 190.0, 210.0  # points: room for a name on either side, and for the curves
SIZE, MARK, PAD = 9.0, 9.0, 8.0
APART = 7.0  # between parts that have nothing to do with each other
BESIDE = 2.4  # between stances of one to one thing
SWEEPS = 8


@dataclass(slots=True)
class Entry:
    """An entity in one of the two columns."""

    node: Node
    lines: list[str]
    y: float = 0.0

    @property
    def height(self) -> float:
        """Points that it needs."""
        return len(self.lines) * SIZE * LINE + PAD


def draw(wish: Wish) -> Sheet:
    """Draw who takes which side."""
    asked = wish.selection.relations
    relations = asked & set(STANCES) if asked else frozenset(STANCES)
    selection = wish.selection.but(relations=relations or asked, merge_parallel=True)
    projection = Projection(wish.store, selection)
    edges = [edge for edge in projection.edges() if edge.attributes["relation"] in STANCES]
    if not edges:
        raise nothing("no statement says who praises, supports, criticises or opposes what",
                      "a wider choice, as with --include claims,planned")
    shown, left = _most(edges, wish.most)
    nodes = {node.iri: node for node in projection.nodes()}
    sheet, entries = _columns(shown, nodes)
    for edges_of_pair in _by_pair(shown):
        for n, edge in enumerate(edges_of_pair):
            _side(sheet, edge, entries, (n - (len(edges_of_pair) - 1) / 2) * BESIDE)
    note = [f"{left:,} more are left out, about what fewer speak of"] if left else []
    return framed(sheet, wish.title or "Who is for it, who is against it",
                  "Each line is a statement: on the left who takes a side, on the right what it is about",
                  _keys(shown, (entry.node for entry in entries.values())), source_line(shown, wish.selection, *note))


def _most(edges: list[Edge], most: int) -> tuple[list[Edge], int]:
    """Keep the statements about what is spoken of most, of so many speakers and so many things at most."""
    about: dict[str, list[Edge]] = {}
    for edge in edges:
        about.setdefault(edge.target, []).append(edge)
    shown: list[Edge] = []
    speakers: set[str] = set()
    for target in sorted(about, key=lambda t: (-len(about[t]), t))[:most]:
        for edge in sorted(about[target], key=lambda e: (-float(e.attributes["weight"]), e.iri)):
            if edge.source in speakers or len(speakers) < most:
                shown.append(edge)
                speakers.add(edge.source)
    return shown, len(edges) - len(shown)


def _columns(edges: list[Edge], nodes: dict[str, Node]) -> tuple[Sheet, dict[tuple[str, str], Entry]]:
    """Place speakers and what they speak of, part by part, with few crossings."""
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for edge in sorted(edges, key=_rank, reverse=True):
        graph.add_edge(("by", edge.source), ("of", edge.target), rank=_rank(edge))
    entries = {end: _entry(nodes[end[1]]) for end in sorted(graph)}
    parts = sorted((sorted(part) for part in nx.connected_components(graph)),
                   key=lambda part: (-len(part), min(graph.edges[edge]["rank"] for edge in graph.edges(part)), part))
    y = 0.0
    for part in parts:
        y = _placed(graph.subgraph(part), entries, y) + APART
    sheet = Sheet(2 * NAME + BETWEEN, y - APART)
    for (column, _), entry in entries.items():
        by = column == "by"
        x = NAME if by else NAME + BETWEEN
        sheet.marker((x, entry.y), look(str(entry.node.attributes["type"])), MARK)
        sheet.text((x - 9 if by else x + 9, entry.y), entry.lines, SIZE, side="right" if by else "left")
    return sheet, entries


def _entry(node: Node) -> Entry:
    return Entry(node, wrapped(str(node.attributes["label"]), NAME - 12, SIZE))


def _placed(part: nx.Graph[tuple[str, str]], entries: dict[tuple[str, str], Entry], top: float) -> float:
    """Order both columns of a part by the middle of what they are joined with, and give its lower end."""
    columns = {name: [end for end in sorted(part) if end[0] == name] for name in ("by", "of")}
    rank = {end: float(n) for column in columns.values() for n, end in enumerate(column)}
    for sweep in range(SWEEPS):
        column = columns["of" if sweep % 2 == 0 else "by"]
        middle = {end: sum(rank[other] for other in part[end]) / len(part[end]) for end in column}
        column.sort(key=lambda end: (middle[end], min(part.edges[end, other]["rank"] for other in part[end]), end))
        rank |= {end: float(n) for n, end in enumerate(column)}
    heights = {name: sum(entries[end].height for end in column) for name, column in columns.items()}
    full = max(heights.values())
    for name, column in columns.items():
        space = (full - heights[name]) / len(column)
        y = top
        for end in column:
            y += (entries[end].height + space) / 2
            entries[end].y = y
            y += (entries[end].height + space) / 2
    return top + full


def _by_pair(edges: list[Edge]) -> list[list[Edge]]:
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in sorted(edges, key=lambda e: (_rank(e), e.iri)):
        pairs.setdefault((edge.source, edge.target), []).append(edge)
    return list(pairs.values())


def _rank(edge: Edge) -> int:
    return STANCES.index(str(edge.attributes["relation"]))


def _side(sheet: Sheet, edge: Edge, entries: dict[tuple[str, str], Entry], shift: float) -> None:
    start, end = entries["by", edge.source].y, entries["of", edge.target].y
    sheet.curve((NAME + 6, start + shift), (NAME + BETWEEN - 6, end + shift), _stroke(edge))
    if edge.attributes["polarity"] == "negative":
        middle = NAME + BETWEEN / 2, (start + end) / 2 + shift
        sheet.text(middle, "not", 7, color=_stroke(edge).color, side="center", boxed=True)


def _stroke(edge: Edge) -> Stroke:
    weight = min(float(edge.attributes["weight"]), 4)
    return Stroke(relation_color(str(edge.attributes["relation"])), 1.1 + 0.6 * weight, line(str(edge.attributes["modality"])))


def _keys(edges: list[Edge], nodes: Iterable[Node]) -> tuple[list[Key], list[Key]]:
    has: Callable[[str], set[str]] = lambda name: {str(e.attributes[name]) for e in edges}  # noqa: E731
    stances = [Key(load().relation(name).label, stroke=Stroke(relation_color(name), 1.7)) for name in STANCES
               if name in has("relation")]
    return [*stances, *keys_of_modalities(has("modality"))], keys_of_types(str(n.attributes["type"]) for n in nodes)


PICTURE = Picture("stance", draw, 30, EVERYTHING.include)
