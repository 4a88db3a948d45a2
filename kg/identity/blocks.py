"""Which entities are compared at all: those that share a key, so that the work stays near linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from kg.identity.bodies import SMALL, acronyms, is_acronym
from kg.identity.people import parse
from kg.identity.profiles import Profile
from kg.resolve.names import is_generic, normal

LARGEST = 400  # entities of a block; a key that more share tells nothing
MISSPELT = 4  # letters by which names that may be misspelt begin

Pair = tuple[str, str]
Keys = Iterator[tuple[str, ...]]


def pairs(profiles: Iterable[Profile], canonical: Callable[[str], str] = str) -> set[Pair]:
    """Give the pairs of IRIs to compare, each sorted.

    Parameters
    ----------
    profiles : iterable of Profile
    canonical : callable
        What an entity is known to be by now; offices and events are told by people and places already joined.

    Examples
    --------
    >>> walz = [Profile("a", "Person", "Tim Walz", ("Tim Walz",)), Profile("b", "Person", "Walz", ("Walz",))]
    >>> pairs(walz)
    {('a', 'b')}
    """
    blocks: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for profile in profiles:
        for key in keys(profile, canonical):
            blocks[key].add(profile.iri)
    found: set[Pair] = set()
    for block in blocks.values():
        if 1 < len(block) <= LARGEST:
            found.update(combinations(sorted(block), 2))
    return found


def keys(profile: Profile, canonical: Callable[[str], str] = str) -> Keys:
    """Give the keys by which an entity is found; ``canonical`` as in :func:`pairs`.

    >>> list(keys(Profile("a", "Person", "Tim Walz", ("Tim Walz",))))
    [('surname', 'walz'), ('given', 'tim', 'walz')]
    """
    if profile.type == "Person":
        yield from _of_person(profile)
    elif profile.type == "Position":
        for holder in sorted(profile.tied("holdsPosition", out=False)):
            yield ("office", normal(profile.label), canonical(holder))
    elif profile.type == "Event":
        for victim in sorted(profile.tied("victimOf", out=False)):
            yield ("victim", canonical(victim))
    elif profile.type == "LegalCase":
        for plaintiff in sorted(profile.tied("partyTo", out=False)):
            yield ("case", canonical(plaintiff))
    elif profile.names and profile.type != "Group":
        yield from _of_body(profile)


def _of_person(profile: Profile) -> Keys:
    for name in filter(None, map(parse, profile.names)):
        yield ("surname", name.surname)
        if name.full:
            yield ("given", name.given, name.surname[:MISSPELT])


def _of_body(profile: Profile) -> Keys:
    for name in profile.names:
        if is_acronym(name):
            yield ("acronym", normal(name))
        for form in acronyms(name):
            yield ("acronym", form)
        words = sorted(w for w in normal(name).split() if w not in SMALL and not is_generic(w))
        if words:
            yield (profile.type, *words)
