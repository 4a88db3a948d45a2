"""Lays an overlay over a store, and takes it off again to the last byte.

The articles come first, each as :mod:`kg.identity.turning` has it. Then descriptions of entities that are no longer what
anything points to are set aside in the same way. A large change is made in steps, each of whole articles and whole entities,
so that memory holds it; the mark goes with the first and comes with the last. A layer that was cut off has none, is as good
to lay another over as any, and comes to the same in the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

import pyoxigraph as ox

from kg.identity.overlay import Overlay
from kg.identity.terms import ALIAS, ALIAS_AS_READ, ENTITY_TYPE, IDENTITY, LABEL, LABEL_AS_READ, MARK, NAME, TYPE_AS_READ
from kg.identity.turning import Change, Subject, iri, turned
from kg.rdf.iris import ENTITIES
from kg.store.protocol import Store
from kg.store.versions import articles

STEP = 10_000  # quads
DESCRIPTIONS = ((ENTITY_TYPE, TYPE_AS_READ), (LABEL, LABEL_AS_READ))

Quads = Iterator[ox.Quad]


def lay(store: Store, overlay: Overlay) -> bool:
    """Lay an overlay over a store in place of the one that lies there; give whether anything changed.

    Examples
    --------
    >>> from kg.store.embedded import EmbeddedStore
    >>> lay(EmbeddedStore(), Overlay())
    False
    """
    steps = _Steps(store)
    for change in (turned(store.quads, overlay, article) for article in articles(store.quads)):
        steps.put(*change)
    for change in _Entities(store.quads, overlay).changes():
        steps.put(*change)
    return steps.end(overlay.marks())


class _Steps:
    """Changes that are made together, as many as memory holds."""

    def __init__(self, store: Store) -> None:
        self._store, self._made = store, False
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


@dataclass(slots=True)
class _Entities:
    """The graph of the layer, and that of the entities as read."""

    store: ox.Store
    overlay: Overlay
    removed: set[ox.Quad] = field(default_factory=set)
    added: set[ox.Quad] = field(default_factory=set)

    def changes(self) -> Iterator[Change]:
        """Give what goes and what comes, entity by entity."""
        wanted = {*self.overlay.quads(), *self._descriptions(), *self._aliases()}
        standing = {q for q in self.store.quads_for_pattern(None, None, None, IDENTITY) if q.predicate != MARK}
        parts: dict[Subject, Change] = defaultdict(lambda: (set(), set()))
        for quad in chain(self.removed, standing - wanted):
            parts[quad.subject][0].add(quad)
        for quad in chain(self.added, wanted - standing):
            parts[quad.subject][1].add(quad)
        for node in sorted(parts, key=str):
            yield parts[node]

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
        withdrawn = {iri(q.subject) for article in away for q in
                     self.store.quads_for_pattern(None, NAME, None, ox.NamedNode(article))}
        for entity in withdrawn | {entity for _, entity in self.overlay.split}:
            articles = {iri(q.graph_name) for q in self.store.quads_for_pattern(ox.NamedNode(entity), NAME, None, None)}
            if all(article in away or (article, entity) in self.overlay.split for article in articles):
                yield entity

    def _is_named(self, entity: Subject) -> bool:
        return any(self.store.quads_for_pattern(entity, NAME, None, None))

    def _aliases(self) -> Quads:
        """The names of what is one, on the entity that it is."""
        for as_read, entity in self.overlay.same.items():
            for alias in (ALIAS, ALIAS_AS_READ):
                for quad in self.store.quads_for_pattern(ox.NamedNode(as_read), alias, None, None):
                    if quad.graph_name != IDENTITY and iri(quad.graph_name) not in self.overlay.superseded:
                        yield ox.Quad(ox.NamedNode(entity), ALIAS, quad.object, IDENTITY)
