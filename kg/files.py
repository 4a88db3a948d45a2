"""Names and writing of files: ids from outside never choose a path, and a file is there whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
NAME_SIGNS = frozenset(" -_.,'()&+")
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{name}{number}" for name in ("COM", "LPT") for number in range(10))}


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


def readable_name(text: str) -> str:
    """Give a file name that people read, in any script, and that every system and note-taking tool takes.

    Letters, digits and the marks on them stay; of all else blanks and a few signs do. It is 80 characters and 160 bytes long
    at most, and never a name that Windows keeps for its devices.

    Examples
    --------
    >>> readable_name("Tim Walz"), readable_name("../a|b [[#c]]"), readable_name("CON"), readable_name(" ")
    ('Tim Walz', 'a-b -c', 'CON-', 'untitled')
    """
    kept = "".join(c if c in NAME_SIGNS or unicodedata.category(c)[0] in "LNM" else "-" if c.isprintable() else " "
                   for c in unicodedata.normalize("NFC", text[:1000]))
    name = re.sub(r"-{2,}", "-", " ".join(kept.split()))[:80]
    name = name.encode()[:160].decode("utf-8", "ignore").strip(" -._'") or "untitled"
    return f"{name.replace('.', '-')}-" if name.partition(".")[0].upper() in DEVICES else name


class FileNames:
    """Gives every id a name of its own, also where ids repeat or differ in case alone.

    Parameters
    ----------
    namer : callable, optional
        What makes a name of an id, whose uses may collide.
    """

    def __init__(self, namer: Callable[[str], str] = safe_name) -> None:
        self._namer = namer
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def give(self, id: str) -> str:
        """Give the next free name for an id: ``d01``, then ``d01-2``.

        >>> names = FileNames()
        >>> names.give("a"), names.give("A"), names.give("a")
        ('a', 'A-2', 'a-3')
        """
        base = name = self._namer(id)
        number = self._last.get(_folded(base), 1)
        while _folded(name) in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._last[_folded(base)] = number
        self._taken.add(_folded(name))
        return name


def _folded(name: str) -> str:
    """The name as file systems compare that ignore case and the form of accents."""
    return unicodedata.normalize("NFC", name.casefold())


@contextmanager
def complete(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write that appears under its name when the block ends well, and not at all when it fails."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
