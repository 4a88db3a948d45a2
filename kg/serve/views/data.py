"""What views read: the store, and what was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.network.reader import Reader
from kg.serve.edges.reading import EdgeReader
from kg.serve.search.finding import Finder

Parameters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Data:
    """A copy of the store, its search index, and where what is drawn of it may lie."""

    store: ox.Store
    finder: Finder = field(default_factory=lambda: Finder(Path("absent")))
    edges: Path = Path("absent")

    def reader(self) -> Reader:
        """Give what reads statements: out of what was made of this copy, or else out of the store.

        >>> Data(ox.Store()).reader().statements()
        []
        """
        return EdgeReader(self.store, self.edges) if self.edges.is_file() else Reader(self.store)
