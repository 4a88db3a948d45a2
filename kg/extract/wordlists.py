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
def words(file: str, package: str = "kg.extract") -> frozenset[str]:
    """The entries of a list, without their order."""
    return frozenset(lines(file, package))
