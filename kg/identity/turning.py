"""What laying an overlay changes in the graphs of one article, which are then as if no other had ever lain there.

What points to an entity (subject, object, speaker, mention) is turned to the entity that it is, and keeps beside it to which
it pointed when it was read. What a person has rejected, or an outlet has withdrawn, is no statement any more but a rejected or
withdrawn one, without ``rdf:predicate``. Plain facts are written anew from the statements. So the article as read can always
be had back, and another overlay laid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.identity.overlay import Overlay
from kg.identity.terms import (
    ALIAS,
    ALIAS_AS_READ,
    AS_READ,
    ENTITY_TYPE,
    PREDICATE,
    PREDICATE_AS_READ,
    REJECTED,
    STATEMENT,
    WITHDRAWN,
)
from kg.rdf.iris import facts_graph, term
from kg.rdf.prefixes import RDF

PLAIN, TRUE = term("plain"), ox.Literal(True)
SUBJECT, OBJECT = ox.NamedNode(RDF + "subject"), ox.NamedNode(RDF + "object")
WAS = {REJECTED: STATEMENT, **{now: kind for kind, now in WITHDRAWN.items()}}  # what does not stand -> what it was read as

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Change = tuple[set[ox.Quad], set[ox.Quad]]  # what goes, and what comes


def is_turned(store: ox.Store) -> bool:
    """Whether an overlay has left anything in the articles of a store.

    >>> is_turned(ox.Store())
    False
    """
    predicates = any(True for name in (*AS_READ.values(), PREDICATE_AS_READ, ALIAS_AS_READ)
                     for _ in store.quads_for_pattern(None, name, None, None))
    return predicates or any(True for kind in WAS for _ in store.quads_for_pattern(None, ENTITY_TYPE, kind, None))


def turned(store: ox.Store, overlay: Overlay, article: ox.NamedNode) -> Change:
    """Give what an overlay removes from the graphs of an article, and what it adds.

    >>> turned(ox.Store(), Overlay(), ox.NamedNode("https://a.example/1"))
    (set(), set())
    """
    turning = _Turning(store, overlay, article)
    turning.run()
    return turning.removed - turning.added, turning.added - turning.removed


@dataclass(slots=True)
class _Turning:
    store: ox.Store
    overlay: Overlay
    article: ox.NamedNode
    removed: set[ox.Quad] = field(default_factory=set)
    added: set[ox.Quad] = field(default_factory=set)

    def run(self) -> None:
        for predicate, as_read in AS_READ.items():
            self._turn(predicate, as_read)
        self._judge()
        self._forget()
        if self.removed or self.added:
            self._write_facts()

    @property
    def _superseded(self) -> bool:
        return self.article.value in self.overlay.superseded

    def _quads(self, predicate: ox.NamedNode, object_: ox.NamedNode | ox.Literal | None = None, *,
               subject: Subject | None = None) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(subject, predicate, object_, self.article)

    def _turn(self, predicate: ox.NamedNode, as_read: ox.NamedNode) -> None:
        """Turn what points to another entity than it should."""
        turned_before = {q.subject: q for q in self._quads(as_read)}
        for quad in self._quads(predicate):
            before = turned_before.get(quad.subject)
            read = before.object if before else quad.object
            if not isinstance(read, ox.NamedNode):
                continue
            entity = self.overlay.entity(self.article.value, read.value)
            if entity != iri(quad.object):
                self._change(quad, ox.Quad(quad.subject, predicate, ox.NamedNode(entity), self.article))
            if before and entity == read.value:
                self.removed.add(before)
            elif not before and entity != read.value:
                self.added.add(ox.Quad(quad.subject, as_read, read, self.article))

    def _judge(self) -> None:
        """What people have rejected and outlets have withdrawn stands as such, and all else as it was read."""
        found = {q for was in WAS for q in self._quads(ENTITY_TYPE, was)}
        if self._superseded:
            found.update(q for kind in WITHDRAWN for q in self._quads(ENTITY_TYPE, kind))
        elif self.overlay.rejected:
            found.update(q for q in self._quads(ENTITY_TYPE, STATEMENT) if iri(q.subject) in self.overlay.rejected)
        for quad in found:
            kind = self._kind(quad)
            if kind != quad.object:
                self._change(quad, ox.Quad(quad.subject, ENTITY_TYPE, kind, self.article))
                self._rename(quad, *((PREDICATE_AS_READ, PREDICATE) if kind == STATEMENT else (PREDICATE, PREDICATE_AS_READ)))

    def _kind(self, quad: ox.Quad) -> ox.NamedNode:
        """What a statement, claim, mention or finding is now."""
        kind = ox.NamedNode(iri(quad.object))
        kind = WAS.get(kind, kind)
        if self._superseded:
            return WITHDRAWN[kind]
        return REJECTED if kind == STATEMENT and iri(quad.subject) in self.overlay.rejected else kind

    def _rename(self, of: ox.Quad, old: ox.NamedNode, new: ox.NamedNode) -> None:
        """Give what a node has under one predicate under another."""
        for quad in self._quads(old, subject=of.subject):
            self._change(quad, ox.Quad(quad.subject, new, quad.object, self.article))

    def _forget(self) -> None:
        """The names that only a withdrawn version has are no names; those of other articles are names again."""
        old, new = (ALIAS, ALIAS_AS_READ) if self._superseded else (ALIAS_AS_READ, ALIAS)
        for quad in self._quads(old):
            self._change(quad, ox.Quad(quad.subject, new, quad.object, self.article))

    def _change(self, old: ox.Quad, new: ox.Quad) -> None:
        self.removed.add(old)
        self.added.add(new)

    def _write_facts(self) -> None:
        graph = facts_graph(self.article)
        wanted = {ox.Quad(*ends, graph) for ends in self._facts()}
        standing = set(self.store.quads_for_pattern(None, None, None, graph))
        self.removed |= standing - wanted
        self.added |= wanted - standing

    def _facts(self) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
        for quad in self._quads(PLAIN, TRUE):
            if self._has(ox.Quad(quad.subject, ENTITY_TYPE, STATEMENT, self.article)):
                yield self._end(quad.subject, SUBJECT), self._relation(quad.subject), self._end(quad.subject, OBJECT)

    def _has(self, quad: ox.Quad) -> bool:
        return quad in self.added or (quad in self.store and quad not in self.removed)

    def _relation(self, statement: Subject) -> ox.NamedNode:
        return next(ox.NamedNode(iri(quad.object)) for predicate in (PREDICATE, PREDICATE_AS_READ)
                    for quad in self._quads(predicate, subject=statement))

    def _end(self, statement: Subject, predicate: ox.NamedNode) -> ox.NamedNode:
        """An end of a statement once the change is made."""
        for quad in self._quads(predicate, subject=statement):
            if quad not in self.removed:
                return ox.NamedNode(iri(quad.object))
            as_read = AS_READ[predicate]
            kept = next(self._quads(as_read, subject=statement), quad)
            return ox.NamedNode(self.overlay.entity(self.article.value, iri(kept.object)))
        raise KeyError(predicate)


def iri(node: object) -> str:
    """Give the IRI of a node; raises TypeError when it has none."""
    if not isinstance(node, ox.NamedNode):
        raise TypeError(f"no IRI: {node}")
    return node.value
