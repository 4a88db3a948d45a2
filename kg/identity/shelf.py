"""A mapping that lies on disk: in a temporary file that goes with it, and of which what was last asked for is at hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

HELD = 2048  # values at hand

Value = TypeVar("Value")


def temporary() -> sqlite3.Connection:
    """Give a database in a file without a name, which is gone when it is closed; memory holds 2 MB of it."""
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    return connection


class Shelf(Mapping[str, Value], Generic[Value]):
    """Values by key, in the order of the keys.

    Parameters
    ----------
    items : iterable
        Keys, each once, and values.
    packed, unpacked : callable
        Value -> bytes, and key and bytes -> value.

    Examples
    --------
    >>> shelf = Shelf([("b", 2), ("a", 1)], lambda value: bytes([value]), lambda key, told: told[0])
    >>> list(shelf.items()), "c" in shelf, len(shelf)
    ([('a', 1), ('b', 2)], False, 2)
    """

    def __init__(self, items: Iterable[tuple[str, Value]], packed: Callable[[Value], bytes],
                 unpacked: Callable[[str, bytes], Value]) -> None:
        self._file, self._unpacked = temporary(), unpacked
        self._file.execute("CREATE TABLE item (key TEXT PRIMARY KEY, told BLOB NOT NULL) WITHOUT ROWID")
        rows = ((key, packed(value)) for key, value in items)
        self._count = self._file.executemany("INSERT INTO item VALUES (?, ?)", rows).rowcount
        self._held = lru_cache(HELD)(self._read)

    def __getitem__(self, key: str) -> Value:
        return self._held(key)

    def __contains__(self, key: object) -> bool:
        return self._file.execute("SELECT 1 FROM item WHERE key = ?", (key,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        return (key for (key,) in self._file.execute("SELECT key FROM item ORDER BY key"))

    def __len__(self) -> int:
        return max(0, self._count)

    def _read(self, key: str) -> Value:
        row = self._file.execute("SELECT told FROM item WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return self._unpacked(key, row[0])
