"""Entities of one article -> records of the authorities, where the article leaves no doubt."""

from __future__ import annotations

from kg import authorities
from kg.authorities import AuthorityRecord
from kg.model import Entity, Extraction


def linked(extraction: Extraction) -> dict[str, AuthorityRecord]:
    """Give the authority record of each entity that has one, by local id.

    A name that several records bear (thirty Jackson Counties) is linked only when one of them lies in a state that the
    article names; otherwise the entity stays unlinked.
    """
    states = _states(extraction)
    found = {}
    for entity in extraction.entities:
        record = _record(entity, states)
        if record is not None:
            found[entity.id] = record
    return found


def _states(extraction: Extraction) -> frozenset[str]:
    """Identifiers of the states that the article names."""
    known = authorities.load()
    records = (r for e in extraction.entities if e.type == "State" for r in known.lookup(e.name))
    return frozenset(r.identifier for r in records if r.type == "State")


def _record(entity: Entity, states: frozenset[str]) -> AuthorityRecord | None:
    known = authorities.load()
    if entity.identifier is not None:
        record = known.by_identifier(entity.identifier)
        return record if record is not None and record.type == entity.type else None
    if not any(m.kind == "name" for m in entity.mentions) or entity.type in ("Person", "Position", "Group"):
        return None
    records = [r for r in known.lookup(entity.name) if r.type == entity.type]
    if len(records) > 1:
        records = [r for r in records if r.place in states]
    if len(records) == 1 and (records[0].place is None or not states or records[0].place in states or entity.type != "County"):
        return records[0]
    return None
