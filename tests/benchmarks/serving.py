"""How many requests ``kg serve`` answers a second, and how soon, beside the server of the engine that it stands on.

    python -m tests.benchmarks.serving [--statements N] [--seconds S] [--rounds R]

Both have the same data, of statements made without reading any text; eight clients ask ten kinds of queries of entities,
statements and articles chosen at random, in rounds of one server after the other, so that what disturbs one disturbs both.
No answer is kept by either. Aim: 0.7 of the engine's requests, a point lookup under 20 ms in 99 of 100 cases.
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
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.rdf.prefixes import PREFIXES
from tests.benchmarks.exports import fill

CLIENTS, SEED, STATEMENTS, SECONDS, ROUNDS = 8, 6, 20_000, 5.0, 3
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


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--statements", type=int, default=STATEMENTS)
    asked.add_argument("--seconds", type=float, default=SECONDS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "news.kg"
        fill(store, options.statements)
        things = _things(store)
        with kg_serve(store) as ours, oxigraph(store) as theirs:
            rounds = [[asyncio.run(_round(address, things, options.seconds)) for address in (ours, theirs)]
                      for _ in range(options.rounds)]
    for number, name in enumerate(("kg serve", "oxigraph")):
        _tell(name, [one[number] for one in rounds], options.seconds)
    ratios = [_requests(ours) / _requests(theirs) for ours, theirs in rounds]
    print(f"ratio {median(ratios):.2f} (median of {', '.join(f'{r:.2f}' for r in ratios)})")


@contextmanager
def kg_serve(store: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", store, "--port", port, "--no-browser", "--quiet"]
    with running(command, f"http://127.0.0.1:{port}/healthz"):
        yield f"127.0.0.1:{port}/sparql"


@contextmanager
def oxigraph(store: Path) -> Iterator[str]:
    port = free_port()
    copy = store.with_name("copy.kg")
    ox.Store(store).backup(copy)
    command = ["oxigraph", "serve-read-only", "--location", copy, "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with running([Path(sys.executable).with_name("oxigraph"), *command[1:]], f"http://127.0.0.1:{port}/"):
        yield f"127.0.0.1:{port}/query"


@contextmanager
def running(command: list[object], ready: str) -> Iterator[None]:
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(ready).close()  # noqa: S310
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


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


Times = dict[str, list[float]]


async def _round(address: str, things: dict[str, list[str]], seconds: float) -> Times:
    """The seconds of each request, by its kind."""
    times: Times = defaultdict(list)
    until = time.perf_counter() + seconds
    chances = [random.Random(SEED + n) for n in range(CLIENTS)]  # noqa: S311
    await asyncio.gather(*(_client(address, things, chance, until, times) for chance in chances))
    return times


async def _client(address: str, things: dict[str, list[str]], chance: random.Random, until: float, times: Times) -> None:
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


def _requests(times: Times) -> int:
    return sum(map(len, times.values()))


def _tell(name: str, rounds: list[Times], seconds: float) -> None:
    together = {kind: sorted(t for one in rounds for t in one[kind]) for kind in QUERIES}
    a_second = sum(map(_requests, rounds)) / len(rounds) / seconds
    print(f"{name}: {a_second:,.0f} requests a second; milliseconds, median and 99 of 100")
    for kind, times in together.items():
        print(f"  {kind:12} {1000 * times[len(times) // 2]:7.1f} {1000 * times[len(times) * 99 // 100]:7.1f}")


if __name__ == "__main__":
    main()
