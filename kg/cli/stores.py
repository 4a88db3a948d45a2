"""Stores as commands need them: there, and not half written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox


def existing(folder: Path) -> Path:
    """Give the folder when it holds a store; raises StoreError otherwise, and creates nothing."""
    if not (folder / "CURRENT").is_file():
        raise StoreError("there is no store", where=str(folder), valid="a folder that kg build has written")
    return folder


@contextmanager
def snapshot(folder: Path) -> Iterator[Path]:
    """Give a copy of the store that no build changes, made of hard links, for as long as the block runs."""
    import pyoxigraph as ox

    with tempfile.TemporaryDirectory(prefix=".kg-snapshot-", dir=existing(folder).resolve().parent) as temporary:
        copy = Path(temporary) / "store"
        try:
            ox.Store(folder).backup(copy)
        except OSError as error:
            raise StoreError(f"the store cannot be opened: {error}", where=str(folder),
                             valid="a store that no other process is writing") from error
        yield copy


@contextmanager
def reading(folder: Path) -> Iterator[ox.Store]:
    """Give the store, read-only."""
    import pyoxigraph as ox

    with snapshot(folder) as copy:
        yield ox.Store.read_only(str(copy))
