"""The server under test as its runner speaks to it: byte by byte what a test says, and what prepares and checks it."""

from __future__ import annotations

from collections.abc import Iterable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
from rdflib import Graph

from kg.rdf.iris import ONTOLOGY
from tests.serve.serving import JSON, WRITING, Server

QUERY, UPDATE, N_TRIPLES = "application/sparql-query", "application/sparql-update", "application/n-triples"
MEDIA_TYPES = {".ttl": "text/turtle", ".nt": N_TRIPLES, ".rdf": "application/rdf+xml"}


class Failed(Exception):  # noqa: N818
    """The server did not answer as the test expects."""


class Answer:
    """What the server answered."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def media_type(self) -> str:
        """The type of the body."""
        return self.headers.get("content-type", "").partition(";")[0].strip()

    def good(self) -> Answer:
        """This answer, if it is one of success."""
        if not 200 <= self.status < 300:
            raise Failed(f"{self.status}: {self.body[:300].decode(errors='replace')}")
        return self

    def graph(self) -> Graph:
        """The graph that it has."""
        return Graph().parse(self.body, format=self.media_type)


class Endpoint:
    """A server, with a connection that is kept."""

    def __init__(self, server: Server) -> None:
        self.root, self.host = server.url, urlsplit(server.url).netloc
        self._connection = HTTPConnection(self.host, timeout=60)

    def send(self, method: str, target: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Send a request with the token, exactly as it is written."""
        given = {name.title(): value for name, value in (headers or {}).items()}
        self._connection.request(method, target, body or None, {**WRITING, **given})
        answer = self._connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def query(self, text: str, accept: str = JSON, default: Iterable[str] = (), named: Iterable[str] = ()) -> Answer:
        """Ask."""
        pairs = [*(("default-graph-uri", iri) for iri in default), *(("named-graph-uri", iri) for iri in named)]
        target = "/sparql?" + "&".join(f"{name}={quote(iri, safe='')}" for name, iri in pairs)
        return self.send("POST", target, text.encode(), {"Content-Type": QUERY, "Accept": accept})

    def update(self, text: str) -> Answer:
        """Change."""
        return self.send("POST", "/update", text.encode(), {"Content-Type": UPDATE})

    def clear(self) -> None:
        """Empty the store."""
        self.update("DROP ALL").good()

    def load(self, file: Path, graph: str | None, base: str, method: str = "PUT") -> None:
        """Put a file into a graph, None for the default graph; ``base`` is where the file comes from."""
        body = file.read_bytes()
        if file.suffix == ".ttl":
            body = f"@base <{base}> .\n".encode() + body
        self.send(method, _store(graph), body, {"Content-Type": MEDIA_TYPES[file.suffix]}).good()

    def graphs(self) -> dict[str | None, Graph]:
        """All graphs that have something in them, but for what marks the store as one of ours."""
        rows = ox.parse_query_results(self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").good().body,
                                      format=ox.QueryResultsFormat.JSON)
        assert isinstance(rows, ox.QuerySolutions)
        names = sorted(row["g"].value for row in rows if row["g"] != ONTOLOGY)
        found = {name: self.send("GET", _store(name), headers={"Accept": N_TRIPLES}).good().graph()
                 for name in [None, *names]}
        return {name: graph for name, graph in found.items() if len(graph)}


def _store(graph: str | None) -> str:
    return "/store" + ("?default" if graph is None else f"?graph={quote(graph, safe='')}")
