"""How soon ``kg serve`` answers a ping while it is attacked, attack by attack, beside a ping when nobody attacks.

    python -m tests.benchmarks.hostile [--seconds S]

Each attack goes on for some seconds. Aim: 99 of 100 pings within 100 ms.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from multiprocessing import get_context
from pathlib import Path

import httpx

from tests.serve.attacking import Pings, connected, memory, pinged, sent
from tests.serve.hostile_queries import QUERIES
from tests.serve.serving import WRITING, Server, running, stored

Attack = Callable[[Server, float], None]
CLIENTS, SECONDS = 8, 6.0
FORK = get_context("fork")  # those who attack do not slow down those who ping
SPARQL, UPDATE = "application/sparql-query", "application/sparql-update"
HEAD = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=float, default=SECONDS)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = stored(Path(folder) / "news.kg")
        with running(store, "--timeout", "1", "--memory", "128", "--workers", "2") as server:
            for name, attack in ATTACKS.items():
                attacker = FORK.Process(target=attack, args=(server, time.monotonic() + options.seconds))
                attacker.start()
                with pinged(server) as pings:
                    attacker.join()
                _tell(name, pings, memory(server.process.pid))


def nobody(_: Server, until: float) -> None:
    time.sleep(max(0.0, until - time.monotonic()))


def asking(*names: str) -> Attack:
    """Ask some of the hostile queries, by several clients, one after the other."""

    def attack(server: Server, until: float) -> None:
        def client(number: int) -> None:
            while time.monotonic() < until:
                query = QUERIES[names[number % len(names)]]
                httpx.post(server.url + "/sparql", content=query.encode(), headers={"Content-Type": SPARQL}, timeout=60)
                number += 1

        with ThreadPoolExecutor(CLIENTS) as threads:
            list(threads.map(client, range(CLIENTS)))

    return attack


def updating(server: Server, until: float) -> None:
    content = f"INSERT DATA {{ {'<a:a> <a:b> 1 . <a:a> <a:b> 2 . ' * 50_000} }}".encode()
    while time.monotonic() < until:
        httpx.post(server.url + "/update", content=content, headers={**WRITING, "Content-Type": UPDATE}, timeout=60)


def crowding(server: Server, until: float) -> None:
    with ExitStack() as stack:
        while time.monotonic() < until:
            connection = stack.enter_context(connected(server))
            connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\nASK")
            time.sleep(0.005)


def endless(server: Server, until: float) -> None:
    while time.monotonic() < until:
        with connected(server) as connection, suppress(OSError):
            connection.sendall(HEAD)
            while time.monotonic() < until:
                connection.sendall(b"X-A: b\r\n" * 8192)


def pipelining(server: Server, until: float) -> None:
    while time.monotonic() < until:
        sent(server, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 10_000)


def _tell(name: str, pings: Pings, taken: int) -> None:
    times = sorted(t for t in pings.times if t is not None)
    middle, late = (1000 * times[min(len(times) - 1, len(times) * share // 100)] for share in (50, 99))
    print(f"{name:22} {len(pings.times):4} pings, {pings.times.count(None)} not answered; ms: median {middle:6.1f}, "
          f"99 of 100 {late:6.1f}, longest {1000 * times[-1]:6.1f}; {taken >> 20} MiB", flush=True)


ATTACKS: dict[str, Attack] = {
    "nobody attacks": nobody,
    "cross products": asking("a cross product", "a cross product in order", "a cross product told", "paths from all to all"),
    "doubling strings": asking("doubling strings", "growing strings", "a concatenation of all"),
    "deep nesting": asking(*(name for name in QUERIES if name.startswith("nested"))),
    "hard to check": asking(*(name for name in QUERIES if name.endswith("the guard looks at"))),
    "all hostile queries": asking(*QUERIES),
    "large updates": updating,
    "slow and many": crowding,
    "heads without end": endless,
    "requests at once": pipelining,
    "nobody attacks again": nobody,
}

if __name__ == "__main__":
    main()
