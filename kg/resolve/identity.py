"""Which entities of an article are the same in every article: the key from which an IRI is made.

An authority's identifier tells best. Beside it a name is shared by all articles only when it tells its bearer apart
everywhere: a person's full name; a body's name that not every town, county or state has; a place together with the state or
country it lies in. What one article alone can tell (a bare surname, "City Council", an unnamed group) stays that article's
own: two things are never made one by a guess. A person may join them later.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg import authorities
from kg.authorities import AuthorityRecord
from kg.model import Entity, Extraction
from kg.resolve.authorities import linked
from kg.resolve.names import is_found_anywhere, is_full, is_generic, is_local, normal, person

LYING_SOMEWHERE = ("City", "County", "Facility")  # their names recur, so that the state is a part of the identity
NAMED_APART = ("LegalCase", "Agreement", "Event", "Law")  # shared only by a proper name, which has more than one capital
BELONGS = ("positionAt", "partOf", "locatedIn")
PLACES = ("City", "County", "State", "Country", "Place")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an entity is. ``own`` keys hold within one article only; ``label`` is for reading in an IRI."""

    key: str
    label: str
    own: bool
    record: AuthorityRecord | None = None


def identities(extraction: Extraction) -> dict[str, Identity]:
    """Give the identity of every entity of an article, by local id."""
    article = _Article(extraction)
    return {e.id: article.identity(e) for e in extraction.entities}


class _Article:
    """What an article tells of where its entities belong."""

    def __init__(self, extraction: Extraction) -> None:
        self.records = linked(extraction)
        self.entities = {e.id: e for e in extraction.entities}
        self.owners: dict[str, str] = {}
        for s in extraction.statements:
            if s.predicate in BELONGS and s.polarity == "positive" and s.modality == "actual":
                self.owners.setdefault(s.subject, s.object)
        self.places = {normal(e.name): e for e in extraction.entities if e.type in PLACES and normal(e.name)}
        self.land = self._land()

    def _land(self) -> str | None:
        """The one state that the article names; without any, the one country."""
        for type in ("State", "Country"):
            found = {r.identifier for r in self.records.values() if r.type == type}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def identity(self, entity: Entity, above: tuple[str, ...] = ()) -> Identity:
        """Give who an entity is; ``above`` are those it is asked for, so that a circle of parts ends."""
        record = self.records.get(entity.id)
        if record is not None:
            return Identity(record.identifier, record.name, own=False, record=record)
        key = self._shared(entity, (*above, entity.id))
        if key is not None:
            return Identity(key, key.partition(" @ ")[0], own=False)
        first = min((m.start for m in entity.mentions), default=0)
        return Identity(f"{normal(entity.name)} {first}", entity.name, own=True)

    def _shared(self, entity: Entity, above: tuple[str, ...]) -> str | None:
        """The key that holds in every article, or None."""
        name = person(entity.name) if entity.type == "Person" else normal(entity.name)
        if not name or entity.type == "Group" or not any(m.kind == "name" for m in entity.mentions):
            return None
        if entity.type == "Person":
            return name if is_full(name) else None
        if entity.type in NAMED_APART and not any(word[:1].isupper() for word in entity.name.split()[1:]):
            return None
        if entity.type == "Position" or is_generic(name):
            return self._at(name, self._owner(entity, above))
        if entity.type in LYING_SOMEWHERE or is_local(name) or (entity.type == "Place" and is_found_anywhere(name)):
            return self._at(name, self._owner(entity, above) or self._place_in(name, entity, above) or self.land)
        acronym = entity.type == "Organization" and entity.name.isupper() and " " not in entity.name
        return None if acronym else name

    @staticmethod
    def _at(name: str, owner: str | None) -> str | None:
        return None if owner is None else f"{name} @ {owner}"

    def _owner(self, entity: Entity, above: tuple[str, ...]) -> str | None:
        """The key of what the article says it belongs to or lies in, where that holds in every article."""
        owner = self.owners.get(entity.id)
        if owner is None or owner in above or owner not in self.entities:
            return None
        found = self.identity(self.entities[owner], above)
        return None if found.own else found.key

    def _place_in(self, name: str, entity: Entity, above: tuple[str, ...]) -> str | None:
        """The key of the place that the name begins with: "Hennepin County" of "Hennepin County Sheriff's Office"."""
        words = name.split()
        for length in range(len(words) - 1, 0, -1):
            place = self.places.get(" ".join(words[:length]))
            if place is not None and place.id not in above:
                found = self.identity(place, above)
                return None if found.own else found.key
            records = [r for r in authorities.load().lookup(" ".join(entity.name.split()[:length])) if r.type in PLACES]
            if len(records) == 1 and records[0].type in ("County", "State", "Country"):
                return records[0].identifier
        return None
