"""What runs in the process that writes: one change at a time, each in one transaction, with the store open no longer.

A copy for those who read is made while the store is open anyway.

Between two changes other programs may open the store. Run as ``python -m kg.serve.writer FILE_DESCRIPTOR STORE``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox
from msgspec.structs import replace

from kg.errors import KgError, SourceError
from kg.identity.ledger import append, read
from kg.identity.resolution import resolve
from kg.query.using import separator
from kg.query.worker import end_with_parent, leave_network
from kg.rdf.prefixes import PREFIXES
from kg.serve.changes import Decide, Done, GraphChange, Order, Outcome, Replay, Undone, Update, decode_order, encode
from kg.serve.uploads import format_of, triples
from kg.store.embedded import MARKS, EmbeddedStore

LARGEST = 1 << 30  # bytes of one upload, which the server has bounded already


def main(descriptor: int, store: Path) -> None:
    """Make the changes that are sent, until the connection closes."""
    leave_network()
    end_with_parent()
    with Connection(descriptor) as connection:
        while True:
            try:
                order = decode_order(connection.recv_bytes())
            except EOFError:
                return
            connection.send_bytes(encode(_made(order, store)))


def _made(order: Order, store: Path) -> Outcome:
    try:
        return _make(order, store)
    except SyntaxError as error:
        return Undone("SyntaxError", str(error))
    except KgError as error:
        return Undone(type(error).__name__, error.what, error.where, error.valid)
    except RuntimeError as error:  # a graph that is not there, or is there already
        return Undone("QueryError", str(error))
    except (OSError, ValueError, MemoryError) as error:
        return Undone("StoreError", f"{type(error).__name__}: {error}"[:500])


def _make(order: Order, store: Path) -> Outcome:
    if isinstance(order.change, Decide):
        append(Path(order.change.ledger), order.change.decision)
        return Done()
    opened = EmbeddedStore(store)
    done = _change(opened, order.change)
    if order.copy:
        opened.quads.backup(order.copy)
    return replace(done, copied=bool(order.copy))


def _change(store: EmbeddedStore, change: Update | GraphChange | Replay) -> Done:
    if isinstance(change, Replay):
        return Done(stale=resolve(store, read(Path(change.ledger))).stale)
    return _update(store.quads, change) if isinstance(change, Update) else _change_graph(store.quads, change)


def _update(quads: ox.Store, change: Update) -> Done:
    quads.update(f"{change.text}\n{separator(change.text)}\n{_marking()}", base_iri=change.base, prefixes=dict(PREFIXES))
    return Done()


def _marking() -> str:
    """What ends every change, so that whatever is cleared the store keeps the marks of one of ours."""
    marks = "".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }} " for q in sorted(MARKS, key=str))
    return f"INSERT DATA {{ {marks} }}"


def _change_graph(quads: ox.Store, change: GraphChange) -> Done:
    graph = ox.DefaultGraph() if change.graph is None else ox.NamedNode(change.graph)
    existed = _exists(quads, graph)
    name = "DEFAULT" if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph}"
    steps = [] if change.method == "POST" else [f"DROP SILENT {name}"]
    if change.method != "DELETE":
        if not existed or change.method == "PUT":
            steps.append(f"CREATE SILENT {name}" if name != "DEFAULT" else "")
        steps.append(_insertion(name, _sent(change)))
    elif not existed:
        return Done(existed=False)
    quads.update(";\n".join(step for step in [*steps, _marking()] if step))
    return Done(existed)


def _exists(quads: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> bool:
    """Whether a graph is there; the default graph always is, but made when it has something in it."""
    if isinstance(graph, ox.DefaultGraph):
        return next(quads.quads_for_pattern(None, None, None, graph), None) is not None
    return quads.contains_named_graph(graph)


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
