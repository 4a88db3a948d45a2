"""Word lists beside this module: data files, one lemma a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(file: str) -> frozenset[str]:
    """The lemmas of a list; lines that begin with ``#`` are comments."""
    text = files("kg.extract").joinpath(file).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
