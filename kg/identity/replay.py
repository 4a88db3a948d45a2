"""What people have decided, as it applies to a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from kg.identity.blocks import Pair
from kg.identity.ledger import Decision, Kind, Ledger
from kg.identity.profiles import Corpus
from kg.rdf.iris import split_iri


def decided(ledger: Ledger, known: Set[str] | None = None) -> tuple[dict[Pair, Decision], set[Pair]]:
    """Give the pairs that people have joined, and those that they hold apart; the later decision stands.

    Parameters
    ----------
    ledger : Ledger
    known : set of str, optional
        Entities and records of which a pair is; without it all.

    Examples
    --------
    >>> decided(Ledger((Decision("merge", entities=("b", "a")), Decision("apart", entities=("a", "b")))))
    ({}, {('a', 'b')})
    """
    must: dict[Pair, Decision] = {}
    cannot: set[Pair] = set()
    for decision in ledger.of("merge", "apart"):
        entities = set(decision.entities) if known is None else set(decision.entities) & known
        for pair in combinations(sorted(entities), 2):
            if decision.decision == "merge":
                must[pair] = decision
                cannot.discard(pair)
            else:
                must.pop(pair, None)
                cannot.add(pair)
    return must, cannot


@dataclass(slots=True)
class Replay:
    """Decisions that are no matter of pairs.

    Parameters
    ----------
    corpus : Corpus
    ledger : Ledger
    store : pyoxigraph.Store
    same : mapping
        Entity as read -> the entity that it is.
    undone : set of str
        People of a name who are one again, and so stand nowhere.
    """

    corpus: Corpus
    ledger: Ledger
    store: ox.Store
    same: Mapping[str, str]
    undone: Set[str] = frozenset()

    def split(self) -> dict[tuple[str, str], str]:
        """Give (article, entity as read) -> the entity that it is there."""
        return {(article, _existing(d.entity)): self._apart(d) for d in self._applying("split") for article in d.articles}

    def types(self) -> dict[str, str]:
        """Give what people have retyped, and of what type those are whom they have taken apart."""
        apart = {self._apart(d): self.corpus.profiles[_existing(d.entity)].type for d in self._applying("split")}
        return apart | {self._now(_existing(d.entity)): d.type for d in self._applying("retype") if d.type}

    def labels(self) -> dict[str, str]:
        """Give what people have renamed, and how those are called whom they have taken apart."""
        apart = {self._apart(d): d.name for d in self._applying("split") if d.name}
        return apart | {self._now(_existing(d.entity)): d.name for d in self._applying("rename") if d.name}

    def judged(self, kind: Kind) -> frozenset[str]:
        """Give the statements whose last judgement is of a kind."""
        last = {d.statement: d.decision for d in self._applying("reject", "confirm") if d.statement}
        return frozenset(statement for statement, decision in last.items() if decision == kind)

    def _applying(self, *kinds: Kind) -> list[Decision]:
        return [d for d in self.ledger.of(*kinds) if self.applies(d)]

    def applies(self, decision: Decision) -> bool:
        """Whether what a decision is about is there."""
        if decision.entity is not None and decision.entity not in self.corpus.profiles:
            return False
        return all(self._is_there(iri) for iri in _about(decision))

    def _is_there(self, iri: str) -> bool:
        known = iri in self.corpus.profiles or iri in self.undone
        return known or any(self.store.quads_for_pattern(ox.NamedNode(iri), None, None, None))

    def _apart(self, d: Decision) -> str:
        """The IRI of who an entity is in some articles."""
        entity = _existing(d.entity)
        return split_iri(entity, self.corpus.profiles[entity].type, d.name or "", d.articles).value

    def _now(self, entity: str) -> str:
        return self.same.get(entity, entity)


def _about(d: Decision) -> Iterator[str]:
    yield from (*d.entities, *d.articles)
    yield from filter(None, (d.entity, d.statement))


def _existing(iri: str | None) -> str:
    if iri is None:
        raise ValueError("a decision without its entity")
    return iri
