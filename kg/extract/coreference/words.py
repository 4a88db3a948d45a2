"""Word lists of coreference: each a text file beside this module, one entry a line, ``#`` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.extract import wordlists


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the entries of ``<name>.txt``, each split at tabs.

    >>> ("the",) in lines("function_words")
    True
    """
    text = files(__package__).joinpath(f"{name}.txt").read_text("utf-8")
    bare = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in bare if line)


@cache
def words(name: str) -> frozenset[str]:
    """Give the first column of ``<name>.txt``."""
    return frozenset(line[0] for line in lines(name))


@cache
def table(name: str) -> dict[str, str]:
    """Give ``<name>.txt`` as first column -> second column."""
    return {line[0]: line[1] for line in lines(name)}


@cache
def classes(name: str) -> dict[str, frozenset[str]]:
    """Give ``<name>.txt`` as first column -> the blank-separated words of its second column."""
    return {line[0]: frozenset(line[1].split()) for line in lines(name)}


def sets(name: str) -> dict[str, frozenset[str]]:
    """Give ``<name>.txt``, whose lines are sets of words that stand for one another, as word -> its set."""
    return wordlists.sets(f"{name}.txt", __package__)


def alike(a: str, b: str) -> bool:
    """Whether two nouns may tell of one thing.

    >>> alike("bill", "measure"), alike("bill", "ruling")
    (True, False)
    """
    return b in sets("like_nouns").get(a, ())
