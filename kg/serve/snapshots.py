"""Copies of a store that are read while the store itself may change: of hard links, made in milliseconds."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Set
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.query.folders import OwnFolder
from kg.store.embedded import EmbeddedStore
from kg.store.signature import Signature, signature

PREFIX = ".kg-serve-"


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
        self._own = OwnFolder(store.resolve().parent if self.copied else Path(tempfile.gettempdir()), PREFIX)
        self.folder = self._own.path  # where the copies are, and where what is made of them may be
        self.current = store  # the newest copy
        self._signature: Signature = frozenset()
        self._old: set[Path] = set()
        self._kept: Counter[Path] = Counter()

    @property
    def stale(self) -> bool:
        """Whether the store has changed since the newest copy was made, and nobody is changing it now."""
        return self.copied and signature(self.store) != self._signature and not _is_open(self.store)

    def renew(self) -> None:
        """Make a copy of the store as it is.

        Raises
        ------
        StoreError
            When another process has the store open.
        """
        if copy := self.vacant():
            EmbeddedStore(self.store).quads.backup(copy)
        self.adopt()

    def vacant(self) -> Path | None:
        """Give the folder of the next copy, None where none is made; what a copy that failed has left there is removed."""
        if not self.copied:
            return None
        folder = self.folder / f"{self.number + 1}"
        shutil.rmtree(folder, ignore_errors=True)
        return folder

    def adopt(self) -> None:
        """Take the copy that has been made where there was room as the newest."""
        self.number += 1
        if self.copied:
            self._signature = signature(self.store)
            self._old |= {self.current} if self.number > 1 else set()
            self.current = self.folder / f"{self.number}"

    @contextmanager
    def kept(self) -> Iterator[Path]:
        """Give the newest copy, which stays at least as long as the block runs."""
        folder = self.current
        self._kept[folder] += 1
        try:
            yield folder
        finally:
            self._kept[folder] -= 1

    def forget(self, used: Set[Path]) -> list[Path]:
        """Give the copies that nobody reads or is about to read, for removal; the newest stays."""
        unused = {folder for folder in self._old if folder not in used and not self._kept[folder]}
        self._old -= unused
        return sorted(unused)

    def close(self) -> None:
        """Remove all copies."""
        self._own.remove()


def _is_open(store: Path) -> bool:
    """Whether another process has the store open: it then holds the engine's lock."""
    with (store / "LOCK").open("ab") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
