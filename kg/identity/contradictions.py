"""Statements that do not go together, as a layer of its own over the articles and what their entities were found to be.

Statements of the same two entities are compared: one says what the other denies; both count the same, and no number is within
the bounds of both; relations that the ontology has for contrary hold at once. So are statements of who holds an office that
the ontology gives to one person at a time, where both tell when. What is said to be so is compared with the like, and what is
planned with the like; of a plan and what came of it only the counts. A reprint is no second source.

In a group each statement is compared with those next to it in time, so that the work grows with the statements and not with
their pairs; groups that are larger than that have the contradictions of neighbours in time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from math import inf
from typing import Any

import pyoxigraph as ox

from kg.identity.periods import Period, period
from kg.identity.terms import ENTITY_TYPE, LABEL, MARK, PREDICATE, STATEMENT
from kg.ontology import load
from kg.rdf.iris import CONTRADICTIONS, digest, term
from kg.rdf.prefixes import DATA, DCTERMS, KG, PROV, RDF
from kg.store.protocol import Store

SUBJECT, OBJECT = ox.NamedNode(RDF + "subject"), ox.NamedNode(RDF + "object")
SOURCE, ISSUED, REPRINT = ox.NamedNode(PROV + "wasDerivedFrom"), ox.NamedNode(DCTERMS + "issued"), term("reprintOf")
POLARITY, POSITIVE, COUNT, HOLDS = term("polarity"), term("positive"), term("count"), term("holdsPosition")
COMPARED = frozenset({"actual", "planned"})
NEXT = 25  # statements after it in time with which one is compared
SLACK = {"denial": 90, "miscount": 3, "contrariety": 30, "twoHolders": 0,
         "otherThanPlanned": 30}  # days around its article that an undated one is of
ABOUT = 0.1  # share by which "about" may be off


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both hold: their IRIs, and in what."""

    first: str
    second: str
    kind: str

    def quads(self) -> Iterator[ox.Quad]:
        """Write it as the layer keeps it."""
        one, other = ox.NamedNode(self.first), ox.NamedNode(self.second)
        node = ox.NamedNode(f"{DATA}contradiction/{digest(self.kind, self.first, self.second)}")
        yield ox.Quad(node, ENTITY_TYPE, term("Contradiction"), CONTRADICTIONS)
        yield ox.Quad(node, term("kind"), term(self.kind), CONTRADICTIONS)
        yield ox.Quad(node, term("firstStatement"), one, CONTRADICTIONS)
        yield ox.Quad(node, term("secondStatement"), other, CONTRADICTIONS)
        yield ox.Quad(one, term("contradicts"), other, CONTRADICTIONS)
        yield ox.Quad(other, term("contradicts"), one, CONTRADICTIONS)


@dataclass(frozen=True, slots=True)
class Said:
    """What is compared of a statement."""

    iri: str
    subject: str
    relation: str
    positive: bool
    modality: str
    period: Period
    least: float
    most: float
    unit: str | None


def mark(store: Store, made_of: str) -> bool:
    """Find the contradictions of a store and keep them in their graph; give whether any changed.

    Parameters
    ----------
    store : Store
    made_of : str
        Tells of which articles and decisions the layer is made.

    Examples
    --------
    >>> from kg.store.embedded import EmbeddedStore
    >>> store = EmbeddedStore()
    >>> mark(store, "x"), is_marked(store.quads, "x"), take_off(store), is_marked(store.quads, "x")
    (True, True, True, False)
    """
    wanted = {quad for found in contradictions(store.quads) for quad in found.quads()}
    return _put(store, wanted | {ox.Quad(CONTRADICTIONS, MARK, ox.Literal(made_of), CONTRADICTIONS)})


def is_marked(store: ox.Store, made_of: str) -> bool:
    """Whether the layer was made of these articles and decisions."""
    return ox.Quad(CONTRADICTIONS, MARK, ox.Literal(made_of), CONTRADICTIONS) in store


def take_off(store: Store) -> bool:
    """Take the layer off; give whether it was there."""
    return _put(store, set())


