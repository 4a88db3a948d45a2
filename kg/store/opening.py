"""A store by its place: a folder on this disk, or the address of a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.store.embedded import EmbeddedStore
from kg.store.place import Place


def open_store(where: Place | None) -> EmbeddedStore:
    """Open a store for reading and writing; None is one in memory.

    Raises
    ------
    StoreError
        When there is none and none can be made.

    Examples
    --------
    >>> list(open_store(None).articles())
    []
    """
    if isinstance(where, str):
        from kg.store.remote import RemoteStore

        return RemoteStore(where)
    return EmbeddedStore(where)


@contextmanager
def opened(where: Place) -> Iterator[EmbeddedStore]:
    """Open a store for as long as the block runs."""
    store = open_store(where)
    try:
        yield store
    finally:
        store.close()
