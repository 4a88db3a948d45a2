"""What views read: the store, and the search index made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.serve.search.finding import Finder

Parameters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Data:
    """A copy of the store, and its index."""

    store: ox.Store
    finder: Finder = field(default_factory=lambda: Finder(Path("absent")))
