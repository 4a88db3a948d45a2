"""Articles that a corrected version has taken the place of: what they state is withdrawn, and stands as withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce

import pyoxigraph as ox

from kg.identity.clusters import Clusters
from kg.identity.terms import IDENTIFIER, IDENTITY, LABEL, LABEL_AS_READ, NAME
from kg.rdf.iris import ENTITIES
from kg.store.versions import URL, articles, newer, versions


def superseded(store: ox.Store) -> dict[str, str]:
    """Give the earlier versions of a store's articles: IRI -> IRI of the version that stands.

    >>> superseded(ox.Store())
    {}
    """
    clusters = Clusters(lambda one, other: not _at_two_addresses(store, one, other))
    for article in articles(store):
        for other in versions(store, article):
            clusters.join(article.value, other.value)
    return {one: last for group in clusters.all() for last in [_last(store, group)] for one in group if one != last}


def _last(store: ox.Store, group: tuple[str, ...]) -> str:
    return reduce(lambda one, other: newer(store, one, other), map(ox.NamedNode, group)).value


def _at_two_addresses(store: ox.Store, one: str, other: str) -> bool:
    mine, theirs = (_values(store, article, URL, article) for article in (one, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def labels(store: ox.Store, earlier: Collection[str]) -> dict[str, str]:
    """Give what entities are called now whose label was a name that only an earlier version of an article has.

    >>> labels(ox.Store(), [])
    {}
    """
    named = (q for article in earlier for q in store.quads_for_pattern(None, NAME, None, ox.NamedNode(article)))
    found = {}
    for entity in sorted({q.subject.value for q in named if isinstance(q.subject, ox.NamedNode)}):
        quads = store.quads_for_pattern(ox.NamedNode(entity), NAME, None, None)
        names = {q.object.value for q in quads if isinstance(q.object, ox.Literal) and _graph(q) not in earlier}
        label = min(names, key=lambda name: (-len(name), name), default=None)
        as_read = _values(store, entity, LABEL_AS_READ, IDENTITY.value) or _values(store, entity, LABEL, ENTITIES.value)
        known = any(q for q in store.quads_for_pattern(ox.NamedNode(entity), IDENTIFIER, None, ENTITIES))
        if label is not None and not known and as_read != {label}:
            found[entity] = label
    return found


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def _values(store: ox.Store, subject: str, predicate: ox.NamedNode, graph: str) -> set[str]:
    quads = store.quads_for_pattern(ox.NamedNode(subject), predicate, None, ox.NamedNode(graph))
    return {q.object.value for q in quads if isinstance(q.object, ox.Literal)}
