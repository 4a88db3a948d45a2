"""Writes to a store on a server: one writer at a time, every change whole, none twice, none lost.

A token in the store tells who writes and how many changes it has made. Each update is made on the condition that the token
is the one that was seen last, and puts the next in its place. So who comes later takes over from one that was killed, one that
still runs is stopped by its next update, and after an answer that got lost the token tells whether the update was made. A
change too large for one update is written down in the store first, and then made part by part.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from kg.errors import ServerError, ServerSilentError
from kg.rdf.iris import term
from kg.store.journal import CHANGE, IMPORT, TOKEN, UNFINISHED, WRITER, Part, Quads, State, divided, written_down
from kg.store.server import Server
from kg.store.updates import step

TIMES = 3  # that an update without an answer is sent
UPLOADED = 50_000  # quads at a time, some 10 MB
RESOLVED = term("resolvedDigest")
# Counted, as Virtuoso takes FILTER NOT EXISTS in a group of its own for true.
NOBODY = (f"{{ SELECT (COUNT(?other) AS ?writers) {{ GRAPH {WRITER} {{ {WRITER} {TOKEN} ?other }} }} }} "
          "FILTER(?writers = 0)")
MEANWHILE = "another process writes to this store, or has written to it since it was read"
AGAIN = "one process that writes at a time; run this again when the other has ended"


class Writer:
    """The one process that writes, from its first change until :meth:`close`.

    Parameters
    ----------
    server : Server
    seen : State
        What was under way when the store was read.
    mark : str or None
        The digest of the layer of identity when the store was read.
    """

    def __init__(self, server: Server, seen: State, mark: str | None) -> None:
        self._server, self._session, self._number = server, secrets.token_hex(8), 0
        self._begin(seen, mark)

    def commit(self, removed: Quads, added: Quads) -> None:
        """Make a change, all of it or nothing.

        Raises
        ------
        ServerError
            When the server refuses, is silent, or another process writes.
        """
        parts = divided(removed, added, self._server.endpoints.most_quads)
        if len(parts) <= 1:
            for part in parts:
                self._step(*part)
            return
        for told in _few(written_down(parts)):
            self._step(set(), told)
        self._step(set(), {_unfinished(CHANGE)})
        self._make(parts)

    def fill(self, quads: Iterable[ox.Quad]) -> None:
        """Put quads into a store that has none; when it is cut off, who comes next takes them out again."""
        self._step(set(), {_unfinished(IMPORT)})
        server, rest = self._server, iter(quads)
        batch = list(islice(rest, 1))
        put, most = (server.upload, UPLOADED) if server.takes_uploads(batch) else (server.insert, server.endpoints.most_quads)
        while batch:
            if not self._is_there(self._now):
                raise ServerError(MEANWHILE, where=server.endpoints.update, valid=AGAIN)
            put(batch)
            batch = list(islice(rest, most))
        self._step({_unfinished(IMPORT)}, set())

    def close(self) -> None:
        """End the work: nothing of it stays in the store."""
        self._server.update(step({_token(self._now)}, (), _holds(self._now)), again=True)

    @property
    def _now(self) -> str:
        return f"{self._session}-{self._number}"

    def _begin(self, seen: State, mark: str | None) -> None:
        """Take over, and end or undo what was left unfinished."""
        if seen.token is None:
            condition, old = NOBODY, set()
        else:
            condition, old = _holds(seen.token), {_token(seen.token)}
        self._server.update(step(old, {_token(self._now)}, condition))
        token, found = moment(self._server)
        if token != self._now:
            raise ServerError(MEANWHILE, where=self._server.endpoints.update, valid=AGAIN)
        if found != mark and seen.unfinished != IMPORT.value:  # what was left of an import may have any mark, and goes
            self.close()
            raise ServerError(MEANWHILE, where=self._server.endpoints.update, valid=AGAIN)
        if seen.unfinished == CHANGE.value:
            self._make(seen.parts)
        elif seen.unfinished == IMPORT.value:
            self._undo()
        elif seen.token is not None:
            self._forget()

    def _make(self, parts: Iterable[Part]) -> None:
        """Make a change that is written down, and forget it."""
        for part in parts:
            self._step(*part)
        self._step({_unfinished(CHANGE)}, set())
        self._forget()

    def _forget(self) -> None:
        """Take what is written down of changes out of the store."""
        self._server.update(f"DELETE {{ GRAPH {WRITER} {{ ?part ?what ?quads }} }} WHERE {{ {_holds(self._now)} "
                            f"GRAPH {WRITER} {{ ?part ?what ?quads }} FILTER(?part != {WRITER}) }}", again=True)

    def _undo(self) -> None:
        """Take out what an import has left."""
        for graph in self._server.graphs():
            if graph != WRITER:
                self._server.update(f"DROP SILENT GRAPH {graph}", again=True)
        self._step({_unfinished(IMPORT)}, set())

    def _step(self, removed: Quads, added: Quads) -> None:
        """Make one update on the condition that nobody has written since the last, and only once."""
        before, after = self._now, f"{self._session}-{self._number + 1}"
        text = step({_token(before), *removed}, {_token(after), *added}, _holds(before))
        for time in range(1, TIMES + 1):
            try:
                self._server.update(text)
            except ServerSilentError:
                if time == TIMES:
                    raise
            if self._is_there(after):
                self._number += 1
                return
            if not self._is_there(before):
                raise ServerError(MEANWHILE, where=self._server.endpoints.update, valid=AGAIN)
        raise ServerError("the server takes an update and does not make it", where=self._server.endpoints.update,
                          valid="a server of SPARQL 1.1 Update")

    def _is_there(self, token: str) -> bool:
        return self._server.holds(_holds(token))


def moment(server: Server) -> tuple[str | None, str | None]:
    """What changes whenever a store does: who writes, and the digest of the articles and decisions that it stands for."""
    return (_value(server, f"GRAPH {WRITER} {{ {WRITER} {TOKEN} ?value }}"),
            _value(server, f"GRAPH ?graph {{ ?graph {RESOLVED} ?value }}"))


def _value(server: Server, pattern: str) -> str | None:
    rows = server.rows(f"SELECT ?value {{ {pattern} }} LIMIT 1")
    return next((value.value for (value,) in rows if isinstance(value, ox.Literal)), None)


def _token(token: str) -> ox.Quad:
    return ox.Quad(WRITER, TOKEN, ox.Literal(token), WRITER)


def _unfinished(what: ox.Literal) -> ox.Quad:
    return ox.Quad(WRITER, UNFINISHED, what, WRITER)


def _holds(token: str) -> str:
    return f"GRAPH {WRITER} {{ {WRITER} {TOKEN} {ox.Literal(token)} }}"


def _few(sets: Iterable[Quads]) -> Iterator[Quads]:
    """Join sets of one quad to those of some."""
    rest = iter(sets)
    while some := list(islice(rest, 20)):
        yield set().union(*some)
