"""Entities -> records of a user's authority file, where name, type, office and place leave no doubt.

An entity is compared with the records that share a key with it, as entities are with each other. It is linked to the record of
the highest score when that is sure and no other record is likely; what is likely but not sure is left to a person.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from math import exp, inf

from kg import authorities
from kg.authorities import AuthorityRecord
from kg.identity import bodies, people
from kg.identity.blocks import LARGEST, Pair, keys
from kg.identity.evidence import kinds_agree
from kg.identity.ledger import Decision
from kg.identity.profiles import Corpus, Profile
from kg.identity.records import Match, Record
from kg.resolve.names import is_generic, is_local, normal

BY_LABEL = frozenset({"Position", "Event", "LegalCase"})  # known by what they are called, word for word
NEVER = frozenset({"Group"})
PLACES = frozenset({"City", "County", "State", "Country"})
BOUND = ("holdsPosition", "positionAt", "partOf", "locatedIn", "memberOf")  # ties that lead to a place
PERSONS = ("same", "fuller", "nickname", "initial", "misspelt")  # likenesses of names, the strongest first
STEPS = 3
SURE = 0.9  # from here an entity is linked without being asked for
DOUBTFUL = 0.3  # from here a person should look
CLEARLY = 10  # times as likely as any other record a sure one must be


@dataclass(frozen=True, slots=True)
class Links:
    """Entities as read that are linked, what is left to a person, and what people hold apart: pairs of entity and record."""

    sure: Mapping[str, Match] = field(default_factory=dict)
    doubtful: tuple[Match, ...] = ()
    apart: frozenset[Pair] = frozenset()

    def differ(self, one: str, other: str) -> bool:
        """Whether two entities are linked to different records."""
        mine, theirs = self.sure.get(one), self.sure.get(other)
        return mine is not None and theirs is not None and mine.record.iri != theirs.record.iri


@cache
def weights() -> Mapping[str, float]:
    """Give the weight of each feature, in log-odds."""
    return dict(json.loads(files("kg.identity").joinpath("link_weights.json").read_text("utf-8")))


def links(corpus: Corpus, records: Iterable[Record], must: Mapping[Pair, Decision], cannot: Set[Pair]) -> Links:
    """Link entities with records.

    Parameters
    ----------
    corpus : Corpus
    records : iterable of Record
    must : mapping
        Pairs of IRIs, sorted, that people have joined; those of an entity and a record count.
    cannot : set
        Pairs that people hold apart.

    Examples
    --------
    >>> links(Corpus([]), [], {}, set())
    Links(sure={}, doubtful=(), apart=frozenset())
    """
    linker, sure, doubtful = Linker(corpus, records), {}, []
    decided = {iri: (other, why) for pair, why in must.items() for iri, other in (pair, pair[::-1]) if other in linker.records}
    for entity in corpus.profiles if linker.records else ():
        if entity in decided:
            record, decision = decided[entity]
            reasons = tuple(filter(None, [decision.why]))
            sure[entity] = Match(entity, linker.records[record], 1.0, reasons, decision.by or "a person")
            continue
        matches = [m for m in linker.matches(entity) if m.score >= DOUBTFUL and m.pair not in cannot]
        if matches and matches[0].score >= SURE and all(_odds(m) * CLEARLY <= _odds(matches[0]) for m in matches[1:]):
            sure[entity] = matches[0]
        else:
            doubtful.extend(matches)
    apart = frozenset(pair for one, other in cannot for pair in ((one, other), (other, one)) if pair[1] in linker.records)
    return Links(sure, tuple(doubtful), apart)


def of_clusters(found: Links, entity: Callable[[str], str]) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """Give the links of what entities are found to be: those that are sure, and what is left to a person of the others."""
    apart = {(entity(one), record) for one, record in found.apart}
    sure, doubtful = (_best(matches, apart, entity) for matches in (found.sure.values(), found.doubtful))
    linked = {of for of, _ in sure}
    return (tuple(match for _, match in sorted(sure.items())),
            tuple(match for (of, _), match in sorted(doubtful.items()) if of not in linked))


def _best(matches: Iterable[Match], apart: Set[Pair], entity: Callable[[str], str]) -> dict[Pair, Match]:
    """The best match of what an entity is found to be with each record."""
    best: dict[Pair, Match] = {}
    for match in sorted(matches, key=lambda m: (m.score, m.entity)):
        pair = entity(match.entity), match.record.iri
        if pair not in apart:
            best[pair] = replace(match, entity=pair[0])
    return best


def _odds(match: Match) -> float:
    return match.score / (1 - match.score) if match.score < 1 else inf


class Linker:
    """Matches entities with records.

    Parameters
    ----------
    corpus : Corpus
    records : iterable of Record

    Examples
    --------
    >>> corpus = Corpus([Profile("a", "Person", "Ann Weber", ("Ann Weber",))])
    >>> matches = Linker(corpus, [Record("leg:17", "Ann Weber", "Person")]).matches("a")
    >>> [(match.record.identifier, match.score > 0.9, match.reasons) for match in matches]
    [('leg:17', True, ('name: same',))]
    """

    def __init__(self, corpus: Corpus, records: Iterable[Record]) -> None:
        self.corpus = corpus
        self.records = {record.iri: record for record in records}
        self._blocks: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
        for record in self.records.values():
            profile = Profile(record.iri, record.type, record.label, record.names)
            for key in set(_keys(profile)):
                self._blocks[key].append(profile)

    def matches(self, entity: str) -> list[Match]:
        """Give the records that an entity may be, the likeliest first."""
        profile = self.corpus.profiles[entity]
        if profile.type in NEVER or not (profile.names or profile.type in BY_LABEL):
            return []
        blocks = (self._blocks.get(key, ()) for key in _keys(profile))
        found = {record.iri: record for block in blocks if len(block) <= LARGEST for record in block}
        matches = (self._match(profile, found[iri]) for iri in sorted(found))
        return sorted(filter(None, matches), key=lambda match: (-match.score, match.record.iri))

    def _match(self, profile: Profile, known: Profile) -> Match | None:
        record, named = self.records[known.iri], _of_names(profile, known)
        if named is None or not kinds_agree(profile.type, known.type) or _is_another(profile, record):
            return None
        features = {name: weights()[name] for name in (named, *_of_kind(profile, named), *self._of_context(profile, record))}
        score = 1 / (1 + exp(-weights()["bias"] - sum(features.values())))
        return Match(profile.iri, record, score, tuple(sorted(features, key=lambda name: (-abs(features[name]), name))))

    def _of_context(self, profile: Profile, record: Record) -> Iterator[str]:
        if record.office and (offices := self._offices(profile)):
            yield "same office" if normal(record.office) in offices else "other office"
        places = _places(record)
        if not places:
            return
        own, near = self._own_places(profile), self._near_places(profile)
        if places[0] in own:
            yield "same place"
        elif own and own.isdisjoint(places):
            yield "other place"
        elif places[0] in near:
            yield "place of its articles"
        elif near and near.isdisjoint(places):
            yield "place not in its articles"

    def _offices(self, profile: Profile) -> frozenset[str]:
        known = self.corpus.profiles
        return frozenset(normal(known[office].label) for office in profile.tied("holdsPosition") if office in known)

    def _own_places(self, profile: Profile) -> frozenset[str]:
        """The places to which its offices and what it is part of belong."""
        frontier, seen = {profile.iri}, {profile.iri}
        for _ in range(STEPS):
            ties = (tie for iri in frontier if (p := self.corpus.profiles.get(iri)) for tie in p.ties)
            frontier = {tie.other for tie in ties if tie.out and tie.relation in BOUND} - seen
            seen |= frontier
        return self._named(seen - {profile.iri})

    def _near_places(self, profile: Profile) -> frozenset[str]:
        """The places that its articles name."""
        return self._named({iri for article in profile.articles for iri in self.corpus.present(article)} - {profile.iri})

    def _named(self, entities: Iterable[str]) -> frozenset[str]:
        profiles = (self.corpus.profiles[iri] for iri in entities if iri in self.corpus.profiles)
        return frozenset(name for p in profiles if p.type in PLACES for name in _names_of(p))


def _of_kind(profile: Profile, named: str) -> Iterator[str]:
    """A name that every town has says little, whoever bears it."""
    if profile.type != "Person" and named in ("name: same", "name: reordered"):
        label = normal(profile.label)
        if profile.type in BY_LABEL or is_local(label) or is_generic(label):
            yield "name of a kind that every town has"


def _names_of(place: Profile) -> Iterator[str]:
    """A place's names, and those of the state that it is known to lie in."""
    yield from map(normal, (place.label, *place.names))
    record = _known(place)
    while record is not None:
        yield from map(normal, record.names)
        record = authorities.load().by_identifier(record.place) if record.place and record.place.startswith("fips:") else None


