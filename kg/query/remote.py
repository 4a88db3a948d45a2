"""Queries on a store that is on a server: checked here as all are, answered there, and read and written again here.

So nothing but a reading query of bounded size leaves this machine, and the formats are those of a store on this disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from http import HTTPStatus

import pyoxigraph as ox

from kg.errors import QueryError, QueryTimeoutError, ServerError, ServerSilentError
from kg.query.guard import check, reads_given_graphs
from kg.query.lexer import tokens
from kg.query.process import DEFAULT_LIMITS, Limits
from kg.query.runner import JSON_RESULTS, N_TRIPLES, Answer
from kg.rdf.iris import ONTOLOGY, term
from kg.store.server import Server

GRAPHS = frozenset(("CONSTRUCT", "DESCRIBE"))
LATE = frozenset((HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT))


class RemoteRunner:
    """Answers queries on the store at an address; used as :class:`kg.query.runner.Runner` is.

    Parameters
    ----------
    server : Server
    prefixes : mapping
        Prefixes that queries may use without declaring them.
    limits : Limits
        Seconds of a query, and bytes of its answer.

    Raises
    ------
    StoreError
        When nothing there answers SPARQL.
    """

    def __init__(self, server: Server, prefixes: Mapping[str, str], limits: Limits = DEFAULT_LIMITS) -> None:
        self._server, self._prefixes, self._limits = server, prefixes, limits

    def run(self, query: str, *, results: str = JSON_RESULTS, graph: str = N_TRIPLES) -> Answer:
        """Answer one query; parameters and errors are those of :meth:`kg.query.runner.Runner.run`."""
        is_graph = check(query) in GRAPHS
        accept = N_TRIPLES if is_graph else JSON_RESULTS
        union = {} if reads_given_graphs(query) else self._union
        try:
            answer = self._server.answer(declared(query, self._prefixes), accept, union=union, seconds=self._limits.seconds,
                                         limit=self._limits.memory)
        except ServerSilentError as error:
            raise QueryTimeoutError(error.what, where=error.where, valid="a narrower query, or a LIMIT") from error
        if answer.status in LATE:
            raise QueryTimeoutError(f"the server gives up: {answer.said}", valid="a narrower query, or a LIMIT")
        if answer.status != HTTPStatus.OK:
            raise QueryError(f"the server does not answer: {answer.said}", where=self._server.endpoints.query)
        try:
            return _graph(answer.body, graph, self._prefixes) if is_graph else _results(answer.body, results)
        except (SyntaxError, ValueError) as error:
            raise ServerError(f"the server's answer is none to a query: {answer.said}", where=self._server.endpoints.query,
                              valid="a SPARQL 1.1 server") from error

    def close(self) -> None:
        """Do nothing: the connections are those of the store."""

    @cached_property
    def _union(self) -> Mapping[str, str]:
        return self._server.union(f"{ONTOLOGY} {term('storeFormat')} ?format")


def declared(query: str, prefixes: Mapping[str, str]) -> str:
    """Give the query with the declarations of the prefixes that it uses, before its first line.

    >>> declared("ASK { ?a kg:sues ?b }", {"kg": "http://x.example/", "rdf": "http://y.example/"})
    'PREFIX kg: <http://x.example/> ASK { ?a kg:sues ?b }'
    """
    used = {token.text.partition(":")[0] for token in tokens(query) if token.kind == "name"}
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}> " for prefix in sorted(used & prefixes.keys())) + query


def _results(body: bytes, media_type: str) -> Answer:
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    format_ = ox.QueryResultsFormat.from_media_type(media_type)
    return Answer("boolean" if isinstance(found, ox.QueryBoolean) else "solutions", found.serialize(format=format_) or b"")


def _graph(body: bytes, media_type: str, prefixes: Mapping[str, str]) -> Answer:
    triples = {quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)}
    format_ = ox.RdfFormat.from_media_type(media_type)
    return Answer("graph", ox.serialize(sorted(triples, key=str), format=format_, prefixes=dict(prefixes)) or b"")
