"""A graph on disk as one object: build it, ask it, check it, take it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.build import Event, Summary
    from kg.errors import SourceError
    from kg.network import Selection
    from kg.query.runner import Answer
    from kg.rdf.validation import Violation
    from kg.rdf.verification import Mismatch


class Graph:
    """A knowledge graph in a store's folder, open for reading and writing in this process.

    Parameters
    ----------
    path : path, optional
        The store's folder, made when missing; None keeps the graph in memory.

    Raises
    ------
    StoreError
        When the folder is no store, or another process has it open.

    Examples
    --------
    >>> Graph().stats()["articles"]
    {'all': 0}
    """

    def __init__(self, path: str | PathLike[str] | None = None) -> None:
        self.store = EmbeddedStore(None if path is None else Path(path))

    def build(self, inputs: Iterable[str | Path], *, model: str | None = None, min_confidence: float = 0.0,
              on_event: Callable[[Event], None] | None = None) -> Summary:
        """Read files and folders into the graph.

        Returns
        -------
        Summary
            What was built, and the errors of inputs and articles that were not.
        """
        from kg.build import build
        from kg.sources import read

        unread: list[SourceError] = []
        summary = build(read(inputs, on_error=unread.append), self.store, model=model, min_confidence=min_confidence,
                        on_event=on_event)
        summary.errors.extend(unread)
        return summary

    def query(self, query: str) -> Answer:
        """Answer a SPARQL query on the graph as it is now; the ontology's prefixes need no declaration.

        Raises
        ------
        QueryError
            When the query is not SPARQL, would do more than read, or takes too long.
        """
        from kg.query.runner import Runner
        from kg.query.snapshot import snapshot
        from kg.rdf.prefixes import PREFIXES

        with snapshot(self.store.quads, self.store.path) as copy, Runner(copy, PREFIXES) as runner:
            return runner.run(query)

    def stats(self) -> dict[str, dict[str, int]]:
        """Count what the graph holds."""
        from kg.query.statistics import statistics

        return statistics(self.store.quads)

    def validate(self) -> list[Violation]:
        """Check the graph against the SHACL shapes; empty when it conforms."""
        from kg.rdf.validation import validate

        return validate(self.store.quads)

    def verify(self) -> list[Mismatch]:
        """Check every quotation against the stored text; empty when all stand there."""
        from kg.rdf.verification import verify

        return list(verify(self.store.quads))

    def to_rdflib(self) -> rdflib.Dataset:
        """Copy the graph, named graphs and all, into rdflib."""
        import rdflib

        dataset = rdflib.Dataset()
        for name in self.store.quads.named_graphs():
            quads = self.store.quads.quads_for_pattern(None, None, None, name)
            lines = (f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)
            dataset.graph(rdflib.URIRef(name.value)).parse(data="".join(lines), format="nt")
        return dataset

    def to_networkx(self, selection: Selection | None = None) -> nx.MultiDiGraph[str]:
        """Give entities as nodes and statements as edges; without a selection, plain facts."""
        from kg.network import PLAIN, to_networkx

        return to_networkx(self.store.quads, selection or PLAIN)
