"""A copy of a store that nobody writes to, for worker processes to open read-only."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.query.folders import OwnFolder

PREFIX = ".kg-snapshot-"


@contextmanager
def snapshot(store: ox.Store, beside: Path | None = None) -> Iterator[Path]:
    """Give the folder of a copy of the store as it is now, for as long as the block runs.

    Parameters
    ----------
    store : pyoxigraph.Store
    beside : Path, optional
        The store's folder: the copy is made next to it of hard links, in milliseconds whatever its size. None for a
        store in memory, which is copied whole. What a process that was killed has left there is removed.
    """
    own = OwnFolder(beside.resolve().parent if beside else Path(tempfile.gettempdir()), PREFIX)
    try:
        copy = own.path / "store"
        if beside:
            store.backup(copy)
        else:
            ox.Store(copy).bulk_extend(store)
        yield copy
    finally:
        own.remove()
