"""What runs in the process that writes: one change at a time, each in one transaction, with the store open no longer.

Between two changes other programs may open the store. Run as ``python -m kg.serve.writer FILE_DESCRIPTOR STORE``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError, SourceError, StoreError
from kg.identity.ledger import append, read
from kg.identity.resolution import resolve
from kg.query.lexer import tokens
from kg.query.worker import leave_network
from kg.rdf.prefixes import PREFIXES
from kg.serve.changes import Change, Decide, Done, GraphChange, Outcome, Replay, Undone, Update, decode_change, encode
from kg.serve.uploads import format_of, triples
from kg.store.embedded import MARKS, EmbeddedStore

PATIENCE, PAUSE = 5.0, 0.05  # seconds for which another program may have the store open; between two tries
LARGEST = 1 << 30  # bytes of one upload, which the server has bounded already


def main(descriptor: int, store: Path) -> None:
    """Make the changes that are sent, until the connection closes."""
    leave_network()
    with Connection(descriptor) as connection:
        while True:
            try:
                change = decode_change(connection.recv_bytes())
            except EOFError:
                return
            connection.send_bytes(encode(_made(change, store)))


def _made(change: Change, store: Path) -> Outcome:
    try:
        return _make(change, store)
    except SyntaxError as error:
        return Undone("SyntaxError", str(error))
    except KgError as error:
        return Undone(type(error).__name__, error.what, error.where, error.valid)
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        return Undone("StoreError", f"{type(error).__name__}: {error}"[:500])


def _make(change: Change, store: Path) -> Outcome:
    if isinstance(change, Decide):
        append(Path(change.ledger), change.decision)
        return Done()
    opened = _opened(store)
    if isinstance(change, Replay):
        return Done(stale=resolve(opened, read(Path(change.ledger))).stale)
    return _update(opened, change) if isinstance(change, Update) else _change_graph(opened.quads, change)


def _opened(path: Path) -> EmbeddedStore:
    """The store, once no other program has it open."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return EmbeddedStore(path)
        except StoreError as error:
            if "lock" not in error.what.lower() or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)


def _update(store: EmbeddedStore, change: Update) -> Outcome:
    """Run an update; what marks the store as one of ours stays, whatever is cleared, in the same transaction."""
    last = [token.text for token in tokens(change.text)][-1:]
    separator = "" if last in ([], [";"]) else ";"
    marks = "".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }} " for q in sorted(MARKS, key=str))
    store.quads.update(f"{change.text}\n{separator}\nINSERT DATA {{ {marks} }}", base_iri=change.base, prefixes=dict(PREFIXES))
    return Done()


def _change_graph(quads: ox.Store, change: GraphChange) -> Outcome:
    graph = ox.DefaultGraph() if change.graph is None else ox.NamedNode(change.graph)
    existed = isinstance(graph, ox.DefaultGraph) or quads.contains_named_graph(graph)
    name = "DEFAULT" if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph}"
    steps = [] if change.method == "POST" else [f"DROP SILENT {name}"]
    if change.method != "DELETE":
        if not existed or change.method == "PUT":
            steps.append(f"CREATE SILENT {name}" if name != "DEFAULT" else "")
        steps.append(_insertion(name, _sent(change)))
    elif not existed:
        return Done(existed=False)
    quads.update(";\n".join(step for step in steps if step))
    return Done(existed)


def _sent(change: GraphChange) -> Iterable[ox.Triple]:
    format_ = format_of(change.media_type)
    if format_ is None:
        raise SourceError(f"no format {change.media_type!r}")
    return triples(Path(change.file), format_, change.base, LARGEST)


def _insertion(name: str, found: Iterable[ox.Triple]) -> str:
    lines = "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in found)
    return f"INSERT DATA {{\n{lines}}}" if name == "DEFAULT" else f"INSERT DATA {{ {name} {{\n{lines}}} }}"


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
