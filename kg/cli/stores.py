"""Stores as commands need them: there, and not half written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query.process import Limits
    from kg.query.remote import RemoteRunner
    from kg.query.runner import Runner
    from kg.store.embedded import EmbeddedStore
    from kg.store.place import Place
    from kg.store.remote import RemoteStore

WRITTEN = "a folder that kg build has written"


@contextmanager
def answering(place: Place, limits: Limits) -> Iterator[Runner | RemoteRunner]:
    """Give what answers queries on the store as it is now."""
    from kg.query.runner import Runner
    from kg.rdf.prefixes import PREFIXES

    if isinstance(place, Path):
        with Runner(place, PREFIXES, limits) as runner:
            runner.start()
            with frozen(place) as runner.folder:
                yield runner
        return
    from kg.query.remote import RemoteRunner
    from kg.store.remote import RemoteStore

    with closing(RemoteStore(place)) as store:
        if store.server.endpoints.is_exact:
            yield RemoteRunner(store.server, PREFIXES, limits)
            return
        store.check_written()
        with frozen_copy(store) as folder, Runner(folder, PREFIXES, limits) as runner:
            yield runner


def frozen_copy(store: RemoteStore) -> AbstractContextManager[Path]:
    """Give a folder with the copy of a store on a server whose own answers are not to be relied on."""
    from kg.query.snapshot import snapshot

    return snapshot(store.quads, store.path)


@contextmanager
def frozen(folder: Path) -> Iterator[Path]:
    """Give a folder with the store as it is now, which no build changes while the block runs.

    A store that this user cannot write is read where it is.
    """
    from kg.query.snapshot import snapshot
    from kg.store.embedded import EmbeddedStore

    if not (folder / "CURRENT").is_file():
        raise StoreError("there is no store", where=str(folder), valid=WRITTEN)
    if os.access(folder, os.W_OK):
        with snapshot(EmbeddedStore(folder).quads, folder) as copy:
            yield copy
    else:
        yield folder


@contextmanager
def reading(place: Place) -> Iterator[ox.Store]:
    """Give the store to read, or a copy of the one on a server."""
    import pyoxigraph as ox

    if isinstance(place, Path):
        with frozen(place) as copy:
            yield ox.Store.read_only(str(copy))
        return
    with existing(place) as store:
        yield store.quads


@contextmanager
def existing(place: Place) -> Iterator[EmbeddedStore]:
    """Open a store that has been written before, to read and write it."""
    from kg.store.opening import opened

    if isinstance(place, Path) and not (place / "CURRENT").is_file():
        raise StoreError("there is no store", where=str(place), valid=WRITTEN)
    with opened(place) as store:
        store.check_written()
        yield store
