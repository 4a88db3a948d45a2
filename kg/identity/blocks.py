"""Which entities are compared at all: those that share a key, so that the work stays near linear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, groupby, islice
from operator import itemgetter

from kg.identity.bodies import SMALL, acronyms, is_acronym
from kg.identity.people import parse
from kg.identity.profiles import Profile
from kg.identity.shelf import temporary
from kg.resolve.names import is_generic, normal

LARGEST = 400  # entities of a block; a key that more share tells nothing
BETWEEN = "\0"  # the parts of a key
MISSPELT = 4  # letters by which names that may be misspelt begin

Pair = tuple[str, str]
Keys = Iterator[tuple[str, ...]]


def pairs(profiles: Iterable[Profile], canonical: Callable[[str], str] = str) -> Iterator[Pair]:
    """Give the pairs of IRIs to compare, each sorted, in sorted order; blocks and pairs lie in a temporary file meanwhile.

    Parameters
    ----------
    profiles : iterable of Profile
    canonical : callable
        What an entity is known to be by now; offices and events are told by people and places already joined.

    Examples
    --------
    >>> walz = [Profile("a", "Person", "Tim Walz", ("Tim Walz",)), Profile("b", "Person", "Walz", ("Walz",))]
    >>> list(pairs(walz))
    [('a', 'b')]
    """
    file = temporary()
    file.execute("CREATE TABLE keyed (key TEXT, iri TEXT, PRIMARY KEY (key, iri)) WITHOUT ROWID")
    file.execute("CREATE TABLE pair (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID")
    file.executemany("INSERT OR IGNORE INTO keyed VALUES (?, ?)", (
        (BETWEEN.join(key), profile.iri) for profile in profiles for key in keys(profile, canonical)))
    for _, rows in groupby(file.execute("SELECT key, iri FROM keyed ORDER BY key, iri"), itemgetter(0)):
        block = [iri for _, iri in islice(rows, LARGEST + 1)]
        if len(block) <= LARGEST:
            file.executemany("INSERT OR IGNORE INTO pair VALUES (?, ?)", combinations(block, 2))
    once: dict[str, str] = {}  # an IRI is in many pairs
    for one, other in file.execute("SELECT one, other FROM pair ORDER BY one, other"):
        yield once.setdefault(one, one), once.setdefault(other, other)


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
