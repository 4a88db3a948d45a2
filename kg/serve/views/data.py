"""What views read: the store, and what was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.network.reader import Reader
from kg.rdf.iris import term
from kg.rdf.prefixes import RDF
from kg.serve.edges.reading import EdgeReader
from kg.serve.search.finding import Finder

TYPE = ox.NamedNode(RDF + "type")
COUNTED = ("Article", "Statement", "Claim")

Parameters = Mapping[str, str]


@dataclass(frozen=True)
class Data:
    """A copy of the store, which does not change, its search index, and where what is drawn of it will lie."""

    store: ox.Store
    finder: Finder = field(default_factory=lambda: Finder(Path("absent")))
    edges: Path = Path("absent")

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many quads, articles, statements and claims there are: counted once, for that reads all of them."""
        numbers = {name: sum(1 for _ in self.store.quads_for_pattern(None, TYPE, term(name), None)) for name in COUNTED}
        return {"quads": len(self.store), **numbers}

    def reader(self) -> Reader:
        """Give what reads statements: out of what was made of this copy, or else out of the store.

        >>> Data(ox.Store()).reader().statements()
        []
        """
        return self._edge_reader if self.edges.is_file() else Reader(self.store)

    @cached_property
    def _edge_reader(self) -> EdgeReader:
        return EdgeReader(self.store, self.edges)
