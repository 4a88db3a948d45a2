"""Word lists beside the code that reads them: data files, one entry a line, cells divided by tabs.

Lines that begin with ``#`` are comments. A file belongs to the package that reads it, by default this one.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(file: str, package: str = "kg.extract") -> tuple[str, ...]:
    """The entries of a list, in order.

    >>> "number" in lines("transparent_nouns.txt")
    True
    """
    text = files(package).joinpath(file).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def rows(file: str, package: str = "kg.extract") -> list[list[str]]:
    """The entries of a table, each as its cells."""
    return [line.split("\t") for line in lines(file, package)]


@cache
def sets(file: str, package: str = "kg.extract") -> dict[str, frozenset[str]]:
    """A list whose lines are sets of words that stand for one another, as word -> its set.

    >>> "tim" in sets("nicknames.txt")["timothy"]
    True
    """
    found: dict[str, set[str]] = {}
    for line in lines(file, package):
        members = line.split()
        for word in members:
            found.setdefault(word, set()).update(members)
    return {word: frozenset(members) for word, members in found.items()}


@cache
def words(file: str, package: str = "kg.extract") -> frozenset[str]:
    """The entries of a list, without their order."""
    return frozenset(lines(file, package))
