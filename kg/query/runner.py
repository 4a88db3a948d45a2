"""Queries on a store's folder: checked, run in a worker process with a deadline and a memory cap, answered whole."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.guard import check, reads_given_graphs
from kg.query.messages import Kind, Request
from kg.query.process import DEFAULT_LIMITS, Limits, WorkerProcess

JSON_RESULTS = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Answer:
    """What a query gave: ``solutions`` of SELECT, the ``boolean`` of ASK, the ``graph`` of CONSTRUCT and DESCRIBE.

    Made with JSON results and N-Triples (the defaults of :meth:`Runner.run`), it can be read term by term.
    """

    kind: Kind
    body: bytes

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The columns of solutions, without question marks."""
        return tuple(v.value for v in self._solutions().variables)

    def rows(self) -> Iterator[tuple[Term | None, ...]]:
        """Give the solutions one by one, a term or None for each of ``variables``."""
        solutions = self._solutions()
        for solution in solutions:
            yield tuple(solution[v] for v in solutions.variables)

    def triples(self) -> Iterator[ox.Triple]:
        """Give the triples of a graph, sorted."""
        if self.kind != "graph":
            raise QueryError("the query gives no graph", valid="CONSTRUCT or DESCRIBE")
        for quad in ox.parse(self.body, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple

    def __bool__(self) -> bool:
        """The answer of ASK; for the others, whether there is any solution or triple."""
        if self.kind == "boolean":
            results = ox.parse_query_results(self.body, format=ox.QueryResultsFormat.JSON)
            return bool(results)
        return any(True for _ in (self.rows() if self.kind == "solutions" else self.triples()))

    def _solutions(self) -> ox.QuerySolutions:
        if self.kind == "solutions":
            results = ox.parse_query_results(self.body, format=ox.QueryResultsFormat.JSON)
            if isinstance(results, ox.QuerySolutions):
                return results
        raise QueryError("the query gives no rows", valid="SELECT")


class Runner:
    """Answers queries on the store in a folder, one at a time.

    Parameters
    ----------
    folder : Path
        A store's folder that no process writes to: a snapshot, or a store that is not open. It may be set to another.
    prefixes : mapping
        Prefixes that queries may use without declaring them.
    limits : Limits
        Seconds and bytes one query may take.

    Examples
    --------
    >>> with Runner(snapshot, {"kg": "https://w3id.org/newskg/ontology#"}) as runner:   # doctest: +SKIP
    ...     for office, holder in runner.run("SELECT ?o ?s { ?s kg:holdsPosition ?o }").rows():
    ...         print(holder, office)
    """

    def __init__(self, folder: Path, prefixes: Mapping[str, str], limits: Limits = DEFAULT_LIMITS) -> None:
        self.folder = folder
        self.prefixes = dict(prefixes)
        self.limits = limits
        self._worker: WorkerProcess | None = None
        self._lock = threading.Lock()

    def run(self, query: str, *, results: str = JSON_RESULTS, graph: str = N_TRIPLES) -> Answer:
        """Answer one query.

        Parameters
        ----------
        query : str
            SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE. Its default graph is the union of all graphs, unless it
            names its own by FROM.
        results, graph : str
            Media types of the answer: of SELECT and ASK, and of CONSTRUCT and DESCRIBE.

        Raises
        ------
        QueryRefusedError
            When the query would do more than read this store, or is too large.
        QueryTimeoutError
            At the deadline or the memory cap; the worker is killed, and the next query gets a new one.
        QueryError
            When the query is not SPARQL, with line and column.
        """
        check(query)
        union = not reads_given_graphs(query)
        request = Request(query, results, graph, union, self.limits.seconds, self.prefixes)
        with self._lock:
            worker = self._started()
            if worker.folder != self.folder:
                worker.open(self.folder)
            reply = worker.ask(request)
        return Answer(reply.kind, reply.body or b"")

    def start(self) -> None:
        """Start the worker process ahead of the first query, while the folder is made ready."""
        with self._lock:
            self._started()

    def _started(self) -> WorkerProcess:
        if self._worker is None or not self._worker.alive:
            self._worker = WorkerProcess(self.limits)
        return self._worker

    def close(self) -> None:
        """End the worker process."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
