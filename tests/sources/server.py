"""A web server on this machine, as tests of fetching need it: it says what it is told to, and remembers what it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Reply(NamedTuple):
    """What the server says of one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012  never changed


class Request(NamedTuple):
    """What it was asked."""

    path: str
    headers: dict[str, str]
    moment: float


class Server:
    """Replies by path; a reply may be a function of the handler that writes what it likes."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.requests: list[Request] = []

    @property
    def paths(self) -> list[str]:
        """What was asked for, but for the rules for robots."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server as long as the block, over TLS when there is a context for it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.requests.append(Request(self.path, headers, time.monotonic()))
            reply = server.replies.get(self.path, Reply(status=404))
            if not isinstance(reply, Reply):
                return reply(self)
            tag = reply.headers.get("ETag")
            status = 304 if tag and headers.get("if-none-match") == tag else reply.status
            self.send_response(status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            body = b"" if status == 304 else reply.body
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Listener(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of clients that hang up."""

    with Listener(("127.0.0.1", 0), Handler) as http:
        if tls:
            http.socket = tls.wrap_socket(http.socket, server_side=True)
        server = Server(f"{'https' if tls else 'http'}://127.0.0.1:{http.server_port}")
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        http.shutdown()
        thread.join()
