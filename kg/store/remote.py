"""A store on a SPARQL server, with a copy on this disk: what is read is read there, what is written goes to the server first.

Exports, measures, checks and the resolution of identity read most of a graph, many times over; so it is fetched once, as a
stream, into a temporary folder. Queries of users go to the server itself, see :mod:`kg.query.remote`.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ServerError, StoreError
from kg.store.embedded import MARKS, EmbeddedStore
from kg.store.journal import IMPORT, WRITER, State, state
from kg.store.packed import Packed, unpacked
from kg.store.server import Server
from kg.store.writer import AGAIN, RESOLVED, Writer, moment

TIMES = 3  # that a store is read which somebody writes to meanwhile


class RemoteStore(EmbeddedStore):
    """A store on a server; see :class:`kg.store.protocol.Store`.

    Parameters
    ----------
    address : str
        Of the server, see :mod:`kg.store.endpoints`.

    Raises
    ------
    StoreError
        When nothing there answers SPARQL; later, when what stands there is of another format or namespace, the server
        refuses, or another process writes.
    """

    def __init__(self, address: str) -> None:
        self.address, self.server, self.path = address, Server(address), None
        self._remove: weakref.finalize[..., object] | None = None  # the copy, also when nobody closes the store
        self._writer: Writer | None = None
        self._seen = State()
        self._unmarked = False

    @property
    def quads(self) -> ox.Store:
        """The copy of all that the store holds, fetched when it is first asked for."""
        if self._remove is None:
            self._fetch()
        return self._quads

    def check_written(self) -> None:
        """Raise StoreError when the server has nothing of a store."""
        if len(self.quads) <= len(MARKS) and self._unmarked:
            raise StoreError("there is no store", where=self.address, valid="a server to which kg build has written")

    def fill(self, other: EmbeddedStore) -> None:
        """Become what another store is, which is of no use afterwards; this one must be new.

        Raises
        ------
        StoreError
            When this store has something in it already, or the server refuses.
        """
        self.check_new()
        self._writing().fill(other.quads)
        super().fill(other)
        self._unmarked = False

    def close(self) -> None:
        """End what is being written, and drop the copy."""
        try:
            if self._writer is not None:
                self._writer.close()
        finally:
            self._writer = None
            self._drop()
            self.server.close()

    def _commit(self, removed: set[ox.Quad], added: Collection[ox.Quad]) -> None:
        self._writing().commit(removed, {*added, *(MARKS if self._unmarked else ())})
        self._unmarked = False
        super()._commit(removed, added)

    def _load(self, described: set[ox.Quad], articles: Collection[Packed]) -> None:
        self._commit(set(), [*described, *unpacked(b"".join(article.own for article in articles))])

    def _writing(self) -> Writer:
        if self._writer is None:
            marks = self.quads.quads_for_pattern(None, RESOLVED, None, None)
            self._writer = Writer(self.server, self._seen, next((_text(q.object) for q in marks), None))
        return self._writer

    def _fetch(self) -> None:
        for _ in range(TIMES):
            folder = tempfile.mkdtemp(prefix="kg-copy-")
            self._remove = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            try:
                if self._fetched(Path(folder) / "store"):
                    return
            except BaseException:
                self._drop()
                raise
            self._drop()
        raise ServerError("the store was written to while it was read", where=self.address, valid=AGAIN)

    def _fetched(self, folder: Path) -> bool:
        """Fetch the store as it stood at one moment; give whether it did."""
        before, own = moment(self.server), list[ox.Quad]()
        copy = ox.Store(folder)
        copy.bulk_extend(_without_writer(self.server.quads(), own))
        if not self.server.at_once and moment(self.server) != before:
            return False
        self._seen = state(own)
        if self._seen.unfinished == IMPORT.value:
            copy.clear()
        for removed, added in self._seen.parts:
            for quad in removed:
                copy.remove(quad)
            copy.extend(added)
        self._unmarked = len(copy) == 0
        del copy
        try:
            super().__init__(folder)
        except StoreError as error:
            raise StoreError(error.what, where=self.address, valid=error.valid) from None
        return True

    def _drop(self) -> None:
        if self._remove is not None:
            super().close()
            self._remove()
            self._remove = None


def _without_writer(quads: Iterable[ox.Quad], own: list[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads but for those that tell of who writes, which are put aside."""
    for quad in quads:
        if quad.graph_name == WRITER:
            own.append(quad)
        else:
            yield quad


def _text(term: object) -> str | None:
    return term.value if isinstance(term, ox.Literal) else None
