"""People of one name: a full name is taken for one person's, unless they hold offices of different places.

A sheriff of a county of Tennessee and a mayor in Idaho who bear one name are two. What an office belongs to tells it: articles
with offices of the same place belong together, and so does an article without any to those with which it shares most company.
Who is told by offices of no place (a president, a spokesperson) is never taken apart: a person can do that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg import authorities
from kg.identity.profiles import Corpus, Profile
from kg.rdf.iris import split_iri

LOCAL = ("City", "County", "Agency", "Organization", "Facility", "Place")
ABOVE = ("positionAt", "partOf", "locatedIn", "memberOf")
STEPS = 4  # from an office to its place


def taken_apart(corpus: Corpus) -> tuple[Corpus, dict[tuple[str, str], str]]:
    """Take people of one name apart.

    Returns
    -------
    Corpus
        With each of them a profile of its own.
    dict
        (Article, entity as read) -> the entity that it is there.

    Examples
    --------
    >>> taken_apart(Corpus([]))[1]
    {}
    """
    apart: dict[tuple[str, str], str] = {}
    profiles: list[Profile] = []
    for profile in corpus.profiles.values():
        parts = list(_parts(profile, corpus)) if profile.type == "Person" and len(profile.articles) > 1 else []
        profiles.extend(parts or [profile])
        apart.update(((article, profile.iri), part.iri) for part in parts for article in part.articles)
    return (Corpus(profiles, corpus.days), apart) if apart else (corpus, apart)


def _parts(profile: Profile, corpus: Corpus) -> Iterator[Profile]:
    """The people of a name, or nothing where it is one person's."""
    placed: dict[str, set[str]] = defaultdict(set)
    for tie, articles in profile.ties.items():
        if tie.relation == "holdsPosition" and tie.out:
            for state in sorted(_states(tie.other, corpus)):
                placed[state].update(articles)
    groups = _joined(placed)
    if len(groups) < 2:
        return
    for article in sorted(profile.articles - set().union(*groups.values())):
        groups[_nearest(article, groups, corpus)].add(article)
    for state, told in sorted(groups.items()):
        iri = split_iri(profile.iri, profile.type, profile.label, (state,)).value
        yield profile.within(frozenset(told), iri, corpus.days)


def _states(office: str, corpus: Corpus) -> set[str]:
    """The identifiers of the states in which an office of a town, county or local body is."""
    found: set[str] = set()
    frontier, seen = {office}, {office}
    for _ in range(STEPS):
        frontier = {other for iri in frontier for other in _above(iri, corpus)} - seen
        seen |= frontier
        for iri in frontier:
            found |= _state(iri, corpus)
    return found


def _above(iri: str, corpus: Corpus) -> Iterator[str]:
    profile = corpus.profiles.get(iri)
    if profile is not None:
        yield from (tie.other for tie in profile.ties if tie.out and tie.relation in ABOVE)


def _state(iri: str, corpus: Corpus) -> set[str]:
    """The state of a place or body that is known, and lies in one."""
    profile = corpus.profiles.get(iri)
    record = authorities.load().by_identifier(profile.identifier) if profile and profile.identifier else None
    if record is None or record.type not in LOCAL or not record.place or not record.place.startswith("fips:"):
        return set()
    return {record.place}


def _joined(placed: dict[str, set[str]]) -> dict[str, set[str]]:
    """States that one article names together are of one person."""
    groups: dict[str, set[str]] = {}
    for state in sorted(placed):
        articles, name = set(placed[state]), state
        for other in [o for o, group in groups.items() if group & articles]:
            articles |= groups.pop(other)
            name = min(name, other)
        groups[name] = articles
    return groups


def _nearest(article: str, groups: dict[str, set[str]], corpus: Corpus) -> str:
    """The group whose articles share most company with an article; of equals the largest."""
    return max(sorted(groups), key=lambda state: (corpus.shared(article, groups[state]), len(groups[state])))
