"""What the articles of a store tell of each entity, as it was read: names, ties, company, dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import log
from operator import itemgetter

import msgspec
import pyoxigraph as ox
from msgspec.msgpack import Decoder, encode

from kg.identity.shelf import Shelf, temporary
from kg.identity.terms import (
    ALIAS,
    ALIAS_AS_READ,
    AS_READ,
    ENTITY_TYPE,
    IDENTIFIER,
    IDENTITY,
    LABEL,
    LABEL_AS_READ,
    NAME,
    PREDICATE,
    PREDICATE_AS_READ,
    TYPE_AS_READ,
)
from kg.rdf.iris import term
from kg.rdf.prefixes import DCTERMS, KG, RDF

ISSUED = ox.NamedNode(DCTERMS + "issued")
SUBJECT, OBJECT = ox.NamedNode(RDF + "subject"), ox.NamedNode(RDF + "object")
POLARITY, POSITIVE = term("polarity"), term("positive")
TIES = frozenset({"holdsPosition", "positionAt", "memberOf", "partOf", "locatedIn", "takesPlaceIn", "victimOf", "conducts",
                  "partyTo", "sues", "relativeOf", "participatesIn", "kills"})
COMPANIONS = frozenset({"Person", "Organization", "Agency", "NewsOrganization", "PoliticalParty", "Country", "State", "County",
                        "City", "Operation", "Place", "Facility"})
READ = 50  # articles of the rarer one that are looked at for company


TIED = "SELECT relation, out, other, article FROM tie WHERE entity = ? ORDER BY relation, out, other"

TieRow = tuple[str, str, bool, str, str]  # entity, relation, whether it is the subject, the other end, article


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


class _Row(msgspec.Struct, array_like=True):
    """A profile on the shelf; articles by number."""

    type: str
    label: str
    names: tuple[str, ...]
    identifier: str | None
    articles: list[int]
    days: tuple[str, ...]
    ties: list[tuple[str, bool, str, list[int]]]
    part_of: str | None


class Corpus:
    """The profiles of all entities, by IRI in sorted order, and who stands in articles together.

    Profiles lie on a shelf, so that memory does not grow with what each article tells. ``days`` are those of the articles'
    publication.

    >>> len(Corpus([]).profiles)
    0
    """

    def __init__(self, profiles: Iterable[Profile], days: Mapping[str, str] | None = None) -> None:
        self.days = days or {}
        self._numbers: dict[str, int] = {}
        self._articles: list[str] = []
        self._present: dict[str, list[str]] = defaultdict(list)
        rows = Decoder(_Row)
        self.profiles: Mapping[str, Profile] = Shelf(
            self._noted(profiles), self._packed, lambda iri, told: self._unpacked(iri, rows.decode(told)))
        for present in self._present.values():
            present.sort()
        self.articles = len(self._articles)

    def _noted(self, profiles: Iterable[Profile]) -> Iterator[tuple[str, Profile]]:
        """Number the articles, and note who stands in them."""
        for profile in profiles:
            yield profile.iri, profile
            if profile.names and profile.type in COMPANIONS:
                for article in profile.articles:
                    self._present[self._articles[self._numbers[article]]].append(profile.iri)

    def _packed(self, profile: Profile) -> bytes:
        ties = [(tie.relation, tie.out, tie.other, self._numbered(told)) for tie, told in profile.ties.items()]
        return encode(_Row(profile.type, profile.label, profile.names, profile.identifier, self._numbered(profile.articles),
                           profile.days, ties, profile.part_of))

    def _numbered(self, articles: Iterable[str]) -> list[int]:
        for article in articles:
            if article not in self._numbers:
                self._numbers[article] = len(self._articles)
                self._articles.append(article)
        return sorted(self._numbers[article] for article in articles)

    def _unpacked(self, iri: str, row: _Row) -> Profile:
        ties = {Tie(relation, out, other): self._named(told) for relation, out, other, told in row.ties}
        articles = self._named(row.articles)
        return Profile(iri, row.type, row.label, row.names, row.identifier, articles, row.days, ties, row.part_of)

    def _named(self, numbers: Iterable[int]) -> frozenset[str]:
        return frozenset(self._articles[number] for number in numbers)

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
    >>> len(read(ox.Store()).profiles)
    0
    """
    reader = _Reader(store, superseded, rejected, labels or {})
    return Corpus(reader.profiles(), reader.days)


