"""Copies of a store that are read while the store itself may change: of hard links, made in milliseconds."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Set
from pathlib import Path

from kg.errors import StoreError
from kg.store.embedded import EmbeddedStore

CHANGING = (".log", ".sst", "CURRENT")

Signature = frozenset[tuple[str, int, int]]


class Snapshots:
    """Copies of one store, in a folder of their own beside it.

    Parameters
    ----------
    store : Path
        A store's folder. One that this user cannot write is read where it is.

    Raises
    ------
    StoreError
        When there is no store.
    """

    def __init__(self, store: Path) -> None:
        if not (store / "CURRENT").is_file():
            raise StoreError("there is no store", where=str(store), valid="a folder that kg build has written")
        self.store = store
        self.copied = os.access(store, os.W_OK) and os.access(store.resolve().parent, os.W_OK)
        self.number = 0
        parent = store.resolve().parent if self.copied else None
        self._folder = tempfile.TemporaryDirectory(prefix=".kg-serve-", dir=parent)
        self._signature: Signature = frozenset()

    @property
    def folder(self) -> Path:
        """Where the copies are, and where what is made of them may be."""
        return Path(self._folder.name)

    @property
    def current(self) -> Path:
        """The newest copy."""
        return self.folder / f"{self.number}" if self.copied else self.store

    @property
    def stale(self) -> bool:
        """Whether the store has changed since the newest copy was made, and nobody is changing it now."""
        return self.copied and _signature(self.store) != self._signature and not _is_open(self.store)

    def renew(self) -> None:
        """Make a copy of the store as it is.

        Raises
        ------
        StoreError
            When another process has the store open.
        """
        if self.copied:
            EmbeddedStore(self.store).quads.backup(self.folder / f"{self.number + 1}")
            self._signature = _signature(self.store)
        self.number += 1

    def forget(self, used: Set[Path]) -> None:
        """Remove the copies that nobody reads, but the newest."""
        if self.copied:
            for number in range(max(1, self.number - 100), self.number):
                folder = self.folder / f"{number}"
                if folder not in used:
                    shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Remove all copies."""
        self._folder.cleanup()


def _signature(store: Path) -> Signature:
    """What of a store's files changes when the store does."""
    found = set()
    for file in store.iterdir():
        if file.name.endswith(CHANGING):
            try:
                status = file.stat()
            except FileNotFoundError:  # the engine has just removed it
                continue
            found.add((file.name, status.st_size, status.st_mtime_ns))
    return frozenset(found)


def _is_open(store: Path) -> bool:
    """Whether another process has the store open: it then holds the engine's lock."""
    with (store / "LOCK").open("ab") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
