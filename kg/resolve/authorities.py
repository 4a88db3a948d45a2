"""Entities of one article -> records of the authorities, where the article leaves no doubt."""

from __future__ import annotations

from kg import authorities
from kg.authorities import AuthorityRecord
from kg.model import Entity, Extraction
from kg.resolve.names import is_generic, normal

NEVER = ("Person", "Position", "Group")


def linked(extraction: Extraction) -> dict[str, AuthorityRecord]:
    """Give the authority record of each entity that has one, by local id.

    A name that several records bear (thirty Jackson Counties) is linked only when one of them lies in a state that the
    article names. A name that says little ("the Senate", "Department of Transportation") is linked to the nation's body only
    when the article speaks of no state, or of the nation's other bodies and not of the state's own.
    """
    states = _states(extraction)
    found = {}
    for entity in extraction.entities:
        record = _record(entity, states)
        if record is not None:
            found[entity.id] = record
    sure = {id for id, r in found.items() if r.type == "Agency" and not _says_little(extraction.entity(id))}
    nation = any(found[id].place == "iso3166:US" for id in sure)
    for entity in extraction.entities:
        vague = entity.id in found and entity.type == "Agency" and entity.id not in sure
        if vague and states and (not nation or _state_has_its_own(entity, extraction, states)):
            del found[entity.id]
    return found


def _says_little(entity: Entity) -> bool:
    return entity.identifier is None and is_generic(normal(entity.name))


def _state_has_its_own(entity: Entity, extraction: Extraction, states: frozenset[str]) -> bool:
    """Whether the article names a state's body of that kind: "Montana Senate", "Montana Legislature" for "the Senate"."""
    known, own = authorities.load(), set(normal(entity.name).split())
    names = {normal(r.name) for i in sorted(states) if (r := known.by_identifier(i)) is not None}
    legislative = {"senate", "house", "legislature", "assembly"}
    wanted = own | (legislative if own & legislative else set())
    for other in extraction.entities:
        name = normal(other.name)
        if other.type == "Agency" and any(name.startswith(f"{state} ") for state in names) and wanted & set(name.split()):
            return True
    return False


def _states(extraction: Extraction) -> frozenset[str]:
    """Identifiers of the states that the article names."""
    known = authorities.load()
    records = (r for e in extraction.entities if e.type == "State" for r in known.lookup(e.name))
    return frozenset(r.identifier for r in records if r.type == "State")


def _record(entity: Entity, states: frozenset[str]) -> AuthorityRecord | None:
    known = authorities.load()
    given = known.by_identifier(entity.identifier) if entity.identifier is not None else None
    if given is not None and given.type != entity.type:
        given = None
    if entity.type in NEVER or not any(m.kind == "name" for m in entity.mentions):
        return None
    records = [r for r in known.lookup(entity.name) if r.type == entity.type]
    if given is not None and given not in records:
        return given
    if len(records) > 1:
        records = [r for r in records if r.place in states]
    if len(records) != 1:
        return None
    record = records[0]
    elsewhere = states and record.place is not None and record.place not in states
    return None if entity.type == "County" and elsewhere else record
