"""What is under way in a store on a server: who writes, and a change too large for one update, so that who comes next ends it.

All of it stands in one graph, which is there only while somebody writes, or after one that was killed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.rdf.iris import term
from kg.rdf.prefixes import DATA

WRITER = ox.NamedNode(f"{DATA}writer")  # the graph, and the node that tells who writes
TOKEN, UNFINISHED = term("writerToken"), term("unfinished")
REMOVES, ADDS = term("quadsToRemove"), term("quadsToAdd")
IMPORT, CHANGE = ox.Literal("import"), ox.Literal("change")
LONGEST = 50_000  # characters of a part: servers are slow to read long strings

Quads = set[ox.Quad]
Part = tuple[Quads, Quads]  # what goes, what comes


@dataclass(frozen=True, slots=True)
class State:
    """What the graph says: the token of who wrote last, and what was left unfinished."""

    token: str | None = None
    unfinished: str | None = None
    parts: tuple[Part, ...] = ()


def state(quads: Iterable[ox.Quad]) -> State:
    """Read the quads of the graph; a change is to be ended only when all of it was written down.

    >>> state([])
    State(token=None, unfinished=None, parts=())
    """
    said = {(q.subject, q.predicate): q.object.value for q in quads if isinstance(q.object, ox.Literal)}
    unfinished = said.get((WRITER, UNFINISHED))
    nodes = sorted({node for node, predicate in said if predicate in (REMOVES, ADDS)}, key=str)
    parts = tuple((_read(said.get((n, REMOVES), "")), _read(said.get((n, ADDS), ""))) for n in nodes)
    return State(said.get((WRITER, TOKEN)), unfinished, parts if unfinished == CHANGE.value else ())


def divided(removed: Quads, added: Quads, most: int) -> list[Part]:
    """Divide a change into parts of so many quads at most; what goes is gone before anything comes."""
    going, coming = iter(sorted(removed, key=str)), iter(sorted(added, key=str))
    parts: list[Part] = []
    while True:
        goes = set(islice(going, most))
        comes = set(islice(coming, most - len(goes)))
        if not goes and not comes:
            return parts
        parts.append((goes, comes))


def written_down(parts: Iterable[Part]) -> Iterator[Quads]:
    """Give the quads that tell of parts, so many at a time as one update should have."""
    number = 0
    for part in parts:
        for predicate, quads in zip((REMOVES, ADDS), part, strict=True):
            for text in _texts(quads):
                yield {ox.Quad(ox.NamedNode(f"{WRITER.value}/{number:08d}"), predicate, ox.Literal(text), WRITER)}
                number += 1


def _texts(quads: Quads) -> Iterator[str]:
    lines: list[str] = []
    for quad in sorted(quads, key=str):
        line = f"{quad} .\n"
        if lines and sum(map(len, lines)) + len(line) > LONGEST:
            yield "".join(lines)
            lines = []
        lines.append(line)
    if lines:
        yield "".join(lines)


def _read(text: str) -> Quads:
    return set(ox.parse(text, format=ox.RdfFormat.N_QUADS)) if text else set()
