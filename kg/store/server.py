"""A SPARQL 1.1 server as a store needs it: rows, updates, and all quads of the graphs that are ours."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import IO

import pyoxigraph as ox

from kg.errors import ServerError, ServerSilentError
from kg.rdf.formats import find as format_of
from kg.rdf.iris import ONTOLOGY
from kg.rdf.nesting import shallow
from kg.rdf.prefixes import DATA
from kg.rdf.reading import LARGEST
from kg.store.client import SILENCE, Answer, Asked, Client
from kg.store.endpoints import RESULTS, find
from kg.store.updates import block, plain_insert

N_QUADS, N_TRIPLES = "application/n-quads", "application/n-triples"
PAGE = 5_000  # rows of a query; servers cut what is longer
SLICE = 4_000  # triples of a graph in one answer, about
DONE = frozenset((HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED, HTTPStatus.NO_CONTENT))
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
# The union of all graphs is asked for in the way of the server: by nothing, of Oxigraph, of Jena.
UNIONS: tuple[Mapping[str, str], ...] = ({}, {"union-default-graph": ""}, {"default-graph-uri": "urn:x-arq:UnionGraph"})


class Server:
    """One server, found at its address.

    Raises
    ------
    StoreError
        When there is none, or it refuses.
    """

    def __init__(self, address: str) -> None:
        self._client = Client()
        self.endpoints = find(self._client, address)
        self.at_once = False

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def answer(self, query: str, accept: str, *, union: Mapping[str, str] | None = None, seconds: float = SILENCE,
               limit: int | None = None) -> Answer:
        """Ask a query; give the answer, whatever its status."""
        asked = Asked("POST", self.endpoints.query, {"Accept": accept}, form={"query": query, **(union or {})})
        bounds = {} if limit is None else {"limit": limit}
        return self._client.ask(asked, again=True, seconds=seconds, **bounds)

    def rows(self, query: str) -> list[tuple[Term | None, ...]]:
        """Give the solutions of a query whose patterns name their graphs."""
        found = self._results(query)
        if not isinstance(found, ox.QuerySolutions):
            raise ServerError("no rows for a SELECT", where=self.endpoints.query)
        return [tuple(solution[v] for v in found.variables) for solution in found]

    def holds(self, pattern: str) -> bool:
        """Whether there is what a pattern that names its graphs describes."""
        return bool(self.rows(f"SELECT (1 AS ?one) {{ {pattern} }} LIMIT 1"))

    def update(self, text: str, *, again: bool = False) -> None:
        """Send an update; ``again`` where it does no more when it is done twice."""
        headers = {"Content-Type": "application/sparql-update", "Accept": "*/*"}
        answer = self._client.ask(Asked("POST", self.endpoints.update, headers, body=text.encode()), again=again)
        if answer.status not in DONE:
            raise ServerError(f"the server takes no update: {answer.said}", where=self.endpoints.update,
                              valid="a server that may be written to")

    def insert(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads by an update, which does no more when it is done twice."""
        self.update(plain_insert(quads), again=True)

    def upload(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads by sending them as they are, which does no more when it is done twice; raises as :meth:`update` does."""
        body, url = ox.serialize(quads, format=ox.RdfFormat.N_QUADS), str(self.endpoints.upload)
        answer = self._client.ask(Asked("POST", url, {"Content-Type": N_QUADS, "Accept": "*/*"}, body=body), again=True)
        if answer.status not in DONE:
            raise ServerError(f"the server takes no quads: {answer.said}", where=url, valid="a server that may be written to")

    def takes_uploads(self, quads: Iterable[ox.Quad]) -> bool:
        """Whether these quads, when they are uploaded, come to stand in their graphs: some servers put all into one."""
        if self.endpoints.upload is None or not self.at_once:
            return False
        try:
            self.upload(quads)
        except ServerSilentError:
            raise
        except ServerError:
            return False
        return self.holds(block(quads))

    def union(self, marked: str) -> Mapping[str, str]:
        """How the union of all graphs is asked for: so that a query of no graph sees what stands in one.

        Raises
        ------
        ServerError
            When there is no way.
        """
        for way in UNIONS:
            answer = self.answer(f"ASK {{ {marked} }}", RESULTS, union=way)
            if answer.status == HTTPStatus.OK and _parsed(answer):
                return way
        raise ServerError("queries there do not see named graphs", where=self.endpoints.query,
                          valid="a store that kg build has written, on a server whose default graph is the union of all graphs")

    def quads(self) -> Iterator[ox.Quad]:
        """Give the quads of all graphs of ours as they come; ``at_once`` then tells whether they stood so at one moment."""
        self.at_once = False
        if self.endpoints.store is not None:
            asked = Asked("GET", self.endpoints.store, {"Accept": N_QUADS})
            with self._client.stream(asked) as (answer, body):
                self.at_once = answer.status == HTTPStatus.OK and answer.media_type == N_QUADS
                if self.at_once:
                    found = _lines(body, N_QUADS, asked.url)
                    yield from (quad for quad in found if _is_ours(quad.graph_name))
                    return
        for name in self.graphs():
            yield from (ox.Quad(t.subject, t.predicate, t.object, name) for t in self._graph(name))

    def graphs(self) -> list[ox.NamedNode]:
        """Give the names of the graphs of ours, sorted."""
        found: list[ox.NamedNode] = []
        own = f"(STRSTARTS(STR(?g), {ox.Literal(DATA)}) || ?g = {ONTOLOGY})"
        while True:
            after = f" && STR(?g) > {ox.Literal(found[-1].value)}" if found else ""
            page = self.rows(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({own}{after}) }} "
                             f"ORDER BY STR(?g) LIMIT {PAGE}")
            found += [name for (name,) in page if isinstance(name, ox.NamedNode)]
            if len(page) < PAGE:
                return sorted(set(found), key=lambda name: name.value)

    def _graph(self, name: ox.NamedNode) -> Iterator[ox.Triple]:
        """The triples of a graph, in slices by hashes of their subjects where they are many: servers cut long answers."""
        ((count, *_),) = self.rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {name} {{ ?s ?p ?o }} }}")
        expected = int(getattr(count, "value", 0))
        digits, slices = 0, 1
        while slices * SLICE < expected:
            digits, slices = digits + 1, slices * 16
        got = 0
        for number in range(slices):
            part = f'FILTER(SUBSTR(MD5(STR(?s)), 1, {digits}) = "{number:0{digits}x}")' if digits else ""
            answer = self.answer(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {name} {{ ?s ?p ?o }} {part} }}", N_TRIPLES)
            if answer.status != HTTPStatus.OK:
                raise ServerError(f"a graph is not given: {answer.said}", where=name.value)
            for quad in _lines(io.BytesIO(answer.body), N_TRIPLES, self.endpoints.query):
                got += 1
                yield quad.triple
        if got != expected:
            raise ServerError(f"the server gives {got:,} of {expected:,} triples of a graph", where=name.value,
                              valid="a server that nobody writes to meanwhile, and that does not cut its answers")

    def _results(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean:
        answer = self.answer(query, RESULTS)
        if answer.status != HTTPStatus.OK:
            raise ServerError(f"the server answers no query: {answer.said}", where=self.endpoints.query)
        return _parsed(answer)


def _parsed(answer: Answer) -> ox.QuerySolutions | ox.QueryBoolean:
    try:
        return ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise ServerError(f"the server's answer is no result of a query: {answer.said}") from error


def _lines(body: IO[bytes], media_type: str, where: str) -> Iterator[ox.Quad]:
    format_ = format_of(media_type)
    try:
        yield from ox.parse(shallow(body, format_, where, LARGEST), format=format_.engine)
    except SyntaxError as error:
        raise ServerError(f"the server's answer is no RDF: {error.msg}", where=where) from error


def _is_ours(graph: object) -> bool:
    return isinstance(graph, ox.NamedNode) and (graph.value.startswith(DATA) or graph == ONTOLOGY)
