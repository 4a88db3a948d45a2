"""How long it takes until something is done: ``kg --help``, ``kg query`` and a query of the Python API, against Python alone.

    python -m tests.benchmarks.startup

Aims: ``kg --help`` under 0.25 s, a second query of a graph under a hundredth of the first.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter

from kg.graph import Graph
from tests.benchmarks.timing import ROOT, best_of, python

QUERY = "SELECT ?s { ?s a kg:Statement } LIMIT 1"


def main(rounds: int = 10) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        store, query = Path(temporary) / "news.kg", Path(temporary) / "query.rq"
        query.write_text(QUERY)
        with Graph(store) as graph:
            graph.build([ROOT / "examples" / "articles"])
        bare, help_, asked = best_of(rounds, python("-c", "pass"), python("-m", "kg.cli", "--help"),
                                     python("-m", "kg.cli", "query", query, "--store", store))
        with Graph(store) as graph:
            start = perf_counter()
            graph.query(QUERY)
            first = perf_counter() - start
            (again,) = best_of(rounds, lambda: graph.query(QUERY))
    print(f"kg --help: {help_:.3f} s; kg query: {asked:.3f} s; Python alone: {bare:.3f} s")
    print(f"Graph.query: {first:.3f} s; again: {again:.4f} s")


if __name__ == "__main__":
    main()
