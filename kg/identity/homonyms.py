"""People of one name: a full name is taken for one person's, unless they hold offices of different places.

A sheriff of a county of Tennessee and a mayor in Idaho who bear one name are two. What an office belongs to tells it: articles
with offices of the same place belong together, and so does an article without any to those with which it shares most company.
Where no office is of a place, two parties tell it, if their articles name different states. Who is told by neither (a
president, a spokesperson) is never taken apart: a person can do that, as a person can undo it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain, combinations

from kg import authorities
from kg.identity.blocks import Pair
from kg.identity.overlay import Part, Split
from kg.identity.profiles import Corpus, Profile
from kg.rdf.iris import split_iri

LOCAL = ("City", "County", "Agency", "Organization", "Facility", "Place")
ABOVE = ("positionAt", "partOf", "locatedIn", "memberOf")
STEPS = 4  # from an office to its place

Groups = dict[str, set[str]]  # what tells people apart -> the articles in which it stands


@dataclass(frozen=True, slots=True)
class TakenApart:
    """What became of the names of people.

    Parameters
    ----------
    corpus : Corpus
        With each of the people of a name a profile of its own.
    apart : mapping
        (Article, entity as read) -> the entity that it is there.
    splits : tuple of Split
        The names, and the people of each.
    undone : set of str
        People who would be told apart, had not a person made them one.
    """

    corpus: Corpus
    apart: Mapping[tuple[str, str], str] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()
    undone: frozenset[str] = frozenset()


def taken_apart(corpus: Corpus, must: Set[Pair] = frozenset()) -> TakenApart:
    """Take people of one name apart.

    Parameters
    ----------
    corpus : Corpus
    must : set
        Pairs of entities, sorted, that people have made one.

    Examples
    --------
    >>> taken_apart(Corpus([])).splits
    ()
    """
    splits: list[Split] = []
    undone: set[str] = set()
    for profile in corpus.profiles.values():
        if profile.type == "Person" and len(profile.articles) > 1:
            parts = _parts(profile, corpus)
            kept = _kept_apart(profile, parts, must)
            undone.update(_iri(profile, key) for key in parts.keys() - kept.keys())
            if len(kept) > 1:
                splits.append(_split(profile, kept, corpus))
            elif kept:
                undone.update(_iri(profile, key) for key in parts)
    if not splits:
        return TakenApart(corpus, undone=frozenset(undone))
    gone = {split.entity for split in splits}
    others = (profile for profile in corpus.profiles.values() if profile.iri not in gone)
    of_parts = (corpus.profiles[split.entity].within(part.articles, part.iri, corpus.days)
                for split in splits for part in split.parts)
    apart = {(article, split.entity): part.iri for split in splits for part in split.parts for article in part.articles}
    return TakenApart(Corpus(chain(others, of_parts), corpus.days), apart, tuple(splits), frozenset(undone))


def _iri(profile: Profile, key: str) -> str:
    return split_iri(profile.iri, profile.type, profile.label, (key,)).value


def _kept_apart(profile: Profile, parts: Groups, must: Set[Pair]) -> Groups:
    """The people of a name without those that a person has made one."""
    kept = {key: set(articles) for key, articles in parts.items()}
    for one, other in combinations(sorted(parts), 2):
        pair = tuple(sorted((_iri(profile, one), _iri(profile, other))))
        if pair in must and one in kept and other in kept:
            kept[one] |= kept.pop(other)
    return kept


def _split(profile: Profile, parts: Groups, corpus: Corpus) -> Split:
    for article in sorted(profile.articles - set().union(*parts.values())):
        parts[_nearest(article, parts, corpus)].add(article)
    return Split(profile.iri, tuple(Part(_iri(profile, key), frozenset(told), _reason(key, corpus))
                                    for key, told in sorted(parts.items())))


def _reason(key: str, corpus: Corpus) -> str:
    record, party = authorities.load().by_identifier(key), corpus.profiles.get(key)
    return f"offices in {record.name}" if record else f"in the {party.label}" if party else key


def _parts(profile: Profile, corpus: Corpus) -> Groups:
    """What tells the people of a name apart, with the articles in which it stands; nothing where it is one person's."""
    placed: dict[str, set[str]] = defaultdict(set)
    for tie, articles in profile.ties.items():
        if tie.relation == "holdsPosition" and tie.out:
            for state in sorted(_states(tie.other, corpus)):
                placed[state].update(articles)
    offices = _joined(placed)
    parts = offices if offices else _joined(_parties(profile, corpus))
    return parts if len(parts) > 1 else {}


def _parties(profile: Profile, corpus: Corpus) -> Groups:
    """Parties of a person, where the articles of each name states, and none that those of another do."""
    parties: dict[str, set[str]] = defaultdict(set)
    for tie, articles in profile.ties.items():
        other = corpus.profiles.get(tie.other)
        if tie.relation == "memberOf" and tie.out and other is not None and other.type == "PoliticalParty":
            parties[tie.other].update(articles)
    states = {party: {iri for article in articles for iri in corpus.present(article) if corpus.profiles[iri].type == "State"}
              for party, articles in parties.items()}
    apart = all(one and other and one.isdisjoint(other) for one, other in combinations(states.values(), 2))
    return parties if apart else {}


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
