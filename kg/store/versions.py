"""Versions of one article: which articles are, and which of two is the newer.

What an outlet has corrected is another text, and so another article, under the same URL, or the same id and publisher. An id
alone says nothing: two outlets may both number their articles from 1. The newer is the one of the later date, of its last
change or else of its publication; where dates do not tell, the one that came later, which the store then keeps with it
(``kg:readAfter``). So a store depends on the order in which articles came only where nothing else tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import pyoxigraph as ox

from kg.rdf.iris import term
from kg.rdf.prefixes import DCTERMS, SCHEMA

URL, ID, PUBLISHER = ox.NamedNode(SCHEMA + "url"), term("articleId"), term("publisherName")
DATES = (ox.NamedNode(DCTERMS + "modified"), ox.NamedNode(DCTERMS + "issued"))
READ_AFTER, DIGEST = term("readAfter"), term("textDigest")


def articles(store: ox.Store) -> list[ox.NamedNode]:
    """Give the articles that a store holds, those too of which another version has taken the place, sorted by IRI.

    >>> articles(ox.Store())
    []
    """
    found = store.quads_for_pattern(None, DIGEST, None, None)
    return sorted({q.subject for q in found if isinstance(q.subject, ox.NamedNode)}, key=lambda node: node.value)


def versions(store: ox.Store, article: ox.NamedNode, about: Iterable[ox.Quad] | None = None) -> Iterator[ox.NamedNode]:
    """Give the other versions of an article that a store holds.

    Parameters
    ----------
    store : pyoxigraph.Store
    article : NamedNode
    about : iterable of Quad, optional
        What is known of the article, where the store does not hold it yet.

    Examples
    --------
    >>> list(versions(ox.Store(), ox.NamedNode("https://a.example/1")))
    []
    """
    told = {p: _values(store, article, p) if about is None else set() for p in (URL, ID, PUBLISHER)}
    for quad in about or ():
        if quad.subject == article and quad.predicate in told:
            told[quad.predicate].add(quad.object)
    urls, ids, publishers = told.values()
    found = {other for url in urls for other in _with(store, URL, url)}
    for other in (other for id_ in ids if publishers for other in _with(store, ID, id_)):
        if _values(store, other, PUBLISHER) == publishers and not (urls and _values(store, other, URL)):
            found.add(other)
    yield from sorted(found - {article}, key=lambda node: node.value)


def read_after(store: ox.Store, article: ox.NamedNode, own: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Give what a store keeps of the order of versions with an article that comes in, in its graph.

    An article that the store holds already keeps what it has: it is read again, but came when it came.
    """
    about = [q for q in own if q.subject == article]
    if not about:
        return set()
    if _values(store, article, DIGEST):
        return set(store.quads_for_pattern(article, READ_AFTER, None, article))
    date = _date({q.predicate: q.object for q in about})
    return {ox.Quad(article, READ_AFTER, other, article) for other in versions(store, article, about)
            if not _differ(date, _stored_date(store, other))}


def newer(store: ox.Store, one: ox.NamedNode, other: ox.NamedNode) -> ox.NamedNode:
    """Give the newer of two versions."""
    dates = _stored_date(store, one), _stored_date(store, other)
    if _differ(*dates):
        return one if _before(dates[1], dates[0]) else other
    if ox.Quad(one, READ_AFTER, other, one) in store:
        return one
    return other if ox.Quad(other, READ_AFTER, one, other) in store else max(one, other, key=lambda node: node.value)


def _with(store: ox.Store, predicate: ox.NamedNode, value: object) -> list[ox.NamedNode]:
    if not isinstance(value, ox.Literal):
        return []
    found = store.quads_for_pattern(None, predicate, value, None)
    return [q.subject for q in found if isinstance(q.subject, ox.NamedNode) and q.graph_name == q.subject]


def _values(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> set[object]:
    return {q.object for q in store.quads_for_pattern(subject, predicate, None, subject)}


def _stored_date(store: ox.Store, article: ox.NamedNode) -> str:
    return _date({p: value for p in DATES for value in _values(store, article, p)})


def _date(told: Mapping[ox.NamedNode, object]) -> str:
    """When an article was last changed, or else published; empty where it does not say."""
    dates = (told.get(predicate) for predicate in DATES)
    return next((date.value for date in dates if isinstance(date, ox.Literal)), "")


def _differ(one: str, other: str) -> bool:
    """Whether of two dates, each as precise as it is, one is before the other."""
    return _before(one, other) or _before(other, one)


def _before(one: str, other: str) -> bool:
    """Whether a date is before another.

    >>> _before("2026-02-04", "2026-02-04T10:00:00"), _before("2026-02-04T10:00:00+02:00", "2026-02-04T09:00:00Z")
    (False, True)
    """
    if not (one and other):
        return False
    if "T" in one and "T" in other:
        return _moment(one) < _moment(other)
    shorter = min(len(one), len(other))
    return one[:shorter] < other[:shorter]


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
