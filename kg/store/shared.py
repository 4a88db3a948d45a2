"""What articles share: the descriptions of entities, and of the runs that read the articles.

Both are derived from the articles that stand in the store and from nothing else: not from the order in which they came, nor
from what stood there before. An entity is described as long as an article names it, a run as long as an article is its work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf.iris import ENTITIES, RUNS, term
from kg.rdf.prefixes import DCTERMS, PROV, RDFS

LABEL, IDENTIFIER = ox.NamedNode(RDFS + "label"), ox.NamedNode(DCTERMS + "identifier")
NAME, MADE_BY = term("nameInArticle"), ox.NamedNode(PROV + "wasGeneratedBy")
GRAPHS = (ENTITIES, RUNS)
TELLING = {NAME: ENTITIES, MADE_BY: RUNS}  # a predicate of an article -> the graph of what it tells of

Quads = set[ox.Quad]
Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Change:
    """Articles on their way in: what leaves their graphs, what enters them, and what they say of shared things."""

    removed: Quads
    added: Quads
    shared: Quads


def changes(store: ox.Store, change: Change) -> tuple[Quads, Quads]:
    """Give the quads of the shared graphs that go and that come with an article, or with several."""
    removed, added, said = map(_by_node, (_telling(change.removed), _telling(change.added), change.shared))
    old, new = set(), set()
    for node in sorted(removed.keys() | added.keys() | said.keys(), key=lambda node: node.value):
        part = Change(removed[node], added[node], said[node])
        kind = {q.graph_name for q in part.shared} | {TELLING[q.predicate] for q in (*part.removed, *part.added)}
        for graph, describe in ((ENTITIES, _entity), (RUNS, _run)):
            if graph in kind:
                before = set(store.quads_for_pattern(node, None, None, graph))
                old |= before
                new |= describe(store, part, node, before)
    return old, new


def _telling(quads: Quads) -> Quads:
    """The few quads of an article that tell which shared things it speaks of."""
    return {q for q in quads if q.predicate in TELLING}


def _by_node(quads: Quads) -> dict[ox.NamedNode, Quads]:
    """Quads by the shared thing that they speak of, so that the work does not grow with the square of their number."""
    found: dict[ox.NamedNode, Quads] = defaultdict(set)
    for quad in quads:
        node = quad.object if quad.predicate == MADE_BY else quad.subject
        if isinstance(node, ox.NamedNode):
            found[node].add(quad)
    return found


def _run(store: ox.Store, change: Change, run: ox.NamedNode, before: Quads) -> Quads:
    return (change.shared or before) if any(_standing(store, change, None, MADE_BY, run)) else set()


def _entity(store: ox.Store, change: Change, entity: ox.NamedNode, before: Quads) -> Quads:
    """Describe an entity: its authority's name is its label, else the longest name that an article gives it."""
    described = change.shared or before
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