def _known(profile: Profile) -> AuthorityRecord | None:
    return authorities.load().by_identifier(profile.identifier) if profile.identifier else None


def _places(record: Record) -> tuple[str, ...]:
    """The places that a record names, the narrowest first: names or identifiers, divided by commas or semicolons."""
    parts = [part.strip() for part in (record.place or "").replace(",", ";").split(";") if part.strip()]
    known = {part: authorities.load().by_identifier(part) for part in parts}
    return tuple(normal(found.name if (found := known[part]) else part) for part in parts)


def _keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    if profile.type in BY_LABEL:
        yield (profile.type, normal(profile.label))
        return
    for key in keys(profile):  # a body may be read as an agency, a place as a city: their words alone tell
        yield key[1:] if key[0] == profile.type else key


def _of_names(profile: Profile, known: Profile) -> str | None:
    """How like the names are, in words; None where they are apart, or a surname is all there is."""
    if profile.type in BY_LABEL:
        return "name: same" if normal(profile.label) in map(normal, known.names) else None
    best = _of_persons(profile, known) if profile.type == "Person" else _of_bodies(profile, known)
    return None if best is None else f"name: {best}"


def _of_persons(profile: Profile, known: Profile) -> str | None:
    """How like a person's names are to those of a record; none of them may be apart from all that the record has."""
    ours, theirs = (list(filter(None, map(people.parse, p.names))) for p in (profile, known))
    found = {_likest(name, theirs) for name in ours if name.given}
    return None if "apart" in found else next((kind for kind in PERSONS if kind in found), None)


def _likest(name: people.PersonName, others: Iterable[people.PersonName]) -> str:
    found = {people.likeness(name, other) for other in others if other.given}
    return next((kind for kind in PERSONS if kind in found), "apart")


def _of_bodies(profile: Profile, known: Profile) -> str | None:
    found = {bodies.likeness(a, b) for a in profile.names for b in known.names}
    return next((kind for kind in ("same", "reordered", "acronym", "part") if kind in found), None)


def _is_another(profile: Profile, record: Record) -> bool:
    """Whether an entity is known by another identifier of the record's kind: another county by FIPS, another Wikidata item."""
    known = _known(profile)
    if known is None:
        return False
    return any(theirs != record.identifier and _scheme(theirs) == _scheme(record.identifier)
               for theirs in (known.identifier, known.same_as) if theirs)


def _scheme(identifier: str) -> str:
    """What an identifier is one of: ``fips``, or the namespace of an IRI."""
    cut = max(identifier.rfind("/"), identifier.rfind("#")) if "://" in identifier else identifier.find(":")
    return identifier[: cut + 1] or identifier
