"""The file is read in place of the store: the same answers by one lookup each."""

from __future__ import annotations

import sqlite3
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
import pyoxigraph as ox

from kg.network.attributes import Value
from kg.network.reader import ENDS, REMEMBERED, Brief, End, Reader

HAVING = {end: f"SELECT iri FROM statement WHERE {end} = (SELECT id FROM entity WHERE iri = ?) ORDER BY iri LIMIT ?"  # noqa: S608
          for end in ENDS}
READ = msgspec.msgpack.Decoder(Brief).decode
Attributes = dict[str, Value]


class EdgeReader(Reader):
    """Reads statements and the entities at their ends out of a file, and the rest out of the store.

    Parameters
    ----------
    store : pyoxigraph.Store
    file : Path
        What :func:`kg.serve.edges.writing.write_edges` wrote of this store as it is.

    Examples
    --------
    >>> from kg.serve.edges.writing import write_edges
    >>> write_edges(ox.Store(), Path("edges.sqlite"))
    >>> EdgeReader(ox.Store(), Path("edges.sqlite")).having("http://x.example/a", "subject", 10)
    []
    """

    def __init__(self, store: ox.Store, file: Path) -> None:
        super().__init__(store)
        self._file = file
        self._node = lru_cache(REMEMBERED)(self._known_node)

    @cached_property
    def _rows(self) -> sqlite3.Cursor:
        connection = sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        connection.execute("PRAGMA mmap_size = 268435456")
        return connection.cursor()

    def having(self, entity: str, end: End, most: int) -> list[str]:
        """Give the IRIs of statements that have an entity at an end, so many at most, the first in the order of IRIs."""
        return [iri for iri, in self._rows.execute(HAVING[end], (entity, most))]

    def brief(self, statement: str) -> Brief | None:
        """Give what decides on a statement, or None where it lacks an end or its relation."""
        found = self._rows.execute("SELECT brief FROM statement WHERE iri = ?", (statement,)).fetchone()
        return READ(found[0]) if found and found[0] else None

    def words(self, brief: Brief) -> str:
        """Give the quoted words of a statement."""
        found = self._rows.execute("SELECT words FROM statement WHERE iri = ?", (brief.iri,)).fetchone()
        return str(found[0]) if found else super().words(brief)

    def node(self, entity: str) -> Attributes:
        """Give the attributes of an entity as a node."""
        return self._node(entity) or super().node(entity)

    def _known_node(self, entity: str) -> Attributes | None:
        found = self._rows.execute("SELECT node FROM entity WHERE iri = ?", (entity,)).fetchone()
        return None if found is None else msgspec.msgpack.decode(found[0], type=Attributes)

    def _label(self, iri: str) -> str | None:
        node = self._node(iri)  # which has its IRI as a label where it has no other
        return super()._label(iri) if node is None or node["label"] == iri else str(node["label"])

    def _type(self, entity: str) -> str:
        node = self._node(entity)
        return super()._type(entity) if node is None else str(node["type"])
