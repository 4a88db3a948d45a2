"""Which statements a selection chooses, and why not the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.errors import SelectionError
from kg.network.reader import Brief, Reader
from kg.network.selection import ACTUAL, Selection
from kg.network.times import days, span
from kg.ontology import KG, load

LISTED = 10  # entities named in an error


class Choice:
    """A selection at work on a store."""

    def __init__(self, selection: Selection, reader: Reader) -> None:
        self.selection, self.reader = selection, reader

    def reason_against(self, brief: Brief) -> str | None:
        """Give the first reason in words why a statement is no edge, or None."""
        return next(self._reasons(brief), None)

    def _reasons(self, brief: Brief) -> Iterator[str]:
        s = self.selection
        if brief.source and brief.source.reprint and "reprints" not in s.include:
            yield "of reprints"
        if brief.speaker and "claims" not in s.include:
            yield "on a speaker's word"
        if brief.polarity != "positive" and "negative" not in s.include:
            yield "said not to be so"
        if brief.modality != ACTUAL and brief.modality not in s.include:
            yield brief.modality
        if brief.confidence < s.min_confidence:
            yield f"less certain than {s.min_confidence:g}"
        if s.relations and brief.relation not in s.relations:
            yield "of other relations"
        if s.types and not (self._fits(brief.subject) and self._fits(brief.object)):
            yield "between other types"
        if s.since or s.until:
            yield from self._of_time(brief)

    def _fits(self, entity: str) -> bool:
        ontology, type_ = load(), self.reader.type(entity)
        return type_ in ontology.types and ontology.fits(type_, self.selection.types)

    def _of_time(self, brief: Brief) -> Iterator[str]:
        holds, since, until = span(brief), days(self.selection.since or ""), days(self.selection.until or "")
        if holds is None:
            yield "without a date"
        elif (since and holds[1] < since[0]) or (until and holds[0] > until[1]):
            yield "of another time"


def centre(reader: Reader, wanted: str) -> str:
    """Find the one entity of an IRI, or else of a name or identifier, or else of a part of a name.

    Raises
    ------
    SelectionError
        When there is none, or several.
    """
    names = sorted({(name.casefold(), iri) for name, iri in reader.names() if not iri.startswith(KG)})
    folded = wanted.strip().casefold()
    found = (sorted({iri for _, iri in names if iri == wanted.strip()})
             or sorted({iri for name, iri in names if name == folded})
             or sorted({iri for name, iri in names if folded and folded in name}))
    if len(found) == 1:
        return found[0]
    if not found:
        raise SelectionError(f"no entity is called {wanted!r}", where="around", valid="a name, an identifier or an IRI")
    listed = "; ".join(f"{reader.label(iri)} <{iri}>" for iri in found[:LISTED])
    raise SelectionError(f"{len(found)} entities are called {wanted!r}", where="around", valid=f"the IRI of one: {listed}")


def neighbourhood(statements: Mapping[str, Brief], start: str, hops: int) -> dict[str, Brief]:
    """Give the statements between entities within so many edges of the start, direction aside."""
    neighbours: dict[str, set[str]] = {}
    for brief in statements.values():
        neighbours.setdefault(brief.subject, set()).add(brief.object)
        neighbours.setdefault(brief.object, set()).add(brief.subject)
    near = frontier = {start}
    for _ in range(hops):
        frontier = {n for entity in frontier for n in neighbours.get(entity, ())} - near
        near = near | frontier
    return {iri: brief for iri, brief in statements.items() if near.issuperset({brief.subject, brief.object})}
