"""Lays an overlay over a store, and takes it off again to the last byte.

What points to an entity (subject, object, speaker, mention) is turned to the entity that it is, and keeps beside it to which
it pointed when it was read. Descriptions of entities that are no longer what anything points to are set aside the same way.
What a person has rejected, or an outlet has withdrawn, is no statement any more but a rejected or withdrawn one, without
``rdf:predicate``. Plain facts are written anew from the statements. So the articles as read can always be had back, and
another overlay laid.
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
    IDENTITY,
    LABEL,
    LABEL_AS_READ,
    NAME,
    PREDICATE,
    PREDICATE_AS_READ,
    REJECTED,
    STATEMENT,
    TYPE_AS_READ,
    WITHDRAWN,
)
from kg.rdf.iris import ENTITIES, facts_graph, term
from kg.rdf.prefixes import RDF
from kg.store.protocol import Store

PLAIN, TRUE = term("plain"), ox.Literal(True)
SUBJECT, OBJECT = ox.NamedNode(RDF + "subject"), ox.NamedNode(RDF + "object")
WAS = {REJECTED: STATEMENT, **{now: kind for kind, now in WITHDRAWN.items()}}  # what does not stand -> what it was read as
DESCRIPTIONS = ((ENTITY_TYPE, TYPE_AS_READ), (LABEL, LABEL_AS_READ))

Quads = Iterator[ox.Quad]
Subject = ox.NamedNode | ox.BlankNode | ox.Triple


def lay(store: Store, overlay: Overlay) -> bool:
    """Lay an overlay over a store in place of the one that lies there, in one transaction; give whether anything changed.

    Examples
    --------
    >>> from kg.store.embedded import EmbeddedStore
    >>> lay(EmbeddedStore(), Overlay())
    False
    """
    layer = _Layer(store.quads, overlay)
    layer.run()
    removed, added = layer.removed - layer.added, layer.added - layer.removed
    store.change(removed, added)
    return bool(removed or added)


@dataclass(slots=True)
class _Layer:
    store: ox.Store
    overlay: Overlay
    removed: set[ox.Quad] = field(default_factory=set)
    added: set[ox.Quad] = field(default_factory=set)
    touched: set[ox.NamedNode] = field(default_factory=set)

    def run(self) -> None:
        for predicate, as_read in AS_READ.items():
            for quad in self._pointers(predicate, as_read):
                self._turn(quad, as_read)
        self._judge()
        self._forget()
        for article in sorted(self.touched, key=str):
            self._write_facts(article)
        wanted = {*self.overlay.quads(), *self._descriptions(), *self._aliases()}
        standing = set(self.store.quads_for_pattern(None, None, None, IDENTITY))
        self.removed |= standing - wanted
        self.added |= wanted - standing

    def _pointers(self, predicate: ox.NamedNode, as_read: ox.NamedNode) -> set[ox.Quad]:
        """What has been turned, and what is to be."""
        turned = {q.subject for q in self.store.quads_for_pattern(None, as_read, None, None)}
        found = {q for node in turned for q in self.store.quads_for_pattern(node, predicate, None, None)}
        for entity in self.overlay.moved():
            found.update(self.store.quads_for_pattern(None, predicate, ox.NamedNode(entity), None))
        return found

    def _turn(self, quad: ox.Quad, as_read: ox.NamedNode) -> None:
        before = next(iter(self.store.quads_for_pattern(quad.subject, as_read, None, quad.graph_name)), None)
        read = before.object if before else quad.object
        entity = ox.NamedNode(self.overlay.entity(_iri(quad.graph_name), _iri(read)))
        if entity != quad.object:
            self._change(quad, ox.Quad(quad.subject, quad.predicate, entity, quad.graph_name))
        kept = None if entity == read else ox.Quad(quad.subject, as_read, read, quad.graph_name)
        if before != kept:
            self.removed.update(filter(None, [before]))
            self.added.update(filter(None, [kept]))

    def _judge(self) -> None:
        """What people have rejected and outlets have withdrawn stands as such, and all else as it was read."""
        found = {q for was in WAS for q in self.store.quads_for_pattern(None, ENTITY_TYPE, was, None)}
        for statement in self.overlay.rejected:
            found.update(self.store.quads_for_pattern(ox.NamedNode(statement), ENTITY_TYPE, STATEMENT, None))
        for article in map(ox.NamedNode, self.overlay.superseded):
            found.update(q for kind in WITHDRAWN for q in self.store.quads_for_pattern(None, ENTITY_TYPE, kind, article))
        for quad in found:
            kind = self._kind(quad)
            if kind != quad.object:
                self._change(quad, ox.Quad(quad.subject, ENTITY_TYPE, kind, quad.graph_name))
                self._rename(quad, *((PREDICATE_AS_READ, PREDICATE) if kind == STATEMENT else (PREDICATE, PREDICATE_AS_READ)))

    def _kind(self, quad: ox.Quad) -> ox.NamedNode:
        """What a statement, claim, mention or finding is now."""
        kind = ox.NamedNode(_iri(quad.object))
        kind = WAS.get(kind, kind)
        if _iri(quad.graph_name) in self.overlay.superseded:
            return WITHDRAWN[kind]
        return REJECTED if kind == STATEMENT and _iri(quad.subject) in self.overlay.rejected else kind

    def _rename(self, of: ox.Quad, old: ox.NamedNode, new: ox.NamedNode) -> None:
        """Give what a node has under one predicate in its article under another."""
        for quad in self.store.quads_for_pattern(of.subject, old, None, of.graph_name):
            self._change(quad, ox.Quad(quad.subject, new, quad.object, quad.graph_name))

    def _forget(self) -> None:
        """The names that only a withdrawn version has are no names; those of other articles are names again."""
        for quad in self.store.quads_for_pattern(None, ALIAS_AS_READ, None, None):
            if _iri(quad.graph_name) not in self.overlay.superseded:
                self._change(quad, ox.Quad(quad.subject, ALIAS, quad.object, quad.graph_name))
        for article in map(ox.NamedNode, self.overlay.superseded):
            for quad in self.store.quads_for_pattern(None, ALIAS, None, article):
                self._change(quad, ox.Quad(quad.subject, ALIAS_AS_READ, quad.object, quad.graph_name))

    def _change(self, old: ox.Quad, new: ox.Quad) -> None:
        self.removed.add(old)
        self.added.add(new)
        if isinstance(old.graph_name, ox.NamedNode):
            self.touched.add(old.graph_name)

    def _write_facts(self, article: ox.NamedNode) -> None:
        graph = facts_graph(article)
        wanted = {ox.Quad(*ends, graph) for ends in self._facts(article)}
        standing = set(self.store.quads_for_pattern(None, None, None, graph))
        self.removed |= standing - wanted
        self.added |= wanted - standing

    def _facts(self, article: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
        for quad in self.store.quads_for_pattern(None, PLAIN, TRUE, article):
            if self._has(quad.subject, ENTITY_TYPE, STATEMENT, article):
                yield (self._end(quad.subject, SUBJECT, article), self._relation(quad.subject, article),
                       self._end(quad.subject, OBJECT, article))

    def _has(self, subject: Subject, predicate: ox.NamedNode, object_: ox.NamedNode, graph: ox.NamedNode) -> bool:
        quad = ox.Quad(subject, predicate, object_, graph)
        return quad in self.added or (quad in self.store and quad not in self.removed)

    def _relation(self, statement: Subject, article: ox.NamedNode) -> ox.NamedNode:
        return next(ox.NamedNode(_iri(quad.object)) for predicate in (PREDICATE, PREDICATE_AS_READ)
                    for quad in self.store.quads_for_pattern(statement, predicate, None, article))

    def _end(self, statement: Subject, predicate: ox.NamedNode, article: ox.NamedNode) -> ox.NamedNode:
        """An end of a statement once the change is made."""
        for quad in self.store.quads_for_pattern(statement, predicate, None, article):
            if quad not in self.removed:
                return ox.NamedNode(_iri(quad.object))
            as_read = AS_READ[predicate]
            kept = next(iter(self.store.quads_for_pattern(statement, as_read, None, article)), quad)
            return ox.NamedNode(self.overlay.entity(article.value, _iri(kept.object)))
        raise KeyError(predicate)

    def _descriptions(self) -> Quads:
        """Types and labels that no longer hold, kept as read; those that hold again go back."""
        for now, as_read in DESCRIPTIONS:
            replaced = self.overlay.types if now == ENTITY_TYPE else self.overlay.labels
            away: set[Subject] = {ox.NamedNode(entity) for entity in {*self.overlay.same, *replaced, *self._nowhere()}}
            kept: dict[Subject, ox.Quad] = {q.subject: q for q in
                                            self.store.quads_for_pattern(None, as_read, None, IDENTITY)}
            for entity in away:
                for quad in self.store.quads_for_pattern(entity, now, None, ENTITIES):
                    self.removed.add(quad)
                    kept[entity] = ox.Quad(entity, as_read, quad.object, IDENTITY)
            for entity, quad in kept.items():
                if not self._is_named(entity):
                    continue
                if entity in away:
                    yield ox.Quad(entity, as_read, quad.object, IDENTITY)
                elif not any(self.store.quads_for_pattern(entity, now, None, ENTITIES)):
                    self.added.add(ox.Quad(entity, now, quad.object, ENTITIES))

    def _nowhere(self) -> Iterator[str]:
        """Entities as read that are others, or withdrawn, in every article that names them."""
        away = self.overlay.superseded
        withdrawn = {_iri(q.subject) for article in away for q in
                     self.store.quads_for_pattern(None, NAME, None, ox.NamedNode(article))}
        for entity in withdrawn | {entity for _, entity in self.overlay.split}:
            articles = {_iri(q.graph_name) for q in self.store.quads_for_pattern(ox.NamedNode(entity), NAME, None, None)}
            if all(article in away or (article, entity) in self.overlay.split for article in articles):
                yield entity

    def _is_named(self, entity: Subject) -> bool:
        return any(self.store.quads_for_pattern(entity, NAME, None, None))

    def _aliases(self) -> Quads:
        """The names of what is one, on the entity that it is."""
        for as_read, entity in self.overlay.same.items():
            for alias in (ALIAS, ALIAS_AS_READ):
                for quad in self.store.quads_for_pattern(ox.NamedNode(as_read), alias, None, None):
                    if quad.graph_name != IDENTITY and _iri(quad.graph_name) not in self.overlay.superseded:
                        yield ox.Quad(ox.NamedNode(entity), ALIAS, quad.object, IDENTITY)


def _iri(node: object) -> str:
    if not isinstance(node, ox.NamedNode):
        raise TypeError(f"no IRI: {node}")
    return node.value

