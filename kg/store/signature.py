"""By what it is seen that a store in a folder has changed, whoever changed it and in whatever way."""

from __future__ import annotations

from pathlib import Path

CHANGING = (".log", ".sst")

Signature = frozenset[tuple[str, int, int]]


def signature(store: Path) -> Signature:
    """Give what of a store's files changes when the store does; it may change without, when the engine tidies up.

    >>> Path("empty").mkdir()
    >>> signature(Path("empty"))
    frozenset()
    """
    found = set()
    for file in store.iterdir():
        if file.name.endswith(CHANGING):
            try:
                status = file.stat()
            except FileNotFoundError:  # the engine has just removed it
                continue
            if status.st_size:  # opening a store and closing it leaves an empty log
                found.add((file.name, status.st_size, status.st_mtime_ns))
    return frozenset(found)
