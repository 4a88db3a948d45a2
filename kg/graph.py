"""A graph on disk as one object: build it, ask it, check it, take it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.model import Article
from kg.store.embedded import EmbeddedStore
from kg.store.opening import open_store
from kg.store.place import is_address, room, stem

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.build import Event, Summary
    from kg.errors import SourceError
    from kg.export.writer import Report
    from kg.identity.doubts import Doubts
    from kg.identity.ledger import Ledger
    from kg.identity.resolution import Resolution
    from kg.network.selection import Selection
    from kg.query.live import LiveRunner
    from kg.query.remote import RemoteRunner
    from kg.query.runner import Answer
    from kg.rdf.validation import Violation
    from kg.rdf.verification import Mismatch
    from kg.sources.web.fetching import Web


class Graph:
    """A knowledge graph in a store, open for reading and writing in this process.

    Parameters
    ----------
    path : path, optional
        The store's folder, made when missing, or the address of a SPARQL server (see :mod:`kg.store.endpoints`); None keeps
        the graph in memory.

    Raises
    ------
    StoreError
        When the folder is no store, another process has it open, or nothing at the address answers SPARQL.

    Use it in a ``with`` block, or call :meth:`close`: one process at a time has a folder open.

    Examples
    --------
    >>> import kg
    >>> with kg.open() as graph:
    ...     text = "Border Czar Tom Homan said 700 officers will leave Minnesota."
    ...     summary = graph.build([kg.Article(id="a", text=text)])
    ...     answer = graph.query("SELECT ?name { ?who kg:holdsPosition ?office ; rdfs:label ?name }")
    ...     print(summary.built, [row[0].value for row in answer.rows()])
    1 ['Tom Homan']
    """

    def __init__(self, path: str | PathLike[str] | None = None) -> None:
        self.place = path if path is None or is_address(path) else Path(path)
        self._store: EmbeddedStore | None = open_store(self.place)
        self._runner: LiveRunner | RemoteRunner | None = None

    @property
    def store(self) -> EmbeddedStore:
        """The store; raises StoreError after :meth:`close`."""
        if self._store is None:
            raise StoreError("the graph is closed", valid="a graph within its with block")
        return self._store

    def close(self) -> None:
        """Let go of the folder or the server, so that another process may write to it."""
        if self._runner is not None:
            self._runner.close()
        if self._store is not None:
            self._store.close()
        self._runner = self._store = None

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def build(self, inputs: Iterable[str | Path | Article], *, model: str | None = None, min_confidence: float = 0.0,
              attributed_as_plain: bool = False, decisions: str | PathLike[str] | None = None, jobs: int = 1,
              cluster: str | None = None, on_event: Callable[[Event], None] | None = None, web: Web | None = None) -> Summary:
        """Read files, folders, addresses and articles into the graph, then find which entities of all its articles are one.

        Parameters
        ----------
        inputs : iterable of str, Path or Article
        model : str, optional
            An installed spaCy pipeline instead of the package's own.
        min_confidence : float
            Statements below it, 0 to 1, are set aside.
        attributed_as_plain : bool
            Whether facts on a speaker's word stand as plain triples too.
        decisions : path, optional
            What people have decided, as ``kg review`` writes it; by default the file beside the graph's folder, if any.
        jobs : int
            How many processes read; 1 is this one.
        cluster : str, optional
            The address of a Dask scheduler whose workers read instead: ``tcp://host:8786``.
        on_event : callable, optional
            Is given what became of each article.
        web : kg.sources.web.fetching.Web, optional
            How addresses are fetched; without it public servers only, one request a second.

        Returns
        -------
        Summary
            What was built, and the errors of inputs and articles that were not.
        """
        from kg.build import build
        from kg.sources import read
        from kg.sources.web.fetching import Web

        unread: list[SourceError] = []
        web = web or Web()
        articles = (article for one in inputs
                    for article in ([one] if isinstance(one, Article) else read([one], on_error=unread.append, web=web)))
        summary = build(articles, self.store, model=model, min_confidence=min_confidence,
                        attributed_as_plain=attributed_as_plain, decisions=self._ledger(decisions), jobs=jobs,
                        cluster=cluster, on_event=on_event)
        summary.errors.extend(unread)
        return summary

    def resolve(self, decisions: str | PathLike[str] | None = None) -> Resolution:
        """Find which entities of the graph's articles are one, as :meth:`build` does at its end.

        Parameters
        ----------
        decisions : path, optional
            What people have decided; by default the file beside the graph's folder, if any.
        """
        from kg.identity.resolution import resolve

        return resolve(self.store, self._ledger(decisions))

    def link(self, authority: str | PathLike[str], *, type: str | None = None,
             decisions: str | PathLike[str] | None = None) -> Resolution:
        """Link the graph's entities to the records of an authority file of one's own, in place of those of an earlier one.

        The graph keeps the records, so that later builds link what they add; see :mod:`kg.identity.authority` for the file.

        Parameters
        ----------
        authority : path
            A CSV or Turtle file.
        type : str, optional
            What records are of which the file gives no known type.
        decisions : path, optional
            As in :meth:`resolve`.

        Raises
        ------
        SourceError
            When the file cannot be read as one; the graph stays as it is.

        Examples
        --------
        >>> _ = Path("mine.csv").write_text("identifier,label,type\\nleg:17,Ann Weber,Person\\n")
        >>> with Graph() as graph:
        ...     len(graph.link("mine.csv").links)
        0
        """
        from kg.identity.authority import read
        from kg.identity.records import keep
        from kg.sources.inputs import Input

        keep(self.store, read(Input(str(authority)), type))
        return self.resolve(decisions)

    def unlink(self, decisions: str | PathLike[str] | None = None) -> Resolution:
        """Take the records and links of :meth:`link` off again."""
        from kg.identity.records import keep

        keep(self.store, ())
        return self.resolve(decisions)

    def doubts(self, limit: int = 20) -> Doubts:
        """Give what a person should look at: what may be one, names taken apart, unsure statements, findings set aside."""
        from kg.identity.doubts import doubts

        return doubts(self.store.quads, limit)

    def _ledger(self, decisions: str | PathLike[str] | None) -> Ledger:
        from kg.identity.ledger import Ledger, beside, read

        path = Path(decisions) if decisions is not None else beside(stem(self.place)) if self.place else None
        return Ledger() if path is None else read(path)

    def query(self, query: str) -> Answer:
        """Answer a SPARQL query on the graph as it is now; the ontology's prefixes need no declaration.

        Raises
        ------
        QueryError
            When the query is not SPARQL, would do more than read, or takes too long.
        """
        if self._runner is None:
            self._runner = self._answering()
        return self._runner.run(query)

    def _answering(self) -> LiveRunner | RemoteRunner:
        """What answers queries until the graph is closed."""
        from kg.query.live import LiveRunner
        from kg.query.remote import RemoteRunner
        from kg.rdf.prefixes import PREFIXES
        from kg.store.remote import RemoteStore

        if isinstance(self.store, RemoteStore) and self.store.server.endpoints.is_exact:
            return RemoteRunner(self.store.server, PREFIXES)
        return LiveRunner(self.store, PREFIXES)

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

        from kg.rdf.prefixes import PREFIXES

        dataset = rdflib.Dataset(default_union=True)
        for prefix, iri in PREFIXES.items():
            dataset.bind(prefix, iri)
        for name in self.store.quads.named_graphs():
            quads = self.store.quads.quads_for_pattern(None, None, None, name)
            lines = (f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)
            dataset.graph(rdflib.URIRef(name.value)).parse(data="".join(lines), format="nt")
        return dataset

    def export(self, path: str | PathLike[str], *, format: str | None = None, selection: Selection | None = None,
               measured: bool = False, rdf12: bool = False) -> Report:
        """Write the graph in the format of another tool.

        Parameters
        ----------
        path : path
            A file, or for a format of several files a new folder or a ``.zip`` file.
        format : str, optional
            A name, an extension or a media type; by default that of the path.
        selection : Selection, optional
            For formats of nodes and edges, which statements become edges; by default plain facts.
        measured : bool
            Whether nodes carry degree, betweenness, PageRank and community.
        rdf12 : bool
            Whether RDF has statements as reifiers of triple terms.

        Returns
        -------
        Report
            What was written and what was left out.

        Raises
        ------
        ExportError
            When there is no such format, the folder is not empty, or the format has no RDF 1.2.

        Examples
        --------
        >>> with Graph() as graph:
        ...     dict(graph.export("empty.graphml").wrote)
        {'nodes': 0, 'edges': 0}
        """
        from kg.export.destination import write_to, writer_for
        from kg.export.writer import Request
        from kg.network.selection import PLAIN
        from kg.rdf.prefixes import PREFIXES

        target = Path(path)
        request = Request(self.store.quads, PREFIXES, selection or PLAIN, measured, rdf12)
        return write_to(target, writer_for(format, target), request)

    def import_(self, files: Iterable[str | PathLike[str]], *, format: str | None = None, validate: bool = True) -> int:
        """Take what :meth:`export` wrote as N-Quads, TriG or JSON-LD back into this graph, which must be new.

        Parameters
        ----------
        files : iterable of path
            All files of one export; gzipped ones too.
        format : str, optional
            A name, an extension or a media type; by default that of each file's suffix.
        validate : bool
            Whether the shapes and every quotation are checked first.

        Returns
        -------
        int
            The number of quads. The graph is the identical dataset, or what it was when anything fails.

        Raises
        ------
        SourceError
            When a file cannot be read, or its format has no names of graphs.
        StoreError
            When this graph has something in it, or the files are no export of such a store.
        ValidationError
            When what is in them does not conform.

        Examples
        --------
        >>> with Graph() as graph, Graph() as copy:
        ...     _ = graph.export("news.nq")
        ...     print(copy.import_(["news.nq"]), copy.store.dump() == graph.store.dump())
        2 True
        """
        from kg.rdf.reading import format_of
        from kg.sources.inputs import Input
        from kg.store.loading import staged

        self.store.check_new()
        sources = [(source, format_of(source, format)) for source in (Input(str(file)) for file in files)]
        with staged(sources, room(self.place) if self.place else None, validated=validate) as dataset:
            self.store.fill(dataset)
            return len(self.store.quads)

    def plot(self, path: str | PathLike[str], kind: str, *, selection: Selection | None = None, title: str | None = None,
             most: int | None = None, unit: str | None = None) -> None:
        """Draw a picture of the graph.

        Parameters
        ----------
        path : path
            A file ending in ``.png`` or ``.svg``.
        kind : str
            ``neighbourhood`` (of what the selection is around), ``counts``, ``stance`` or ``communities``.
        selection : Selection, optional
            Which statements it shows; by default plain facts, in counts and stance everything.
        title : str, optional
            In place of its own.
        most : int, optional
            How many entities, things counted, who take a side, or communities at most.
        unit : str, optional
            For counts: of what.

        Raises
        ------
        ExportError
            When there is no such kind or format, or matplotlib is missing.
        SelectionError
            When nothing is there to draw.

        Examples
        --------
        >>> with Graph() as graph:
        ...     graph.plot("empty.svg", "stance")
        Traceback (most recent call last):
        kg.errors.SelectionError: nothing to draw: no statement says who praises, supports, criticises or opposes what; ...
        """
        from kg.files import complete
        from kg.network.selection import PLAIN
        from kg.plot.registry import draw

        sheet = draw(self.store.quads, kind, selection or PLAIN, title=title, most=most, unit=unit)
        with complete(Path(path)) as file:
            sheet.write(file, Path(path).suffix.lower().removeprefix("."))

    def to_networkx(self, selection: Selection | None = None, *, measured: bool = False) -> nx.MultiDiGraph[str]:
        """Give entities as nodes and statements as edges; without a selection, plain facts.

        ``measured`` nodes carry degree, betweenness, PageRank and community, see :mod:`kg.network.measures`.
        """
        from kg.network.graph import to_networkx
        from kg.network.selection import PLAIN

        return to_networkx(self.store.quads, selection or PLAIN, measured=measured)
