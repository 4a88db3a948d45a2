"""The whole flow: profiles -> blocks -> evidence -> clusters, with what people have decided, -> the layer over a store.

People, bodies and places come first; offices, events and cases are then told by who holds, suffers or fights them. The result
depends on the articles in the store and on the ledger, not on the order in which either came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import pyoxigraph as ox

from kg.identity.blocks import Pair, pairs
from kg.identity.clusters import Clusters, joined
from kg.identity.evidence import Judge, Verdict, weights
from kg.identity.homonyms import taken_apart
from kg.identity.layer import lay
from kg.identity.ledger import Decision, Kind, Ledger
from kg.identity.overlay import Comparison, Overlay
from kg.identity.profiles import Corpus, Profile, read
from kg.identity.reprints import reprints
from kg.identity.terms import IDENTITY, MARK
from kg.rdf.iris import digest, split_iri
from kg.rdf.prefixes import PROV
from kg.store.protocol import Store

SURE = 0.9  # from here two entities are one without being asked for
DOUBTFUL = 0.3  # from here a person should look
RIVAL = 0.5  # another candidate of this score makes a choice doubtful
RIVALS = 50  # candidates of one entity that are looked at for that
FIRST = frozenset({"Position", "Event", "LegalCase"})
NOTHING_KNOWN = Ledger()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was resolved: how many entities became how many others, what is doubtful, which decisions no longer apply."""

    entities: int
    merged: int
    candidates: tuple[Comparison, ...] = ()
    stale: tuple[Decision, ...] = ()
    changed: bool = False


def resolve(store: Store, ledger: Ledger = NOTHING_KNOWN) -> Resolution:
    """Find which entities of a store's articles are one, and lay that over the store.

    Parameters
    ----------
    store : Store
    ledger : Ledger
        What people have decided.

    Examples
    --------
    >>> from kg.store.embedded import EmbeddedStore
    >>> resolve(EmbeddedStore()).merged
    0
    """
    corpus = read(store.quads)
    people, apart = taken_apart(corpus)
    overlay, stale = _Resolver(people, ledger, apart).overlay(store.quads, _mark(store.quads, ledger))
    changed = lay(store, overlay)
    return Resolution(len(corpus.profiles), len(overlay.same), overlay.candidates, stale, changed)


def is_resolved(store: Store, ledger: Ledger = NOTHING_KNOWN) -> bool:
    """Whether the layer of a store was made of the articles that it holds and of these decisions.

    >>> from kg.store.embedded import EmbeddedStore
    >>> is_resolved(EmbeddedStore())
    False
    """
    return ox.Quad(IDENTITY, MARK, ox.Literal(_mark(store.quads, ledger)), IDENTITY) in store.quads


def _mark(store: ox.Store, ledger: Ledger) -> str:
    """Of which articles, as which runs read them, and of which decisions and weights a layer is made."""
    made = store.quads_for_pattern(None, ox.NamedNode(PROV + "wasGeneratedBy"), None, None)
    read_by = sorted(f"{q.subject} {q.object}" for q in made)
    return digest(*read_by, repr(ledger.decisions), repr(sorted(weights().items())), length=64)


