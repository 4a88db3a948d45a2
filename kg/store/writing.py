"""Many articles at once: in one go where the store can do that, else one after another, to the same end."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import ServerError
from kg.store.embedded import EmbeddedStore
from kg.store.packed import Packed
from kg.store.protocol import Store


def write(store: Store, articles: Mapping[ox.NamedNode, Packed]) -> dict[ox.NamedNode, Exception]:
    """Put articles, none of which is another version of another, in place of what a store has of them.

    Returns
    -------
    dict
        What kept an article from being written. It stands as it stood before.

    Raises
    ------
    ServerError
        When the store is on a server, and nothing can be written there any more.

    Examples
    --------
    >>> write(EmbeddedStore(), {})
    {}
    """
    added = _added(store, articles)
    faults: dict[ox.NamedNode, Exception] = {}
    for article, part in articles.items():
        if article not in added:
            try:
                store.replace(article, part.quads)
            except ServerError:  # no article can be stored any more
                raise
            except Exception as error:  # whatever is wrong with one article, the others are written
                faults[article] = error
    return faults


def _added(store: Store, articles: Mapping[ox.NamedNode, Packed]) -> set[ox.NamedNode]:
    if not isinstance(store, EmbeddedStore):
        return set()
    try:
        return store.add(articles)
    except ServerError:
        raise
    except Exception:  # one by one it shows which article it was
        return set()
