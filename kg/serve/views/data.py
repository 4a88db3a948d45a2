"""What views read: the store, and the search index made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.rdf.iris import term
from kg.rdf.prefixes import RDF
from kg.serve.search.finding import Finder

TYPE = ox.NamedNode(RDF + "type")
COUNTED = ("Article", "Statement", "Claim")

Parameters = Mapping[str, str]


@dataclass(frozen=True)
class Data:
    """A copy of the store, which does not change, and its index."""

    store: ox.Store
    finder: Finder = field(default_factory=lambda: Finder(Path("absent")))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many quads, articles, statements and claims there are: counted once, for that reads all of them."""
        numbers = {name: sum(1 for _ in self.store.quads_for_pattern(None, TYPE, term(name), None)) for name in COUNTED}
        return {"quads": len(self.store), **numbers}
