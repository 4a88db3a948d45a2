"""Stores as commands need them: there, and not half written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox


@contextmanager
def frozen(folder: Path) -> Iterator[Path]:
    """Give a folder with the store as it is now, which no build changes while the block runs.

    A store that this user cannot write is read where it is.
    """
    from kg.query.snapshot import snapshot
    from kg.store.embedded import EmbeddedStore

    if not (folder / "CURRENT").is_file():
        raise StoreError("there is no store", where=str(folder), valid="a folder that kg build has written")
    if os.access(folder, os.W_OK):
        with snapshot(EmbeddedStore(folder).quads, folder) as copy:
            yield copy
    else:
        yield folder


@contextmanager
def reading(folder: Path) -> Iterator[ox.Store]:
    """Give the store, read-only."""
    import pyoxigraph as ox

    with frozen(folder) as copy:
        yield ox.Store.read_only(str(copy))
