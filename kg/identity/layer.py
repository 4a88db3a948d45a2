"""Lays an overlay over a store, and takes it off again to the last byte.

The articles come first, each as :mod:`kg.identity.turning` has it. Then descriptions of entities that are no longer what
anything points to are set aside in the same way. A large change is made in steps, each of whole articles and whole entities,
so that memory holds it; the mark goes with the first and comes with the last. A layer that was cut off has none, is as good
to lay another over as any, and comes to the same in the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import chain

import pyoxigraph as ox

from kg.identity.overlay import Overlay, Triple
from kg.identity.terms import ALIAS, ALIAS_AS_READ, ENTITY_TYPE, IDENTITY, LABEL, LABEL_AS_READ, MARK, NAME, TYPE_AS_READ
from kg.identity.turning import Change, Subject, iri, is_turned, turned
from kg.rdf.iris import ENTITIES
from kg.store.protocol import Store
from kg.store.versions import articles

STEP = 10_000  # quads
RELIEVED_AFTER = 50_000  # quads, which take the engine some 100 MB of memory until the store is opened again
DESCRIPTIONS = ((ENTITY_TYPE, TYPE_AS_READ), (LABEL, LABEL_AS_READ))


def lay(store: Store, overlay: Overlay) -> bool:
    """Lay an overlay over a store in place of the one that lies there; give whether anything changed.

    Examples
    --------
    >>> from kg.store.embedded import EmbeddedStore
    >>> lay(EmbeddedStore(), Overlay())
    False
    """
    steps = _Steps(store)
    for article in _touched(store.quads, overlay):
        steps.put(*turned(store.quads, overlay, article))
    for change in _Entities(store, overlay).changes():
        steps.put(*change)
    return steps.end(overlay.marks())


def _touched(store: ox.Store, overlay: Overlay) -> list[ox.NamedNode]:
    """The articles that an overlay changes: where none lies yet, those that name what is another now."""
    everything = articles(store)
    if overlay.rejected or is_turned(store):
        return everything
    named = {iri(q.graph_name) for entity in overlay.moved()
             for q in store.quads_for_pattern(ox.NamedNode(entity), NAME, None, None)}
    return [article for article in everything if article.value in named or article.value in overlay.superseded]


class _Steps:
    """Changes that are made together, as many as memory holds; what the engine keeps of them is given back now and then."""

    def __init__(self, store: Store) -> None:
        self._store, self._made, self._unrelieved = store, False, 0
        self._removed: set[ox.Quad] = set()
        self._added: set[ox.Quad] = set()

    def put(self, removed: set[ox.Quad], added: set[ox.Quad]) -> None:
        """Take what belongs in one step, and make the step where it is large enough."""
        self._removed |= removed
        self._added |= added
        if len(self._removed) + len(self._added) >= STEP:
            self._make(set())

    def end(self, marks: set[ox.Quad]) -> bool:
        """Make the last step, by which the store comes to be marked; give whether there was anything to do."""
        self._make(marks)
        return self._made

    def _make(self, marks: set[ox.Quad]) -> None:
        standing = set(self._store.quads.quads_for_pattern(IDENTITY, MARK, None, IDENTITY))
        removed, added = self._removed | (standing - marks), self._added | (marks - standing)
        self._store.change(removed, added)
        self._made = self._made or bool(removed or added)
        self._removed, self._added = set(), set()
        self._unrelieved += len(removed) + len(added)
        if self._unrelieved >= RELIEVED_AFTER and self._store.reopen():
            self._unrelieved = 0


class _Entities:
    """The graph of the layer, and that of the entities as read, node by node: memory does not hold them all."""

    def __init__(self, store: Store, overlay: Overlay) -> None:
        self._store, self.overlay = store, overlay
        self.removed: dict[Subject, set[ox.Quad]] = defaultdict(set)
        self.added: dict[Subject, set[ox.Quad]] = defaultdict(set)

    @property
    def store(self) -> ox.Store:
        """Asked for anew each time, as it is opened anew between two steps."""
        return self._store.quads

    def changes(self) -> Iterator[Change]:
        """Give what goes and what comes."""
        laid = {iri(q.subject) for q in self.store.quads_for_pattern(None, None, None, IDENTITY) if q.predicate != MARK}
        stale = set(laid)
        for triples in self.overlay.nodes():
            stale.discard(triples[0][0].value)
            yield self._change(triples[0][0], triples, laid)
        several: dict[ox.NamedNode, list[Triple]] = defaultdict(list)
        for triple in chain(self.overlay.triples(), self._descriptions(), self._aliases()):
            several[triple[0]].append(triple)
        nodes = {node.value for node in (*several, *self.removed, *self.added) if isinstance(node, ox.NamedNode)}
        for name in sorted(stale | nodes):
            node = ox.NamedNode(name)
            yield self._change(node, several.pop(node, ()), laid)

    def _change(self, node: ox.NamedNode, triples: Iterable[Triple], laid: Set[str]) -> Change:
        wanted = {ox.Quad(*triple, IDENTITY) for triple in triples}
        quads = self.store.quads_for_pattern(node, None, None, IDENTITY) if node.value in laid else ()
        standing = {q for q in quads if q.predicate != MARK}
        return self.removed.pop(node, set()) | (standing - wanted), self.added.pop(node, set()) | (wanted - standing)

    def _descriptions(self) -> Iterator[Triple]:
        """Types and labels that no longer hold, kept as read; those that hold again go back."""
        for now, as_read in DESCRIPTIONS:
            replaced = self.overlay.types if now == ENTITY_TYPE else self.overlay.labels
            away = {ox.NamedNode(entity) for entity in {*self.overlay.same, *replaced, *self._nowhere()}}
            kept = {ox.NamedNode(iri(q.subject)): q.object for q in
                    self.store.quads_for_pattern(None, as_read, None, IDENTITY)}
            for entity in away:
                for quad in self.store.quads_for_pattern(entity, now, None, ENTITIES):
                    self.removed[entity].add(quad)
                    kept[entity] = quad.object
            for entity, value in kept.items():
                if not self._is_named(entity) or not isinstance(value, ox.NamedNode | ox.Literal):
                    continue
                if entity in away:
                    yield entity, as_read, value
                elif not any(self.store.quads_for_pattern(entity, now, None, ENTITIES)):
                    self.added[entity].add(ox.Quad(entity, now, value, ENTITIES))

    def _nowhere(self) -> Iterator[str]:
        """Entities as read that are others, or withdrawn, in every article that names them."""
        away = self.overlay.superseded
        withdrawn = {iri(q.subject) for article in away for q in
                     self.store.quads_for_pattern(None, NAME, None, ox.NamedNode(article))}
        for entity in withdrawn | {entity for _, entity in self.overlay.split}:
            articles = {iri(q.graph_name) for q in self.store.quads_for_pattern(ox.NamedNode(entity), NAME, None, None)}
            if all(article in away or (article, entity) in self.overlay.split for article in articles):
                yield entity

    def _is_named(self, entity: Subject) -> bool:
        return any(self.store.quads_for_pattern(entity, NAME, None, None))

    def _aliases(self) -> Iterator[Triple]:
        """The names of what is one, on the entity that it is."""
        for as_read, entity in self.overlay.same.items():
            for alias in (ALIAS, ALIAS_AS_READ):
                for quad in self.store.quads_for_pattern(ox.NamedNode(as_read), alias, None, None):
                    counts = quad.graph_name != IDENTITY and iri(quad.graph_name) not in self.overlay.superseded
                    if counts and isinstance(quad.object, ox.Literal):
                        yield ox.NamedNode(entity), ALIAS, quad.object
