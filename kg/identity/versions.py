"""Articles that a corrected version has taken the place of: what they state is withdrawn, and stands as withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import reduce

import pyoxigraph as ox

from kg.identity.clusters import Clusters
from kg.identity.terms import IDENTIFIER, IDENTITY, LABEL, LABEL_AS_READ, NAME
from kg.rdf.iris import ENTITIES
from kg.store.versions import ID, URL, newer, versions

SHARED = "SELECT ?value {{ GRAPH ?article {{ ?article {} ?value }} }} GROUP BY ?value HAVING (COUNT(?article) > 1)"


def superseded(store: ox.Store) -> dict[str, str]:
    """Give the earlier versions of a store's articles: IRI -> IRI of the version that stands.

    >>> superseded(ox.Store())
    {}
    """
    clusters = Clusters(lambda one, other: not _at_two_addresses(store, one, other))
    for article in _several(store):
        for other in versions(store, article):
            clusters.join(article.value, other.value)
    return {one: last for group in clusters.all() for last in [_last(store, group)] for one in group if one != last}


def _several(store: ox.Store) -> list[ox.NamedNode]:
    """Articles of whose URL or id there are several, sorted; the engine finds them faster than each can be looked up."""
    found = {q.subject for predicate in (URL, ID) for value in _shared(store, predicate)
             for q in store.quads_for_pattern(None, predicate, value, None) if isinstance(q.subject, ox.NamedNode)}
    return sorted(found, key=lambda node: node.value)


def _shared(store: ox.Store, predicate: ox.NamedNode) -> Iterator[ox.Literal]:
    rows = store.query(SHARED.format(predicate))
    for row in rows if isinstance(rows, ox.QuerySolutions) else ():
        if isinstance(row["value"], ox.Literal):
            yield row["value"]


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
