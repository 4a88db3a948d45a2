"""Queries on a store that this process has open and may change: each is answered on the store as it is then."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Hashable, Mapping
from contextlib import ExitStack
from pathlib import Path

from kg.query.process import DEFAULT_LIMITS, Limits
from kg.query.runner import JSON_RESULTS, N_TRIPLES, Answer, Runner
from kg.query.snapshot import snapshot
from kg.store.embedded import EmbeddedStore


class LiveRunner:
    """Answers queries on an open store, one at a time; used as :class:`kg.query.runner.Runner` is.

    The copy that is read and the process that reads it are kept from one query to the next; when the store has changed, there
    is a new copy.

    Parameters
    ----------
    store : EmbeddedStore
    prefixes : mapping
        Prefixes that queries may use without declaring them.
    limits : Limits
        Seconds and bytes one query may take.

    Examples
    --------
    >>> store = EmbeddedStore()
    >>> runner = LiveRunner(store, {"kg": "https://w3id.org/newskg/ontology#"})
    >>> bool(runner.run("ASK { ?store kg:storeFormat ?format }"))
    True
    >>> runner.close()
    """

    def __init__(self, store: EmbeddedStore, prefixes: Mapping[str, str], limits: Limits = DEFAULT_LIMITS) -> None:
        self._store = store
        self._runner, self._copy = Runner(Path(), prefixes, limits), ExitStack()
        self._copied: Hashable = None  # the state of the store that the copy has
        self._lock = threading.Lock()
        self._end = weakref.finalize(self, _end, self._runner, self._copy)  # also when nobody closes it

    def run(self, query: str, *, results: str = JSON_RESULTS, graph: str = N_TRIPLES) -> Answer:
        """Answer one query; parameters and errors are those of :meth:`kg.query.runner.Runner.run`."""
        with self._lock:
            state = self._store.state  # before the copy is made: what changes meanwhile makes for another
            if state != self._copied:
                self._renew()
                self._copied = state
            return self._runner.run(query, results=results, graph=graph)

    def close(self) -> None:
        """End the process, and remove the copy."""
        self._end()

    def _renew(self) -> None:
        self._copied = None
        self._copy.close()
        self._runner.folder = self._copy.enter_context(snapshot(self._store.quads, self._store.path))


def _end(runner: Runner, copy: ExitStack) -> None:
    runner.close()
    copy.close()
