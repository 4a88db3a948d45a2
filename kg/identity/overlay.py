"""What the layer says: which entities are one, which are not what they were read as, what people have found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from kg.identity.records import Match
from kg.identity.terms import ENTITY_TYPE, IDENTITY, LABEL, MARK, SAME_AS
from kg.rdf.iris import digest, term
from kg.rdf.literals import decimal
from kg.rdf.prefixes import DATA, PROV
from kg.rdf.runs import software_version

WEIGHTS = ("weights.json", "link_weights.json")
MADE_BY = ox.NamedNode(PROV + "wasGeneratedBy")

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entities that were weighed: IRIs, sorted; the score, 0 to 1; reasons in words; who decided, if a person did."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...] = ()
    by: str | None = None

    def triples(self, kind: str) -> Iterator[Triple]:
        """Write it as a node of a class: ``SameEntity``, ``MergeCandidate`` or ``AuthorityLink``."""
        node = ox.NamedNode(f"{DATA}identity/{digest(kind, self.one, self.other)}")
        yield node, ENTITY_TYPE, term(kind)
        yield node, MADE_BY, run_iri()
        for entity in (self.one, self.other):
            yield node, term("compares"), ox.NamedNode(entity)
        yield node, term("score"), decimal(self.score)
        yield node, term("reason"), ox.Literal("; ".join(self.reasons))
        if self.by:
            yield node, term("decidedBy"), ox.Literal(self.by)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the people of a name: the entity that it is in some articles, and what tells it apart."""

    iri: str
    articles: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Split:
    """A name of which the articles tell several people: the entity as read, and who it is."""

    entity: str
    parts: tuple[Part, ...]

    def triples(self) -> Iterator[Triple]:
        """Write it as a node of the class ``NameSplit``, and say of each part why it is one."""
        node = ox.NamedNode(f"{DATA}identity/{digest('NameSplit', self.entity, *(part.iri for part in self.parts))}")
        yield node, ENTITY_TYPE, term("NameSplit")
        yield node, MADE_BY, run_iri()
        yield node, term("splits"), ox.NamedNode(self.entity)
        for part in self.parts:
            yield node, term("into"), ox.NamedNode(part.iri)
            yield ox.NamedNode(part.iri), term("reason"), ox.Literal(part.reason)


@dataclass(frozen=True, slots=True)
class Overlay:
    """The layer as a whole.

    Parameters
    ----------
    same : mapping
        Entity as read -> the entity that it is.
    split : mapping
        (Article, entity as read) -> the entity that it is there.
    types, labels : mapping
        What people have retyped and renamed, and how the entities of ``split`` are.
    rejected : set of str
        Statements that people have found wrong: they stand no longer.
    confirmed : set of str
        Statements that people have found right.
    reprints : mapping
        Article -> the article of which it is a reprint.
    superseded : mapping
        Article -> the version that has taken its place.
    decisions, candidates : tuple of Comparison
        What was joined, and what a person should look at.
    links : tuple of Match
        Entities that are records of a user's authority file.
    splits : tuple of Split
        Names of which the articles tell several people.
    mark : str
        Tells of which articles and decisions it was made.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[tuple[str, str], str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    reprints: Mapping[str, str] = field(default_factory=dict)
    superseded: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Comparison, ...] = ()
    candidates: tuple[Comparison, ...] = ()
    links: tuple[Match, ...] = ()
    splits: tuple[Split, ...] = ()
    mark: str = ""

    def entity(self, article: str, as_read: str) -> str:
        """Give what an entity is in an article.

        >>> Overlay(same={"b": "a"}, split={("x", "a"): "c"}).entity("y", "b")
        'a'
        """
        apart = self.split.get((article, as_read), as_read)
        return self.same.get(apart, apart)

    def moved(self) -> frozenset[str]:
        """Give the entities as read that are others in some article."""
        return frozenset(self.same) | {entity for _, entity in self.split}

    def nodes(self) -> Iterator[list[Triple]]:
        """Write comparisons one by one: each is a node that nothing else speaks of."""
        for kind, compared in (("SameEntity", self.decisions), ("MergeCandidate", self.candidates)):
            for comparison in compared:
                yield list(comparison.triples(kind))
        for match in self.links:
            compared_with = Comparison(match.entity, match.record.iri, match.score, match.reasons, match.by)
            yield list(compared_with.triples("AuthorityLink"))

    def marks(self) -> set[ox.Quad]:
        """Write the mark, which stands where the layer lies whole."""
        return {ox.Quad(IDENTITY, MARK, ox.Literal(self.mark), IDENTITY)} if self.mark else set()

    def triples(self) -> Iterator[Triple]:
        """Write all else that does not depend on the articles, without the mark."""
        if self.mark:
            yield from run_triples()
        for as_read, entity in self.same.items():
            yield ox.NamedNode(as_read), SAME_AS, ox.NamedNode(entity)
        for entity, name in self.types.items():
            yield ox.NamedNode(entity), ENTITY_TYPE, term(name)
        for entity, label in self.labels.items():
            yield ox.NamedNode(entity), LABEL, ox.Literal(label)
        for reprint, original in self.reprints.items():
            yield ox.NamedNode(reprint), term("reprintOf"), ox.NamedNode(original)
        for earlier, version in self.superseded.items():
            yield ox.NamedNode(earlier), term("supersededBy"), ox.NamedNode(version)
            yield ox.NamedNode(version), ox.NamedNode(PROV + "wasRevisionOf"), ox.NamedNode(earlier)
        for statement in self.confirmed:
            yield ox.NamedNode(statement), term("reviewed"), term("confirmed")
        for statement in self.rejected:
            yield ox.NamedNode(statement), term("reviewed"), term("rejected")
        for match in self.links:
            yield match.link()
        for split in self.splits:
            yield from split.triples()


@cache
def weights_digest() -> str:
    """SHA-256 of the weights by which entities are compared."""
    return digest(*(files("kg.identity").joinpath(name).read_text("utf-8") for name in WEIGHTS), length=64)


@cache
def run_iri() -> ox.NamedNode:
    """The IRI of the run that decides: the software and its weights; what it decided on is in the layer's mark."""
    return ox.NamedNode(f"{DATA}run/{digest('identity', software_version(), weights_digest())}")


def run_triples() -> Iterator[Triple]:
    """Describe the run that decides."""
    yield run_iri(), ENTITY_TYPE, term("Run")
    yield run_iri(), ENTITY_TYPE, ox.NamedNode(PROV + "Activity")
    yield run_iri(), term("softwareVersion"), ox.Literal(software_version())
    yield run_iri(), term("weightsDigest"), ox.Literal(weights_digest())
