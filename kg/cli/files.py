"""Names and writing of files: ids from outside never choose a path, and a file is there whole or not at all."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.files import complete

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
STDOUT = Path("-")


def safe_name(id: str) -> str:
    """Give a file name for an id: the id itself where it is plain, else its plain characters and a hash of it.

    Examples
    --------
    >>> safe_name("d01"), safe_name("../../etc/passwd")
    ('d01', 'etc-passwd-3754d6cb3a38')
    """
    if SAFE.fullmatch(id):
        return id
    plain = UNSAFE.sub("-", id).strip("-._")[:60]
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{plain}-{digest}" if plain else digest


class FileNames:
    """Gives every id a name of its own, also where ids repeat or differ in case alone."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, id: str) -> str:
        """Give the next free name for an id: ``d01``, then ``d01-2``.

        >>> names = FileNames()
        >>> names.give("a"), names.give("A"), names.give("a")
        ('a', 'A-2', 'a-3')
        """
        base = name = safe_name(id)
        number = 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name.casefold())
        return name


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """Open a file to write, or standard output for None and ``-``; a file appears when it is complete."""
    if path is None or path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with complete(path) as file:
        yield file
