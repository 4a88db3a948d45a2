"""The communities of a network, the largest first: each a small network, its leading members numbered and named below."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kg.network.layout import arranged
from kg.network.look import look
from kg.network.projection import Node, Projection
from kg.network.separation import separated
from kg.network.summary import LEADING, Community, communities, leading
from kg.network.vectors import Floats
from kg.plot.frame import framed, keys_of_types, source_line
from kg.plot.picture import Picture, Wish, nothing
from kg.plot.sheet import FAINT, INK, PAPER, SOFT, Point, Sheet, Stroke
from kg.plot.text import wrapped

ACROSS = 3  # communities side by side
WIDE, HIGH, GAP = 190.0, 150.0, 26.0  # of the network of one, and between two, in points
HEADING, SIZE, ROW = 10.0, 8.5, 14.0
DRAWN = 80  # members of a community, those with most edges: more would not be told apart
DOT, LEADER = 5.5, 14.0  # diameters of members
CARD = 24 + HIGH + 10 + LEADING * ROW
LINK = "#B7BEC6"
LIGHT = 140  # of 255: on lighter colours dark digits stand out

Pair = tuple[str, str]


def draw(wish: Wish) -> Sheet:
    """Draw the largest communities."""
    projection = Projection(wish.store, wish.selection, measured=True)
    nodes = {node.iri: node for node in projection.nodes()}
    if not nodes:
        raise nothing("no statement is chosen", "a wider choice, as with --include claims,planned")
    found = communities(nodes.values())
    shown = found[:wish.most]
    drawn = {node.iri: community.number for community in shown for node in _members(nodes.values(), community)}
    edges = [edge for edge in projection.edges() if edge.source in drawn and drawn[edge.source] == drawn.get(edge.target)]
    across = min(ACROSS, len(shown))
    sheet = Sheet(across * (WIDE + GAP) - GAP, -(-len(shown) // across) * (CARD + GAP) - GAP)
    for n, community in enumerate(shown):
        pairs = [(e.source, e.target) for e in edges if drawn[e.source] == community.number]
        _card(sheet, (n % across * (WIDE + GAP), n // across * (CARD + GAP)), community, nodes, pairs)
    note = [f"{len(found) - len(shown):,} smaller communities are left out"] if len(found) > len(shown) else []
    note += [f"Of larger ones the {DRAWN} best joined are drawn"] if any(c.size > DRAWN for c in shown) else []
    return framed(sheet, wish.title or "Who belongs together",
                  "Communities: entities with more statements among each other than with others; the best joined are named",
                  [keys_of_types(str(nodes[iri].attributes["type"]) for iri in drawn)],
                  source_line(edges, wish.selection, *note))


def _members(nodes: Iterable[Node], community: Community) -> list[Node]:
    return leading(node for node in nodes if node.attributes["community"] == community.number)[:DRAWN]


def _card(sheet: Sheet, corner: Point, community: Community, nodes: dict[str, Node], pairs: list[Pair]) -> None:
    x, y = corner
    sheet.line([(x, y), (x + WIDE, y)], Stroke(FAINT, 1))
    sheet.text((x, y + 12), f"{community.number}", HEADING, weight="bold")
    sheet.text((x + WIDE, y + 12), f"{community.size:,} {'entity' if community.size == 1 else 'entities'}", SIZE, color=SOFT,
               side="right")
    leaders = {member.iri: n for n, member in enumerate(community.members, 1)}
    _network(sheet, (x, y + 24), nodes, pairs, leaders)
    for n, member in enumerate(community.members, 1):
        line = y + 24 + HIGH + 10 + (n - 0.5) * ROW
        _numbered(sheet, (x + LEADER / 2, line), member.type, n)
        sheet.text((x + LEADER + 5, line), wrapped(member.label, WIDE - LEADER - 5, SIZE, lines=1), SIZE)


def _network(sheet: Sheet, corner: Point, nodes: dict[str, Node], pairs: list[Pair], leaders: dict[str, int]) -> None:
    places = _places(pairs, leaders, corner)
    for source, target in sorted(set(pairs)):
        if source != target:
            sheet.line([places[source], places[target]], Stroke(LINK, 0.9))
    for iri in sorted(places, key=lambda iri: (iri in leaders, -leaders.get(iri, 0), iri)):
        type_ = str(nodes[iri].attributes["type"])
        if iri in leaders:
            _numbered(sheet, places[iri], type_, leaders[iri])
        else:
            sheet.marker(places[iri], look(type_), DOT)


def _places(pairs: list[Pair], leaders: dict[str, int], corner: Point) -> dict[str, Point]:
    """Lay a network out in its room, its longer side level, no node on another as long as there is room."""
    if not pairs:
        return {}
    found = arranged(pairs)
    names = sorted(found)
    places = np.array([found[name] for name in names])
    if np.ptp(places[:, 1]) > np.ptp(places[:, 0]):
        places = places[:, ::-1]
    places = separated(_fitted(places, 4), np.array([(LEADER if name in leaders else DOT) / 2 + 1 for name in names]))
    places = _fitted(places, 1) + np.array(corner) + np.array([WIDE, HIGH]) / 2
    return {name: (x, y) for name, (x, y) in zip(names, places.tolist(), strict=True)}


def _fitted(places: Floats, largest: float) -> Floats:
    """Move places around 0, and scale them, at most so many times as large, into the room for a network."""
    low, high = places.min(axis=0), places.max(axis=0)
    wide, tall = np.maximum(high - low, 1e-9)
    scale = min((WIDE - LEADER) / float(wide), (HIGH - LEADER) / float(tall), largest)
    fitted: Floats = (places - (low + high) / 2) * scale
    return fitted


def _numbered(sheet: Sheet, at: Point, type_: str, number: int) -> None:
    shown = look(type_)
    sheet.marker(at, shown, LEADER)
    sheet.text((at[0], at[1] + (1.5 if shown.shape == "triangle" else 0)), str(number), 7.5, weight="bold", side="center",
               color=INK if _light(shown.rgb) else PAPER)


def _light(rgb: Iterable[int]) -> bool:
    return sum(share * part for share, part in zip((0.3, 0.6, 0.1), rgb, strict=True)) > LIGHT


PICTURE = Picture("communities", draw, 9)
