"""What attacks a server need: raw connections, a ping beside them, its memory, and a listener that nobody should call."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from tests.serve.serving import Server

PING = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
PAUSE, PATIENCE = 0.05, 10.0
MOST_GROWTH = 256 << 20  # bytes of memory that an attack may make the front process take


@dataclass
class Pings:
    """Seconds that each ping took, None for one that was not answered."""

    times: list[float | None] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        return bool(self.times) and None not in self.times


def connected(server: Server) -> socket.socket:
    """A connection to a server."""
    where = urlsplit(server.url)
    return socket.create_connection((where.hostname, where.port), timeout=PATIENCE)


def received(connection: socket.socket) -> bytes:
    """All that comes until the other side closes, or nothing more comes."""
    pieces = []
    with suppress(ConnectionError, TimeoutError):
        while piece := connection.recv(1 << 16):
            pieces.append(piece)
    return b"".join(pieces)


def sent(server: Server, data: bytes) -> bytes:
    """What a server answers to bytes, whatever they are."""
    with connected(server) as connection:
        with suppress(ConnectionError):  # it has heard enough
            connection.sendall(data)
        return received(connection)


def asked(server: Server, target: str, *headers: str, method: str = "GET", host: str = "localhost") -> bytes:
    """What a server answers to a head whose parts are sent as they are."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    return sent(server, ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))


def status(answer: bytes) -> int:
    """The status code of an answer."""
    return int(answer.split(b" ", 2)[1])


def memory(process: int) -> int:
    """Bytes that a process has in memory."""
    line = next(line for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) << 10


@contextmanager
def pinged(server: Server) -> Iterator[Pings]:
    """Ping a server for as long as the block runs, each time on a connection of its own."""
    pings = Pings()

    def pinging(done: Event) -> None:
        while not done.is_set():
            start = time.perf_counter()
            try:
                alive = sent(server, PING).startswith(b"HTTP/1.1 200")
            except OSError:
                alive = False
            pings.times.append(time.perf_counter() - start if alive else None)
            done.wait(PAUSE)

    with beside(pinging):
        yield pings


@contextmanager
def beside(work: Callable[[Event], None]) -> Iterator[None]:
    """Work in a thread for as long as the block runs; the event tells it that the block has ended."""
    done = Event()
    thread = Thread(target=work, args=(done,))
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@contextmanager
def besieged(server: Server, growth: int = MOST_GROWTH) -> Iterator[Pings]:
    """Attack a server: it hears all the while, takes little memory for it, and answers questions afterwards."""
    before = memory(server.process.pid)
    with pinged(server) as pings:
        yield pings
    assert pings.answered, f"{pings.times.count(None)} of {len(pings.times)} pings were not answered"
    assert memory(server.process.pid) - before < growth
    assert server.process.poll() is None
    assert server.ask("ASK { ?s a kg:Article }")


@dataclass
class Canary:
    """A listener, and how often it was called."""

    address: str
    calls: list[str] = field(default_factory=list)


@contextmanager
def canary() -> Iterator[Canary]:
    """Listen for calls that nobody should make."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        heard = Canary(f"http://127.0.0.1:{listening.getsockname()[1]}")

        def hear(done: Event) -> None:
            while not done.is_set():
                try:
                    connection, _ = listening.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.settimeout(1)
                    heard.calls.append(connection.recv(1000).decode("latin-1"))

        with beside(hear):
            yield heard
