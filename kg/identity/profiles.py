"""What the articles of a store tell of each entity, as it was read: names, ties, company, dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log

import pyoxigraph as ox

from kg.identity.terms import (
    ALIAS,
    ALIAS_AS_READ,
    ENTITY_TYPE,
    IDENTIFIER,
    IDENTITY,
    LABEL,
    LABEL_AS_READ,
    NAME,
    TYPE_AS_READ,
)
from kg.rdf.prefixes import DCTERMS, KG, PREFIXES

ISSUED = ox.NamedNode(DCTERMS + "issued")
TIES = frozenset({"holdsPosition", "positionAt", "memberOf", "partOf", "locatedIn", "takesPlaceIn", "victimOf", "conducts",
                  "partyTo", "sues", "relativeOf", "participatesIn", "kills"})
COMPANIONS = frozenset({"Person", "Organization", "Agency", "NewsOrganization", "PoliticalParty", "Country", "State", "County",
                        "City", "Operation", "Place", "Facility"})
READ = 50  # articles of the rarer one that are looked at for company
TIED = """SELECT ?article ?s ?subject ?relation ?object {
  GRAPH ?article { ?s rdf:predicate|kg:predicateAsRead ?relation ; kg:polarity kg:positive ;
      rdf:subject ?now ; rdf:object ?then .
    OPTIONAL { ?s kg:subjectAsRead ?read } OPTIONAL { ?s kg:objectAsRead ?was }
    BIND(COALESCE(?read, ?now) AS ?subject) BIND(COALESCE(?was, ?then) AS ?object) } }"""


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """What an entity stands in: a relation, its direction (``out`` where the entity is the subject) and the other end."""

    relation: str
    out: bool
    other: str


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity as the articles have it.

    ``names`` are those by which articles name it, the longest first; empty for what is only described. ``label`` is what it is
    called. ``days`` are the days on which its articles were published. ``ties`` tell in which articles each stands.
    ``part_of`` is the entity as read of which this is one of several.
    """

    iri: str
    type: str
    label: str
    names: tuple[str, ...] = ()
    identifier: str | None = None
    articles: frozenset[str] = frozenset()
    days: tuple[str, ...] = ()
    ties: Mapping[Tie, frozenset[str]] = field(default_factory=dict)
    part_of: str | None = None

    def tied(self, relation: str, *, out: bool = True) -> frozenset[str]:
        """Give the other ends of a relation."""
        return frozenset(t.other for t in self.ties if t.relation == relation and t.out == out)

    def within(self, articles: frozenset[str], iri: str, days: Mapping[str, str]) -> Profile:
        """Give what some of the articles tell of it, under another IRI; ``days`` are those of all articles."""
        ties = {tie: told & articles for tie, told in self.ties.items() if told & articles}
        own = tuple(sorted({days[a] for a in articles if a in days}))
        return replace(self, iri=iri, articles=articles, ties=ties, days=own, part_of=self.iri)


class Corpus:
    """The profiles of all entities, by IRI in sorted order, and who stands in articles together.

    ``days`` are those of the articles' publication.

    >>> Corpus([]).profiles
    {}
    """

    def __init__(self, profiles: Iterable[Profile], days: Mapping[str, str] | None = None) -> None:
        self.days = days or {}
        self.profiles = {p.iri: p for p in sorted(profiles, key=lambda p: p.iri)}
        self._present: dict[str, list[str]] = defaultdict(list)
        for profile in self.profiles.values():
            if profile.names and profile.type in COMPANIONS:
                for article in sorted(profile.articles):
                    self._present[article].append(profile.iri)
        self.articles = len({a for p in self.profiles.values() for a in p.articles})

    def present(self, article: str) -> Sequence[str]:
        """Give the named people, bodies and places of an article, by IRI, sorted."""
        return self._present.get(article, ())

    def company(self, one: Profile, other: Profile) -> float:
        """Weigh the named entities that stand beside both in different articles: rare ones tell more.

        Each counts the logarithm of one over its share of all articles (inverse document frequency).
        """
        few, many = sorted((one, other), key=lambda p: (len(p.articles), p.iri))
        beside = {iri for article in sorted(few.articles)[:READ] for iri in self._present[article]} - {one.iri, other.iri}
        shared = (self.profiles[iri] for iri in sorted(beside) if self.profiles[iri].articles & (many.articles - few.articles))
        return sum(log(self.articles / len(p.articles)) for p in shared)

    def shared(self, article: str, others: Iterable[str]) -> float:
        """Weigh the named entities that an article shares with others, as :meth:`company` does."""
        present = set(self._present[article])
        shared = present & {iri for other in others for iri in self._present[other]}
        return sum(log(self.articles / len(self.profiles[iri].articles)) for iri in sorted(shared))