class _Reader:
    """Reads who stands where and in what into a file, and from there entity by entity."""

    def __init__(self, store: ox.Store, superseded: Container[str], rejected: Container[str],
                 labels: Mapping[str, str]) -> None:
        self.store, self.superseded, self.rejected, self.labels = store, superseded, rejected, labels
        self.days = {q.subject.value: q.object.value[:10] for q in store.quads_for_pattern(None, ISSUED, None, None)
                     if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.Literal)}
        self.absent = {name for name in (ALIAS_AS_READ, TYPE_AS_READ, LABEL_AS_READ, *AS_READ.values())
                       if not any(True for _ in store.quads_for_pattern(None, name, None, None))}  # all, where no layer lies
        self.file = temporary()
        self.file.execute("CREATE TABLE named (entity TEXT, article TEXT, PRIMARY KEY (entity, article)) WITHOUT ROWID")
        self.file.execute("CREATE TABLE tie (entity TEXT, relation TEXT, out INTEGER, other TEXT, article TEXT)")

    def profiles(self) -> Iterator[Profile]:
        self.file.executemany("INSERT OR IGNORE INTO named VALUES (?, ?)", self._names())
        self.file.executemany("INSERT INTO tie VALUES (?, ?, ?, ?, ?)", self._ties())
        self.file.execute("CREATE INDEX tie_of ON tie (entity)")
        for iri, rows in groupby(self.file.execute("SELECT entity, article FROM named ORDER BY entity"), itemgetter(0)):
            yield self._described(iri, frozenset(article for _, article in rows))

    def _names(self) -> Iterator[tuple[str, str]]:
        for quad in self.store.quads_for_pattern(None, NAME, None, None):
            article = getattr(quad.graph_name, "value", "")
            if isinstance(quad.subject, ox.NamedNode) and article not in self.superseded:
                yield quad.subject.value, article

    def _ties(self) -> Iterator[TieRow]:
        """What statements tie, one statement after another: to join them all takes more memory the more there are."""
        for relation in sorted(TIES):
            for predicate in (PREDICATE, PREDICATE_AS_READ):
                for quad in self.store.quads_for_pattern(None, predicate, term(relation), None):
                    if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode):
                        yield from self._tied_by(quad.subject, relation, quad.graph_name)

    def _tied_by(self, statement: ox.NamedNode, relation: str, article: ox.NamedNode) -> Iterator[TieRow]:
        """Both ends of a statement, unless it is denied, rejected or withdrawn."""
        if article.value in self.superseded or statement.value in self.rejected:
            return
        if ox.Quad(statement, POLARITY, POSITIVE, article) in self.store:
            subject, object_ = (self._end(statement, end, article) for end in (SUBJECT, OBJECT))
            yield subject, relation, True, object_, article.value
            yield object_, relation, False, subject, article.value

    def _end(self, statement: ox.NamedNode, end: ox.NamedNode, graph: ox.NamedNode) -> str:
        """An end of a statement as it was read; empty where it has none."""
        names = (name for name in (AS_READ[end], end) if name not in self.absent)
        quads = (q for name in names for q in self.store.quads_for_pattern(statement, name, None, graph))
        return next((q.object.value for q in quads if isinstance(q.object, ox.NamedNode)), "")

    def _described(self, iri: str, articles: frozenset[str]) -> Profile:
        node = ox.NamedNode(iri)
        days = {self.days[a] for a in articles if a in self.days}
        aliases = sorted({*self._values(node, ALIAS, laid=False), *self._values(node, ALIAS_AS_READ)}, key=_longest)
        type_ = self._first(node, ENTITY_TYPE, TYPE_AS_READ).removeprefix(KG)
        identifier = next(iter(self._values(node, IDENTIFIER, laid=False)), None)
        label = self.labels.get(iri) or self._first(node, LABEL, LABEL_AS_READ)
        return Profile(iri, type_, label, tuple(aliases), identifier, articles, tuple(sorted(days)), self._tied(iri))

    def _tied(self, iri: str) -> dict[Tie, frozenset[str]]:
        rows = self.file.execute(TIED, (iri,))
        return {Tie(relation, bool(out), other): frozenset(article for *_, article in told)
                for (relation, out, other), told in groupby(rows, itemgetter(0, 1, 2))}

    def _first(self, node: ox.NamedNode, now: ox.NamedNode, as_read: ox.NamedNode) -> str:
        """The value as it was read, where the layer has put another in its place, else as it stands."""
        found = self._values(node, as_read) or self._values(node, now, laid=False)
        return found[0] if found else ""

    def _values(self, node: ox.NamedNode, predicate: ox.NamedNode, *, laid: bool = True) -> list[str]:
        """Values of a node in articles that stand; ``laid`` tells whether what the layer says counts."""
        quads = () if predicate in self.absent else self.store.quads_for_pattern(node, predicate, None, None)
        return sorted({q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)
                       and (laid or q.graph_name != IDENTITY) and getattr(q.graph_name, "value", "") not in self.superseded})


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name
