"""The whole flow: profiles -> blocks -> evidence -> clusters, with what people have decided, -> the layer over a store.

People, bodies and places come first; offices, events and cases are then told by who holds, suffers or fights them. The result
depends on the articles in the store and on the ledger, not on the order in which either came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

import pyoxigraph as ox

from kg.identity import contradictions
from kg.identity.blocks import Pair, pairs
from kg.identity.clusters import Clusters, joined
from kg.identity.evidence import Judge, Verdict
from kg.identity.homonyms import TakenApart, taken_apart
from kg.identity.layer import lay
from kg.identity.ledger import Decision, Ledger
from kg.identity.linking import Links, links, of_clusters
from kg.identity.overlay import Comparison, Overlay, weights_digest
from kg.identity.profiles import Corpus, Profile, read
from kg.identity.records import Match, stored
from kg.identity.replay import Replay, decided
from kg.identity.reprints import reprints
from kg.identity.terms import IDENTITY, MARK
from kg.identity.versions import labels, superseded
from kg.rdf.iris import AUTHORITY, digest
from kg.rdf.prefixes import PROV
from kg.store.protocol import Store

SURE = 0.9  # from here two entities are one without being asked for
DOUBTFUL = 0.3  # from here a person should look
RIVAL = 0.5  # another candidate of this score makes a choice doubtful
RIVALS = 50  # candidates of one entity that are looked at for that
LATER = frozenset({"Position", "Event", "LegalCase"})
NOTHING_KNOWN = Ledger()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was resolved.

    Parameters
    ----------
    entities, merged : int
        Entities as read, and how many of them were found to be others.
    candidates : tuple of Comparison
        What is doubtful: two entities, or an entity and a record of an authority file.
    stale : tuple of Decision
        Decisions that no longer apply.
    changed : bool
        Whether the layer is another than before.
    links : tuple of Match
        Entities that are records of an authority file.
    withdrawn : int
        Articles of which a later version has taken the place.
    """

    entities: int
    merged: int
    candidates: tuple[Comparison, ...] = ()
    stale: tuple[Decision, ...] = ()
    changed: bool = False
    links: tuple[Match, ...] = ()
    withdrawn: int = 0