def _put(store: Store, wanted: set[ox.Quad]) -> bool:
    standing = set(store.quads.quads_for_pattern(None, None, None, CONTRADICTIONS))
    store.change(standing - wanted, wanted - standing)
    return standing != wanted


def contradictions(store: ox.Store) -> Iterator[Contradiction]:
    """Give the statements of a store that cannot both hold, each two once.

    >>> list(contradictions(ox.Store()))
    []
    """
    reader = _Reader(store)
    for group in reader.groups():
        yield from _within(group)
    for group in reader.holders():
        yield from _within(group)


def _within(group: list[Said]) -> Iterator[Contradiction]:
    ordered = sorted(group, key=lambda said: (said.period, said.iri))
    for number, one in enumerate(ordered):
        for other in islice(ordered, number + 1, number + 1 + NEXT):
            kind = _kind(one, other)
            if kind is not None and one.period.meets(other.period, SLACK[kind]):
                first, second = sorted((one, other), key=partial(_side, kind))
                yield Contradiction(first.iri, second.iri, kind)


def _kind(one: Said, other: Said) -> str | None:
    """In what two statements of one group contradict each other, if they are of one time."""
    if one.modality != other.modality:
        same = one.subject == other.subject and one.relation == other.relation and one.positive and other.positive
        return "otherThanPlanned" if same and _miscounted(one, other) else None
    if one.subject != other.subject:
        told = one.period.told and other.period.told
        return "twoHolders" if told and one.positive and other.positive and one.modality == "actual" else None
    if one.relation != other.relation:
        contrary = _are_contrary(one.relation, other.relation) and one.positive and other.positive
        return "contrariety" if contrary else None
    if one.positive != other.positive:
        return "denial"
    return "miscount" if one.positive and _miscounted(one, other) else None


def _side(kind: str, said: Said) -> tuple[Any, str]:
    """By what the first of two comes first."""
    side: Any = said.period
    if kind == "denial":
        side = not said.positive
    elif kind == "miscount":
        side = said.most
    elif kind == "otherThanPlanned":
        side = said.modality != "planned"
    elif kind == "contrariety":
        side = not load().relation(said.relation).contrary
    return side, said.iri


def _are_contrary(one: str, other: str) -> bool:
    return other in load().relation(one).contrary or one in load().relation(other).contrary


def _miscounted(one: Said, other: Said) -> bool:
    if one.unit and other.unit and one.unit != other.unit:
        return False
    return one.most < other.least or other.most < one.least


@cache
def _kin(relation: str) -> str:
    """One name for relations of which some are contrary to others, so that they are in one group."""
    known, found, frontier = load().relations, {relation}, {relation}
    while frontier:
        near = {name for one in frontier for name in known[one].contrary} if frontier <= known.keys() else set()
        near |= {name for name, other in known.items() if other.contrary & frontier}
        frontier = near - found
        found |= near
    return min(found)


