"""How many requests ``kg serve`` answers a second, and how soon, beside the server of its engine and beside rdflib-endpoint.

    python -m tests.benchmarks.serving [--statements N] [--seconds S] [--rounds R] [--without-rdflib]

All have the same data, of statements made without reading any text; eight clients ask ten kinds of queries of entities,
statements and articles chosen at random, in rounds of one server after the other, so that what disturbs one disturbs all.
No answer is kept by any, and kg serve has made its search index before it is asked. Processor time, the clients' and the
server's, is told too: it depends less on what else the machine does.

Aim: 0.7 of the engine's requests, a point lookup under 20 ms in 99 of 100 cases.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from os import sysconf
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.rdf.prefixes import PREFIXES
from kg.serve.edges.writing import edges_file
from kg.serve.snapshots import PREFIX
from tests.benchmarks.exports import fill
from tests.serve.serving import descendants

CLIENTS, SEED, STATEMENTS, SECONDS, ROUNDS = 8, 6, 20_000, 5.0, 3
START_SECONDS = 600
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
LOOKUP = "label"
QUERIES = {
    LOOKUP: "SELECT ?label { <ENTITY> rdfs:label ?label }",
    "properties": "SELECT ?p ?o { <ENTITY> ?p ?o }",
    "is it sued": "ASK { ?who kg:sues <ENTITY> }",
    "statements": """SELECT ?relation ?name ?sure {
        ?s rdf:subject <ENTITY> ; rdf:predicate ?relation ; rdf:object ?o ; kg:confidence ?sure . ?o rdfs:label ?name }
        ORDER BY DESC(?sure) LIMIT 20""",
    "words": "SELECT ?exact ?start { <STATEMENT> kg:evidence ?e . ?e kg:exact ?exact ; kg:start ?start }",
    "statement": "DESCRIBE <STATEMENT>",
    "article": """SELECT ?subject ?relation ?object {
        ?s prov:wasDerivedFrom <ARTICLE> ; a kg:Statement ; rdf:predicate ?relation ;
           rdf:subject/rdfs:label ?subject ; rdf:object/rdfs:label ?object }""",
    "by relation": "SELECT ?p (COUNT(*) AS ?n) { ?s rdf:object <ENTITY> ; rdf:predicate ?p } GROUP BY ?p ORDER BY ?p",
    "neighbours": """SELECT DISTINCT ?name {
        <ENTITY> kg:supports|^kg:supports|kg:memberOf|^kg:memberOf ?x . ?x rdfs:label ?name } LIMIT 50""",
    "graph": "CONSTRUCT { ?s ?p ?o } { ?s rdf:subject <ENTITY> ; ?p ?o } LIMIT 200",
}


@dataclass(frozen=True)
class Server:
    """One that runs: its process, and where it is asked."""

    name: str
    process: int
    address: str

    @property
    def worked(self) -> float:
        """The seconds of processor time that it and the processes which it has started have used."""
        return sum(map(_worked, [self.process, *descendants(self.process)]))


@dataclass
class Round:
    """What one server did in a while: seconds by kind of query, and seconds of processor time."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    seconds: float = 0.0
    worked: float = 0.0

    @property
    def requests(self) -> int:
        """How many were answered."""
        return sum(map(len, self.times.values()))

    @property
    def a_second(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    @property
    def each(self) -> float:
        """Milliseconds of processor time for a request, of client and server."""
        return 1000 * self.worked / self.requests


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--statements", type=int, default=STATEMENTS)
    asked.add_argument("--seconds", type=float, default=SECONDS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--without-rdflib", action="store_true", help="rdflib-endpoint takes minutes to load")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        store = Path(folder) / "news.kg"
        fill(store, options.statements)
        things = _things(store)
        starting = (kg_serve, oxigraph, *(() if options.without_rdflib else (rdflib_endpoint,)))
        servers = [stack.enter_context(start(store)) for start in starting]
        rounds = [[_round(server, things, options.seconds) for server in servers] for _ in range(options.rounds)]
    for number, server in enumerate(servers):
        _tell(server.name, [one[number] for one in rounds])
    for number, server in enumerate(servers[1:], 1):
        _compare(server.name, [(one[0], one[number]) for one in rounds])


@contextmanager
def kg_serve(store: Path) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", store, "--port", port, "--no-browser", "--quiet"]
    with running(command, f"http://127.0.0.1:{port}/healthz") as process:
        _wait_for_index(store)
        yield Server("kg serve", process, f"127.0.0.1:{port}/sparql")


@contextmanager
def oxigraph(store: Path) -> Iterator[Server]:
    port = free_port()
    copy = store.with_name("copy.kg")
    ox.Store(store).backup(copy)
    command = [_installed("oxigraph"), "serve-read-only", "--location", copy, "--bind", f"127.0.0.1:{port}",
               "--union-default-graph"]
    with running(command, f"http://127.0.0.1:{port}/") as process:
        yield Server("oxigraph", process, f"127.0.0.1:{port}/query")


@contextmanager
def rdflib_endpoint(store: Path) -> Iterator[Server]:
    """Serve the data out of rdflib's memory; its default graph is the union too."""
    port, file = free_port(), store.with_name("data.nq")
    ox.Store.read_only(str(store)).dump(str(file), format=ox.RdfFormat.N_QUADS)
    command = [_installed("rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", port, file]
    with running(command, f"http://127.0.0.1:{port}/?query=ASK%7B%7D") as process:
        yield Server("rdflib-endpoint", process, f"127.0.0.1:{port}/")


def _installed(program: str) -> Path:
    return Path(sys.executable).with_name(program)


@contextmanager
def running(command: list[object], ready: str) -> Iterator[int]:
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(process, ready)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[Any], ready: str) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(ready).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"it does not start: {process.args}")


def _wait_for_index(store: Path) -> None:
    """Wait until what kg serve makes of the store beside answering is made: its edges come last."""
    until = time.monotonic() + START_SECONDS
    while not any(edges_file(copies, copies / "1").exists() for copies in store.parent.glob(f"{PREFIX}*")):
        if time.monotonic() > until:
            raise RuntimeError("the index is not made")
        time.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _things(path: Path) -> dict[str, list[str]]:
    """A few thousand entities, statements and articles."""
    store = ox.Store.read_only(str(path))
    chance = random.Random(SEED)  # noqa: S311
    things = {}
    for name, pattern in (("ENTITY", "[] rdf:subject ?x"), ("STATEMENT", "?x a kg:Statement"), ("ARTICLE", "?x a kg:Article")):
        found = store.query(f"SELECT DISTINCT ?x {{ {pattern} }}", prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        iris = sorted(row["x"].value for row in found)
        things[name] = chance.sample(iris, min(len(iris), 3000))
    return things


def _worked(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except FileNotFoundError:  # it has just ended
        return 0.0
    return sum(map(int, told[11:13])) / sysconf("SC_CLK_TCK")


def _round(server: Server, things: dict[str, list[str]], seconds: float) -> Round:
    one = Round()
    start, worked = time.perf_counter(), server.worked + time.process_time()
    asyncio.run(_clients(server.address, things, start + seconds, one))
    one.seconds, one.worked = time.perf_counter() - start, server.worked + time.process_time() - worked
    return one


async def _clients(address: str, things: dict[str, list[str]], until: float, one: Round) -> None:
    chances = [random.Random(SEED + n) for n in range(CLIENTS)]  # noqa: S311
    await asyncio.gather(*(_client(address, things, chance, until, one.times) for chance in chances))


async def _client(address: str, things: dict[str, list[str]], chance: random.Random, until: float,
                  times: dict[str, list[float]]) -> None:
    host, _, path = address.partition("/")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    while time.perf_counter() < until:
        kind = chance.choice(list(QUERIES))
        query = QUERIES[kind]
        for name, iris in things.items():
            query = query.replace(name, chance.choice(iris))
        accept = "text/turtle" if kind in ("statement", "graph") else "application/sparql-results+json"
        start = time.perf_counter()
        target = f"/{path}?{urlencode({'query': PROLOGUE + query})}"
        writer.write(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n".encode())
        status = await _answer(reader)
        assert status == 200, (kind, status)
        times[kind].append(time.perf_counter() - start)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read an answer to its end; give its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if "content-length:" in head:
        await reader.readexactly(int(head.split("content-length:")[1].split("\r\n")[0]))
    else:
        while size := int((await reader.readline()).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head.split(" ")[1])


def _tell(name: str, rounds: list[Round]) -> None:
    print(f"{name}: {median(r.a_second for r in rounds):,.0f} requests a second, {median(r.each for r in rounds):.2f} ms of "
          "processor time each; milliseconds, median and 99 of 100")
    for kind in QUERIES:
        times = sorted(t for one in rounds for t in one.times[kind]) or [0.0]
        print(f"  {kind:12} {1000 * times[len(times) // 2]:7.1f} {1000 * times[len(times) * 99 // 100]:7.1f}")


def _compare(name: str, rounds: list[tuple[Round, Round]]) -> None:
    for what, ratios in (("requests", [ours.a_second / theirs.a_second for ours, theirs in rounds]),
                         ("requests for the same processor time", [theirs.each / ours.each for ours, theirs in rounds])):
        print(f"against {name}: {median(ratios):.2f} of its {what} (of rounds {', '.join(f'{r:.2f}' for r in ratios)})")


if __name__ == "__main__":
    main()
