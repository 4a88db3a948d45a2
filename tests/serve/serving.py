"""A server of its own process, as people start it: ``kg serve`` on a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox

from kg.store.embedded import EmbeddedStore

TOKEN = "the-token-of-these-tests"  # noqa: S105
WRITING = {"Authorization": f"Bearer {TOKEN}"}
DATA = Path(__file__).parent.parent / "data" / "two_articles.trig"
START_SECONDS, STOP_SECONDS = 60, 20
JSON, TURTLE, CSV = "application/sparql-results+json", "text/turtle", "text/csv"


@dataclass(frozen=True)
class Server:
    """One that runs: where it listens, and the store that it serves."""

    url: str
    store: Path
    process: subprocess.Popen[bytes]
    client: httpx.Client

    def select(self, query: str, **parameters: str | list[str]) -> list[dict[str, str]]:
        """The solutions of a query, as values by variable."""
        answer = self.client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": JSON})
        assert answer.status_code == 200, answer.text
        return [{name: term["value"] for name, term in row.items()} for row in answer.json()["results"]["bindings"]]

    def ask(self, query: str, **parameters: str | list[str]) -> bool:
        """The answer of a query that asks."""
        answer = self.client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": JSON})
        assert answer.status_code == 200, answer.text
        return bool(answer.json()["boolean"])

    def update(self, text: str, **parameters: str | list[str]) -> httpx.Response:
        """Make a change with the token."""
        return self.client.post("/update", content=text.encode(), params=parameters,
                                headers={**WRITING, "Content-Type": "application/sparql-update"})

    def stop(self) -> int:
        """Press Ctrl-C and give the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(STOP_SECONDS)

    @property
    def copies(self) -> Path:
        """The folder with the copies of the store and what is made of them."""
        folder, = self.store.parent.glob(".kg-serve-*")
        return folder


def stored(folder: Path, data: Path | None = DATA) -> Path:
    """Make a store in a folder."""
    store = EmbeddedStore(folder)
    if data is not None:
        store.quads.load(path=data, format=ox.RdfFormat.TRIG)
    store.quads.flush()
    return folder


@contextmanager
def running(store: Path, *options: str, token: str | None = TOKEN) -> Iterator[Server]:
    """Serve a store for as long as the block runs."""
    environment = {name: value for name, value in os.environ.items() if name != "KG_TOKEN"}
    if token:
        environment["KG_TOKEN"] = token
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(store), "--port", "0", "--no-browser", "--quiet",
               *options]
    log = store.parent / f"{store.name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        url = _listening(process, log)
        with httpx.Client(base_url=url, timeout=60) as client:
            yield Server(url, store, process, client)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def descendants(process: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    try:
        lists = [(task / "children").read_text("utf-8") for task in Path(f"/proc/{process}/task").iterdir()]
    except FileNotFoundError:  # a thread or the process has just ended
        return descendants(process) if Path(f"/proc/{process}").exists() else []
    children = [int(child) for text in lists for child in text.split()]
    return [*children, *(d for child in children for d in descendants(child))]


def eventually(true: object, seconds: float = 10) -> bool:
    """Whether something becomes true."""
    assert callable(true)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


def _listening(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(r"pages (http://\S+)/\s", log.read_text("utf-8")):
            try:
                httpx.get(found[1] + "/healthz")
            except httpx.TransportError:
                pass
            else:
                return found[1]
        time.sleep(0.05)
    raise AssertionError(f"kg serve does not listen: {log.read_text('utf-8')}")