@dataclass(slots=True)
class _Resolver:
    corpus: Corpus
    ledger: Ledger
    apart: dict[tuple[str, str], str]
    same: dict[str, str] = field(default_factory=dict)
    decisions: list[Comparison] = field(default_factory=list)
    candidates: list[Comparison] = field(default_factory=list)

    def overlay(self, store: ox.Store, mark: str) -> tuple[Overlay, tuple[Decision, ...]]:
        people = [p for p in self.corpus.profiles.values() if p.type not in FIRST]
        self._join(people)
        self._join([p for p in self.corpus.profiles.values() if p.type in FIRST])
        replay = _Replay(self.corpus, self.ledger, store, self.same)
        parts = [self.corpus.profiles[iri] for iri in sorted(set(self.apart.values()) - self.same.keys())]
        overlay = Overlay(
            self.same, self.apart | replay.split(),
            {p.iri: p.type for p in parts} | replay.types(), {p.iri: p.label for p in parts} | replay.labels(),
            replay.judged("reject"), replay.judged("confirm"), reprints(store),
            tuple(sorted(self.decisions, key=_by_pair)), tuple(sorted(self.candidates, key=_by_pair)), mark)
        return overlay, tuple(d for d in self.ledger.decisions if not replay.applies(d))

    def _entity(self, iri: str) -> str:
        return self.same.get(iri, iri)

    def _join(self, profiles: list[Profile]) -> None:
        known = {p.iri: p for p in profiles}
        judge = Judge(self.corpus, self._entity)
        verdicts = {pair: v for pair in sorted(pairs(profiles, self._entity))
                    if (v := judge.verdict(known[pair[0]], known[pair[1]])) is not None and v.score >= DOUBTFUL}
        must, cannot = _decided(self.ledger, known)
        may_join = _permission(judge, known, must, cannot)
        doubtful = _doubtful(verdicts, lambda one, other: judge.differ(known[one], known[other]))
        scores = {pair: v.score for pair, v in verdicts.items() if pair not in doubtful}
        clusters = joined(scores, SURE, may_join, sorted(must))
        self._record(clusters, known, verdicts, must)
        asked = {pair: v for pair, v in verdicts.items() if clusters.members(pair[0]) != clusters.members(pair[1])
                 and pair not in cannot and may_join(*pair)}
        self.candidates.extend(Comparison(*pair, v.score, v.reasons) for pair, v in asked.items())

    def _record(self, clusters: Clusters, known: dict[str, Profile], verdicts: dict[Pair, Verdict],
                must: dict[Pair, Decision]) -> None:
        for members in clusters.all():
            entity = min(members, key=lambda iri: _rank(known[iri]))
            self.same.update((iri, entity) for iri in members if iri != entity)
            for pair in combinations(members, 2):
                if pair in must:
                    reasons = tuple(filter(None, [must[pair].why]))
                    self.decisions.append(Comparison(*pair, 1.0, reasons, must[pair].by or "a person"))
                elif pair in verdicts:
                    self.decisions.append(Comparison(*pair, verdicts[pair].score, verdicts[pair].reasons))


def _rank(profile: Profile) -> tuple[bool, bool, int, str]:
    """Which of those that are one stands for all: a known one, one that is named, one that many articles have."""
    return profile.identifier is None, not profile.names, -len(profile.articles), profile.iri


def _by_pair(comparison: Comparison) -> tuple[str, str]:
    return comparison.one, comparison.other


def _decided(ledger: Ledger, known: dict[str, Profile]) -> tuple[dict[Pair, Decision], set[Pair]]:
    """The pairs that people have joined and held apart; the later decision stands."""
    must: dict[Pair, Decision] = {}
    cannot: set[Pair] = set()
    for decision in ledger.of("merge", "apart"):
        for pair in combinations(sorted(set(decision.entities) & known.keys()), 2):
            if decision.decision == "merge":
                must[pair] = decision
                cannot.discard(pair)
            else:
                must.pop(pair, None)
                cannot.add(pair)
    return must, cannot


def _permission(judge: Judge, known: dict[str, Profile], must: dict[Pair, Decision],
                cannot: set[Pair]) -> Callable[[str, str], bool]:
    def may_join(one: str, other: str) -> bool:
        pair = (one, other) if one < other else (other, one)
        return pair in must or (pair not in cannot and not judge.forbids(known[one], known[other]))

    return may_join


def _doubtful(verdicts: dict[Pair, Verdict], differ: Callable[[str, str], bool]) -> set[Pair]:
    """Pairs of an entity that may as well be somebody else: there are two likely others, and they differ."""
    others: dict[str, set[str]] = defaultdict(set)
    for (one, other), verdict in verdicts.items():
        if verdict.score >= RIVAL:
            others[one].add(other)
            others[other].add(one)
    torn = {entity for entity, found in others.items()
            if any(differ(a, b) for a, b in combinations(sorted(found)[:RIVALS], 2))}
    return {pair for pair in verdicts if torn & set(pair)}


@dataclass(slots=True)
class _Replay:
    """Decisions that are no matter of pairs."""

    corpus: Corpus
    ledger: Ledger
    store: ox.Store
    same: dict[str, str]

    def split(self) -> dict[tuple[str, str], str]:
        return {(article, _existing(d.entity)): self._apart(d) for d in self._applying("split") for article in d.articles}

    def types(self) -> dict[str, str]:
        apart = {self._apart(d): self.corpus.profiles[_existing(d.entity)].type for d in self._applying("split")}
        return apart | {self._now(_existing(d.entity)): d.type for d in self._applying("retype") if d.type}

    def labels(self) -> dict[str, str]:
        apart = {self._apart(d): d.name for d in self._applying("split") if d.name}
        return apart | {self._now(_existing(d.entity)): d.name for d in self._applying("rename") if d.name}

    def judged(self, kind: Kind) -> frozenset[str]:
        """The statements whose last judgement is of a kind."""
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
        return iri in self.corpus.profiles or any(self.store.quads_for_pattern(ox.NamedNode(iri), None, None, None))

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
