"""What a build needs of a store, wherever the store is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import pyoxigraph as ox


class Store(Protocol):
    """A place for articles. Whatever happens, an article stands there whole, or as it stood before."""

    @property
    def quads(self) -> ox.Store:
        """All that the store holds, to read."""

    def install_ontology(self, quads: Iterable[ox.Quad]) -> None:
        """Replace the ontology's graph."""

    def holds(self, article: ox.NamedNode, run: ox.NamedNode, record: str) -> bool:
        """Whether the store has this article, of this record's digest, as this run reads it."""

    def replace(self, article: ox.NamedNode, quads: Iterable[ox.Quad]) -> bool:
        """Put an article in place of what the store has of it, at once; give whether anything changed.

        Other versions of it stay; where no date tells which is newer, the order is kept: :mod:`kg.store.versions`.
        """

    def remove(self, article: ox.NamedNode) -> bool:
        """Take an article out, at once; give whether it was there."""

    def reopen(self) -> bool:
        """Give back the memory that writing has taken, where there is any; give whether there was."""

    def change(self, removed: set[ox.Quad], added: set[ox.Quad]) -> None:
        """Remove and add quads at once: for layers over the articles, which keep what they change."""

    def articles(self) -> Iterator[ox.NamedNode]:
        """Give the articles, those too of which another version has taken the place, sorted by IRI."""

    def close(self) -> None:
        """Let go of the store, so that another process may write to it."""

    def dump(self) -> bytes:
        """Give all quads as sorted N-Quads: equal datasets give equal bytes."""
