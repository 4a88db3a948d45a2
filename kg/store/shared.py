"""What articles share: the descriptions of entities, and of the runs that read the articles.

Both are derived from the articles that stand in the store and from nothing else: not from the order in which they came, nor
from what stood there before. An entity is described as long as an article names it, a run as long as an article is its work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf.iris import ENTITIES, RUNS, term
from kg.rdf.prefixes import DCTERMS, PROV, RDFS

LABEL, IDENTIFIER = ox.NamedNode(RDFS + "label"), ox.NamedNode(DCTERMS + "identifier")
NAME, MADE_BY = term("nameInArticle"), ox.NamedNode(PROV + "wasGeneratedBy")
GRAPHS = (ENTITIES, RUNS)

Quads = set[ox.Quad]
Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Change:
    """An article on its way in: what leaves its graphs, what enters them, and what it says of shared things."""

    removed: Quads
    added: Quads
    shared: Quads


def changes(store: ox.Store, change: Change) -> tuple[Quads, Quads]:
    """Give the quads of the shared graphs that go and that come with an article."""
    change = Change(_telling(change.removed), _telling(change.added), change.shared)
    said: dict[object, Quads] = {}
    for quad in change.shared:
        said.setdefault(quad.subject, set()).add(quad)
    old, new = set(), set()
    for entity in _touched(change, ENTITIES, {q.subject for q in (*change.removed, *change.added) if q.predicate == NAME}):
        before = set(store.quads_for_pattern(entity, None, None, ENTITIES))
        old |= before
        new |= _entity(store, change, entity, before, said.get(entity, set()))
    for run in _touched(change, RUNS, {q.object for q in (*change.removed, *change.added) if q.predicate == MADE_BY}):
        before = set(store.quads_for_pattern(run, None, None, RUNS))
        old |= before
        if any(_standing(store, change, None, MADE_BY, run)):
            new |= said.get(run) or before
    return old, new


def _telling(quads: Quads) -> Quads:
    """The few quads of an article that tell which shared things it speaks of."""
    return {q for q in quads if q.predicate in (NAME, MADE_BY)}


def _touched(change: Change, graph: ox.NamedNode, named: Iterable[object]) -> list[ox.NamedNode]:
    nodes = {*named, *(q.subject for q in change.shared if q.graph_name == graph)}
    return sorted((n for n in nodes if isinstance(n, ox.NamedNode)), key=lambda n: n.value)


def _entity(store: ox.Store, change: Change, entity: ox.NamedNode, before: Quads, said: Quads) -> Quads:
    """Describe an entity: its authority's name is its label, else the longest name that an article gives it."""
    described = said or before
    if any(q.predicate == IDENTIFIER for q in described):
        return described if any(_standing(store, change, entity, NAME, None)) else set()
    names = {q.object for q in _names(store, change, entity, before)}
    if not names:
        return set()
    label = min((n.value for n in names if isinstance(n, ox.Literal)), key=lambda name: (-len(name), name))
    return {*(q for q in described if q.predicate != LABEL), ox.Quad(entity, LABEL, ox.Literal(label), ENTITIES)}


def _names(store: ox.Store, change: Change, entity: ox.NamedNode, before: Quads) -> Iterator[ox.Quad]:
    """Names among which the longest is. The label stands for all earlier ones, as long as an article gives that name.

    So the work does not grow with the number of articles that name an entity.
    """
    labels = [q for q in before if q.predicate == LABEL]
    if labels and any(_standing(store, change, entity, NAME, labels[0].object)):
        yield from labels
        yield from (q for q in change.added if q.predicate == NAME and q.subject == entity)
    else:
        yield from _standing(store, change, entity, NAME, None)


def _standing(store: ox.Store, change: Change, subject: ox.NamedNode | None, predicate: ox.NamedNode,
              object_: Object | None) -> Iterator[ox.Quad]:
    """The quads of a pattern once the change is made."""
    for quad in change.added:
        if quad.predicate == predicate and subject in (None, quad.subject) and object_ in (None, quad.object):
            yield quad
    yield from (q for q in store.quads_for_pattern(subject, predicate, object_, None) if q not in change.removed)
