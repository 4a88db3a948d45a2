"""Where sources disagree: pairs of statements that cannot both hold, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.rdf.iris import term
from kg.rdf.prefixes import RDF
from kg.serve.views.entries import Entries, Entry

TYPE, CONTRADICTION = ox.NamedNode(RDF + "type"), term("Contradiction").value
FIRST, SECOND, KIND = term("firstStatement"), term("secondStatement"), term("kind")
READ = 400  # of which the newest are given


def disagreements(entries: Entries, limit: int, statements: Iterable[str] | None = None) -> list[Entry]:
    """Give pairs of statements that contradict each other, the latest reported first: of all, or of some statements.

    Each has ``first`` and ``second``, as :class:`kg.serve.views.entries.Entries` tells statements, and in what they disagree as
    ``kind``, a name of ``kg:ContradictionKind``.

    >>> import pyoxigraph as ox
    >>> disagreements(Entries(ox.Store()), 10)
    []
    """
    found = _all(entries) if statements is None else _of(entries, statements)
    pairs = [pair for iri in sorted(set(found))[:READ] if (pair := _pair(entries, iri)) is not None]
    return sorted(pairs, key=_reported, reverse=True)[:limit]


def _all(entries: Entries) -> Iterator[str]:
    return iter(entries.subjects(TYPE, CONTRADICTION))


def _of(entries: Entries, statements: Iterable[str]) -> Iterator[str]:
    return (iri for statement in statements for end in (FIRST, SECOND) for iri in entries.subjects(end, statement))


def _pair(entries: Entries, iri: str) -> Entry | None:
    sides = [entries.statement(side) for end in (FIRST, SECOND) for side in entries.objects(iri, end)[:1]]
    kind = next(iter(entries.objects(iri, KIND)), "")
    if len(sides) != 2 or None in sides:
        return None
    return {"first": sides[0], "second": sides[1], "kind": kind.rpartition("#")[2]}


def _reported(pair: Entry) -> tuple[str, str, str]:
    days = [s["article"]["published"] or "" for s in (pair["first"], pair["second"]) if s["article"]]
    return max(days, default=""), pair["first"]["iri"], pair["second"]["iri"]