def read(store: ox.Store, superseded: Container[str] = (), rejected: Container[str] = (),
         labels: Mapping[str, str] | None = None) -> Corpus:
    """Read the profiles of everything that the articles of a store name or describe.

    Parameters
    ----------
    store : pyoxigraph.Store
    superseded, rejected : container of str
        Articles and statements that tell nothing.
    labels : mapping, optional
        What entities are called otherwise than the store has it.

    Examples
    --------
    >>> read(ox.Store()).profiles
    {}
    """
    reader = _Reader(store, superseded, rejected, labels or {})
    return Corpus(list(reader.profiles()), reader.days)


class _Reader:
    def __init__(self, store: ox.Store, superseded: Container[str], rejected: Container[str],
                 labels: Mapping[str, str]) -> None:
        self.store, self.superseded, self.rejected, self.labels = store, superseded, rejected, labels
        self.articles: dict[str, set[str]] = defaultdict(set)
        self.ties: dict[str, dict[Tie, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.days: dict[str, str] = {}

    def profiles(self) -> Iterator[Profile]:
        for quad in self.store.quads_for_pattern(None, NAME, None, None):
            article = getattr(quad.graph_name, "value", "")
            if isinstance(quad.subject, ox.NamedNode) and article not in self.superseded:
                self.articles[quad.subject.value].add(article)
        for quad in self.store.quads_for_pattern(None, ISSUED, None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                self.days[quad.subject.value] = quad.object.value[:10]
        self._read_ties()
        yield from map(self._described, self.articles)

    def _read_ties(self) -> None:
        solutions = self.store.query(TIED, prefixes=dict(PREFIXES))
        for row in solutions if isinstance(solutions, ox.QuerySolutions) else ():
            article, subject, object_ = (row[name].value for name in ("article", "subject", "object"))
            relation = row["relation"].value.removeprefix(KG)
            if relation in TIES and article not in self.superseded and row["s"].value not in self.rejected:
                self.ties[subject][Tie(relation, True, object_)].add(article)
                self.ties[object_][Tie(relation, False, subject)].add(article)

    def _described(self, iri: str) -> Profile:
        node = ox.NamedNode(iri)
        articles = frozenset(self.articles[iri])
        days = {self.days[a] for a in articles if a in self.days}
        aliases = sorted({*self._values(node, ALIAS, laid=False), *self._values(node, ALIAS_AS_READ)}, key=_longest)
        type_ = self._first(node, ENTITY_TYPE, TYPE_AS_READ).removeprefix(KG)
        identifier = next(iter(self._values(node, IDENTIFIER, laid=False)), None)
        label = self.labels.get(iri) or self._first(node, LABEL, LABEL_AS_READ)
        return Profile(iri, type_, label, tuple(aliases), identifier, articles, tuple(sorted(days)),
                       {tie: frozenset(told) for tie, told in sorted(self.ties.get(iri, {}).items())})

    def _first(self, node: ox.NamedNode, now: ox.NamedNode, as_read: ox.NamedNode) -> str:
        """The value as it was read, where the layer has put another in its place, else as it stands."""
        found = self._values(node, as_read) or self._values(node, now, laid=False)
        return found[0] if found else ""

    def _values(self, node: ox.NamedNode, predicate: ox.NamedNode, *, laid: bool = True) -> list[str]:
        """Values of a node in articles that stand; ``laid`` tells whether what the layer says counts."""
        quads = self.store.quads_for_pattern(node, predicate, None, None)
        return sorted({q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)
                       and (laid or q.graph_name != IDENTITY) and getattr(q.graph_name, "value", "") not in self.superseded})


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name