class _Reader:
    """Reads statements that may contradict each other; in memory are entities, articles, and the statements of one entity."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.published: dict[str, str | None] = {}
        for quad in store.quads_for_pattern(None, ISSUED, None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                self.published[quad.subject.value] = quad.object.value
        self.reprints = {q.subject.value for q in store.quads_for_pattern(None, REPRINT, None, None)
                         if isinstance(q.subject, ox.NamedNode)}

    def groups(self) -> Iterator[list[Said]]:
        """Give the statements of the same two entities by the same or contrary relations."""
        for subject in self._several(f"?statement {SUBJECT} ?entity"):
            groups: dict[tuple[str, str], dict[ox.NamedNode, str]] = defaultdict(dict)
            for statement in self._of(SUBJECT, subject):
                relation, other = self._one(statement, PREDICATE), self._one(statement, OBJECT)
                if relation and other:
                    groups[_kin(relation.removeprefix(KG)), other][statement] = relation
            yield from (self._told(group) for group in groups.values() if self._may_differ(group))

    def _may_differ(self, group: Mapping[ox.NamedNode, str]) -> bool:
        """Whether statements of the same two entities can contradict each other: most do not, and are read no further."""
        if len(group) > 1 and len(set(group.values())) == 1:
            positive, counted = (sum(self._has(statement, *what) for statement in group) for what in (
                (POLARITY, POSITIVE), (COUNT, None)))
            return 0 < positive < len(group) or counted > 1
        return len(group) > 1

    def holders(self) -> Iterator[list[Said]]:
        """Give the statements of who holds an office that one person holds at a time, office by office."""
        for office in self._several(f"?statement {PREDICATE} {HOLDS} ; {OBJECT} ?entity"):
            label = next(iter(self._values(ox.NamedNode(office), LABEL)), "").casefold()
            if any(label == noun or label.startswith(f"{noun} of ") for noun in load().type("Position").sole_nouns):
                yield self._told(s for s in self._of(OBJECT, office) if self._has(s, PREDICATE, HOLDS))

    def _several(self, pattern: str) -> Iterator[str]:
        """The entities of which several statements fit a pattern, sorted."""
        rows = self.store.query(f"SELECT ?entity {{ GRAPH ?article {{ {pattern} }} }} "
                                "GROUP BY ?entity HAVING (COUNT(?statement) > 1)")
        found = (row["entity"] for row in rows) if isinstance(rows, ox.QuerySolutions) else ()
        yield from sorted(entity.value for entity in found if isinstance(entity, ox.NamedNode))

    def _has(self, statement: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | None) -> bool:
        return any(True for _ in self.store.quads_for_pattern(statement, predicate, value, None))

    def _of(self, end: ox.NamedNode, entity: str) -> list[ox.NamedNode]:
        quads = self.store.quads_for_pattern(None, end, ox.NamedNode(entity), None)
        return [q.subject for q in quads if isinstance(q.subject, ox.NamedNode)]

    def _told(self, statements: Iterable[ox.NamedNode]) -> list[Said]:
        return [said for statement in statements if (said := self._said(statement)) is not None]

    def _said(self, statement: ox.NamedNode) -> Said | None:
        """What a statement says, where it stands and is no reprint's."""
        facts: dict[str, str] = {}
        for quad in self.store.quads_for_pattern(statement, None, None, None):
            if isinstance(quad.object, ox.NamedNode | ox.Literal) and quad.graph_name != CONTRADICTIONS:
                facts.setdefault(quad.predicate.value, quad.object.value)
        source, modality = facts.get(SOURCE.value, ""), facts.get(KG + "modality", "").removeprefix(KG)
        if facts.get(ENTITY_TYPE.value) != STATEMENT.value or modality not in COMPARED or source in self.reprints:
            return None
        least, most = _bounds(*(float(facts[name]) if (name := KG + bound) in facts else None
                                for bound in ("count", "countMin", "countMax")), about=KG + "approximate" in facts)
        return Said(statement.value, facts[SUBJECT.value], facts[PREDICATE.value].removeprefix(KG),
                    facts.get(KG + "polarity") == KG + "positive", modality,
                    period(facts.get(KG + "validFrom"), facts.get(KG + "validUntil"), self.published.get(source)),
                    least, most, facts.get(KG + "unit"))

    def _one(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        return next(iter(self._values(node, predicate)), None)

    def _values(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        quads = self.store.quads_for_pattern(node, predicate, None, None)
        return [q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)]


def _bounds(count: float | None, least: float | None, most: float | None, *, about: bool) -> tuple[float, float]:
    """Between which numbers a count is: its bounds, a tenth more or less of what is about, or everything.

    >>> _bounds(150, None, None, about=True), _bounds(64, 64, None, about=False), _bounds(None, None, None, about=False)
    ((135.0, 165.0), (64, inf), (-inf, inf))
    """
    if count is None:
        return -inf, inf
    if least is not None or most is not None:
        return (0.0 if least is None else least), (inf if most is None else most)
    return (count * (1 - ABOUT), count * (1 + ABOUT)) if about else (count, count)
