"""Which entities of an article are the same in every article: the key from which an IRI is made.

Named entities are shared by type and name; those with an authority's identifier by that. What one article alone can tell
(a bare surname, "City Hall", an unnamed group) stays that article's own: two people are never made one by a guess.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg import ontology
from kg.authorities import AuthorityRecord
from kg.model import Entity, Extraction
from kg.resolve.authorities import linked
from kg.resolve.names import normal

ALWAYS_OWN = ("Position", "Group", "LegalCase", "Agreement", "Event")
LONG_ENOUGH = 2  # words: a shorter name of a person or body may be many's


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an entity is. ``own`` keys hold within one article only."""

    key: str
    label: str
    own: bool
    record: AuthorityRecord | None = None


def identities(extraction: Extraction) -> dict[str, Identity]:
    """Give the identity of every entity of an article, by local id."""
    records = linked(extraction)
    bodies = _bodies(extraction)
    return {e.id: _identity(e, records.get(e.id), bodies.get(e.id), extraction) for e in extraction.entities}


def _bodies(extraction: Extraction) -> dict[str, str]:
    """The body or place an office belongs to, by the office's local id, as the article says."""
    names = {e.id: e.name for e in extraction.entities}
    found: dict[str, str] = {}
    for s in extraction.statements:
        if s.predicate == "positionAt" and s.polarity == "positive":
            found.setdefault(s.subject, names[s.object])
    return found


def _identity(entity: Entity, record: AuthorityRecord | None, body: str | None, extraction: Extraction) -> Identity:
    if record is not None:
        return Identity(record.identifier, record.name, own=False, record=record)
    named = any(m.kind == "name" for m in entity.mentions)
    name = normal(entity.name)
    if entity.type == "Position" and named and body:
        return Identity(f"{name} @ {normal(body)}", entity.name, own=False)
    if not named or not name or _only_here(entity, name):
        first = min((m.start for m in entity.mentions), default=0)
        return Identity(f"{name} {first}", entity.name, own=True)
    return Identity(name, entity.name, own=False)


def _only_here(entity: Entity, name: str) -> bool:
    """Whether a name tells its bearer apart within its article alone."""
    words = name.split()
    if entity.type == "Person":
        return len(words) < LONG_ENOUGH
    if entity.type in ALWAYS_OWN:
        return len(words) < LONG_ENOUGH or not any(w[:1].isupper() for w in entity.name.split()[1:])
    return name in ontology.load().nouns
