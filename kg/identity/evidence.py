"""What speaks for and against two entities being one: features in words, weighed by a small linear model.

``weights.json`` holds a weight for each feature; the score is the logistic function of their sum, as in
:mod:`kg.extract.confidence`. What makes it impossible is no feature: it forbids.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from math import exp, log

from kg.extract.wordlists import sets
from kg.identity import bodies, people
from kg.identity.profiles import Corpus, Profile
from kg.ontology import load
from kg.resolve.names import is_local, normal

CLOSE, FAR = 7, 365  # days between two articles that are near in time, or far
COMPANY = 12.0  # of shared company beyond this no more is told
TIES = ("memberOf", "positionAt", "partOf", "relativeOf", "victimOf", "conducts", "participatesIn")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely two entities are one, 0 to 1, and why: features with their share, the strongest first."""

    score: float
    reasons: tuple[str, ...]


@cache
def weights() -> Mapping[str, float]:
    """Give the weight of each feature, in log-odds."""
    return dict(json.loads(files("kg.identity").joinpath("weights.json").read_text("utf-8")))


class Judge:
    """Weighs pairs of a corpus.

    Parameters
    ----------
    corpus : Corpus
    canonical : callable
        What an entity is known to be by now.
    """

    def __init__(self, corpus: Corpus, canonical: Callable[[str], str] = str) -> None:
        self.corpus, self.canonical = corpus, canonical
        self._bearers = _bearers(corpus)
        self._reasons: dict[tuple[str, ...], tuple[str, ...]] = {}  # few, that many pairs have

    def verdict(self, one: Profile, other: Profile) -> Verdict | None:
        """Give how likely two entities are one; None where they cannot be."""
        found = self.features(one, other)
        if found is None:
            return None
        shares = {name: weights().get(name, 0.0) * value for name, value in found.items()}
        reasons = sorted((name for name in shares if name != "bias"), key=lambda name: (-abs(shares[name]), name))
        return Verdict(1 / (1 + exp(-sum(shares.values()))), self._reasons.setdefault(tuple(reasons), tuple(reasons)))

    def features(self, one: Profile, other: Profile) -> dict[str, float] | None:
        """Give the features of a pair by name; None where something forbids that they are one."""
        if self.forbids(one, other):
            return None
        named = self._of_names(one, other)
        if named is None:
            return None
        return {"bias": 1.0, **named, **dict(self._of_ties(one, other)), **dict(self._of_context(one, other))}

    def forbids(self, one: Profile, other: Profile) -> bool:
        """Whether two entities cannot be one: they differ, or the reader of one article has told them apart."""
        together = one.type != "Position" and bool(one.articles & other.articles)
        return together or self.differ(one, other)

    def differ(self, one: Profile, other: Profile) -> bool:
        """Whether two entities cannot be one by what they are: types, identifiers, offices of places, names of people."""
        if (one.identifier and other.identifier) or (one.type != other.type and not kinds_agree(one.type, other.type)):
            return True
        if one.part_of is not None and one.part_of == other.part_of:
            return True
        return one.type == "Person" and "apart" in _likenesses(one, other)

    def _of_names(self, one: Profile, other: Profile) -> dict[str, float] | None:
        if one.type == "Person":
            return self._of_persons(one, other)
        if one.type in ("Position", "Event", "LegalCase"):
            return {f"{one.type}: {_of_labels(normal(one.label), normal(other.label))}": 1.0}
        found = {bodies.likeness(a, b) for a in one.names for b in other.names}
        best = next((kind for kind in ("same", "reordered", "acronym", "part") if kind in found), None)
        local = best in ("same", "reordered") and is_local(normal(one.label))
        return None if best is None else {f"name: {best}" + (", of a kind that every town has" if local else ""): 1.0}

    def _of_persons(self, one: Profile, other: Profile) -> dict[str, float] | None:
        found = _likenesses(one, other)
        if not found:
            return None
        best = next(kind for kind in ("same", "fuller", "nickname", "initial", "misspelt", "surname") if kind in found)
        features = {f"person's name: {best}": 1.0}
        if best in ("surname", "initial"):
            features["people of that surname"] = log(max(1, self._bearers[_surname(one) or _surname(other)]))
        return features

    def _of_ties(self, one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
        yield from self._of_offices(one, other)
        for name in TIES:
            for out in (True, False):
                ends, others = (frozenset(map(self.canonical, p.tied(name, out=out))) for p in (one, other))
                if ends & others:
                    yield f"same {name}" if out else f"same end of {name}", 1.0
        held = [frozenset(map(self.canonical, p.tied("holdsPosition", out=False))) for p in (one, other)]
        if held[0] & held[1]:
            yield "same holder", 1.0

    def _of_offices(self, one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
        """Offices of people: one and the same, of one name in two places or nowhere, or others."""
        mine, theirs = self._offices(one), self._offices(other)
        if one.type != "Person" or not (mine and theirs):
            return
        held = [frozenset(map(self.canonical, p.tied("holdsPosition"))) for p in (one, other)]
        yield ("same office" if held[0] & held[1] else "office of the same name" if mine & theirs else "other office"), 1.0

    def _offices(self, profile: Profile) -> frozenset[str]:
        offices = profile.tied("holdsPosition")
        known = self.corpus.profiles
        return frozenset(normal(known[office].label) for office in offices if office in known)

    def _of_context(self, one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
        if company := min(COMPANY, self.corpus.company(one, other)):
            yield "company", company
        if one.days and other.days:
            gap = _days_between(one.days, other.days)
            if gap <= CLOSE:
                yield "told within a week", 1.0
            elif gap > FAR:
                yield "told more than a year apart", 1.0


def _of_labels(one: str, other: str) -> str:
    if one == other:
        return "same words"
    return "same kind" if one.split()[:1] == other.split()[:1] else "other words"


def _likenesses(one: Profile, other: Profile) -> list[people.Likeness]:
    """How like each name of one is to each of the other."""
    ours, theirs = (list(filter(None, map(people.parse, p.names))) for p in (one, other))
    return [people.likeness(a, b) for a in ours for b in theirs]


def kinds_agree(one: str, other: str) -> bool:
    """Whether an entity may be read as either: a body as an agency, a place as a city.

    >>> kinds_agree("Place", "City"), kinds_agree("City", "County")
    (True, False)
    """
    ontology = load()
    return ontology.is_a(one, other) or ontology.is_a(other, one)


def _surname(profile: Profile) -> str:
    names = list(filter(None, map(people.parse, profile.names)))
    return names[0].surname if names else ""


def _bearers(corpus: Corpus) -> Counter[str]:
    """How many people of the corpus bear a surname, told apart by their given names."""
    found: dict[str, set[str]] = {}
    for profile in corpus.profiles.values():
        for name in filter(None, map(people.parse, profile.names)) if profile.type == "Person" else ():
            if name.full:
                found.setdefault(name.surname, set()).add(min(sets("nicknames.txt").get(name.given, {name.given})))
    return Counter({surname: len(given) for surname, given in found.items()})


def _days_between(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Days from the last article of the earlier entity to the first of the later; 0 where they overlap."""
    (_, end), (start, _) = sorted(((one[0], one[-1]), (other[0], other[-1])))
    return max(0, (_date(start) - _date(end)).days)


def _date(day: str) -> date:
    year, month, rest = (*day.split("-"), "01", "01")[:3]
    return date(int(year), int(month), int(rest))