def resolve(store: Store, ledger: Ledger = NOTHING_KNOWN) -> Resolution:
    """Find which entities of a store's articles are one, lay that over the store, and find what contradicts each other.

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
    earlier = superseded(store.quads)
    judged = {d.statement: d.decision for d in ledger.of("reject", "confirm") if d.statement}
    rejected = {statement for statement, decision in judged.items() if decision == "reject"}
    called = labels(store.quads, earlier)
    corpus = read(store.quads, earlier, rejected, called)
    entities, people = len(corpus.profiles), taken_apart(corpus, decided(ledger)[0].keys())
    del corpus  # memory need not hold both
    found = links(people.corpus, stored(store.quads), *decided(ledger))
    overlay, stale = _Resolver(people, ledger, found).overlay(store.quads, earlier, called)
    del people, found
    overlay = replace(overlay, mark=_mark(store.quads, ledger))
    changed = lay(store, overlay)
    changed = contradictions.mark(store, overlay.mark) or changed
    return Resolution(entities, len(overlay.same), overlay.candidates, stale, changed, overlay.links, len(earlier))


def is_resolved(store: Store, ledger: Ledger = NOTHING_KNOWN) -> bool:
    """Whether the layer of a store was made of the articles that it holds and of these decisions.

    >>> from kg.store.embedded import EmbeddedStore
    >>> is_resolved(EmbeddedStore())
    False
    """
    mark = _mark(store.quads, ledger)
    laid = ox.Quad(IDENTITY, MARK, ox.Literal(mark), IDENTITY) in store.quads
    return laid and contradictions.is_marked(store.quads, mark)


def take_off(store: Store) -> bool:
    """Take the layers off, so that a store is as its articles were read; give whether there was anything to take off.

    >>> from kg.store.embedded import EmbeddedStore
    >>> take_off(EmbeddedStore())
    False
    """
    changed = contradictions.take_off(store)
    return lay(store, Overlay()) or changed


def _mark(store: ox.Store, ledger: Ledger) -> str:
    """Of which articles, as which runs read them, of which records, decisions and weights a layer is made."""
    made = store.quads_for_pattern(None, ox.NamedNode(PROV + "wasGeneratedBy"), None, None)
    read_by = sorted(f"{q.subject} {q.object}" for q in made if q.graph_name == q.subject)
    records = sorted(map(str, store.quads_for_pattern(None, None, None, AUTHORITY)))
    return digest(*read_by, *records, repr(ledger.decisions), weights_digest(), length=64)


@dataclass(slots=True)
class _Resolver:
    people: TakenApart
    ledger: Ledger
    links: Links
    same: dict[str, str] = field(default_factory=dict)
    decisions: list[Comparison] = field(default_factory=list)
    candidates: list[Comparison] = field(default_factory=list)

    @property
    def corpus(self) -> Corpus:
        return self.people.corpus

    def overlay(self, store: ox.Store, earlier: dict[str, str], called: dict[str, str]) -> tuple[Overlay, tuple[Decision, ...]]:
        self._join(lambda profile: profile.type not in LATER)
        self._join(lambda profile: profile.type in LATER)
        linked, doubtful = of_clusters(self.links, self._entity)
        self.candidates.extend(Comparison(*m.pair, m.score, m.reasons) for m in doubtful)
        replay = Replay(self.corpus, self.ledger, store, self.same, self.people.undone)
        parts = [self.corpus.profiles[iri] for iri in sorted(set(self.people.apart.values()) - self.same.keys())]
        overlay = Overlay(
            self.same, {**self.people.apart, **replay.split()},
            {p.iri: p.type for p in parts} | replay.types(), called | {p.iri: p.label for p in parts} | replay.labels(),
            replay.judged("reject"), replay.judged("confirm"), reprints(store, earlier), earlier,
            tuple(sorted(self.decisions, key=_by_pair)), tuple(sorted(self.candidates, key=_by_pair)), linked,
            self.people.splits)
        return overlay, tuple(d for d in self.ledger.decisions if not replay.applies(d))

    def _entity(self, iri: str) -> str:
        return self.same.get(iri, iri)

    def _join(self, chosen: Callable[[Profile], bool]) -> None:
        known = self.corpus.profiles
        judge = Judge(self.corpus, self._entity)
        verdicts = {pair: v for pair in pairs(filter(chosen, known.values()), self._entity)
                    if (v := judge.verdict(known[pair[0]], known[pair[1]])) is not None and v.score >= DOUBTFUL}
        must, cannot = decided(self.ledger, {iri for iri in _named(self.ledger) if iri in known and chosen(known[iri])})
        may_join = _permission(judge, known, must, cannot, self.links)
        doubtful = _doubtful(verdicts, lambda one, other: judge.differ(known[one], known[other]))
        scores = {pair: v.score for pair, v in verdicts.items() if pair not in doubtful}
        for pair, verdict in _of_one_record(self.links, lambda iri: iri in known and chosen(known[iri])):
            verdicts[pair], scores[pair] = verdict, verdict.score
        clusters = joined(scores, SURE, may_join, sorted(must))
        self._record(clusters, known, verdicts, must)
        asked = {pair: v for pair, v in verdicts.items() if clusters.members(pair[0]) != clusters.members(pair[1])
                 and pair not in cannot and may_join(*pair)}
        self.candidates.extend(Comparison(*pair, v.score, v.reasons) for pair, v in asked.items())

    def _record(self, clusters: Clusters, known: Mapping[str, Profile], verdicts: dict[Pair, Verdict],
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


def _named(ledger: Ledger) -> set[str]:
    """The entities that people have made one or held apart."""
    return {iri for decision in ledger.of("merge", "apart") for iri in decision.entities}


def _rank(profile: Profile) -> tuple[bool, bool, int, str]:
    """Which of those that are one stands for all: a known one, one that is named, one that many articles have."""
    return profile.identifier is None, not profile.names, -len(profile.articles), profile.iri


def _by_pair(comparison: Comparison) -> tuple[str, str]:
    return comparison.one, comparison.other


def _permission(judge: Judge, known: Mapping[str, Profile], must: dict[Pair, Decision], cannot: set[Pair],
                linked: Links) -> Callable[[str, str], bool]:
    def may_join(one: str, other: str) -> bool:
        pair = (one, other) if one < other else (other, one)
        return pair in must or not (pair in cannot or linked.differ(one, other) or judge.forbids(known[one], known[other]))

    return may_join


def _of_one_record(linked: Links, chosen: Callable[[str], bool]) -> Iterator[tuple[Pair, Verdict]]:
    """Pairs of entities that are linked to one record: each with the first of them."""
    first: dict[str, Match] = {}
    for entity, match in sorted(linked.sure.items()):
        if chosen(entity):
            other = first.setdefault(match.record.iri, match)
            if other is not match:
                yield (other.entity, entity), Verdict(min(match.score, other.score), ("same record of the authority file",))


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
