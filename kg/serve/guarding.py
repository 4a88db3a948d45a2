"""What stands before every endpoint: the name by which the server was addressed, strict headers, and counting."""

from __future__ import annotations

import re
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.serve.metrics import Metrics
from kg.serve.problems import problem

HEADERS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",  # of data; pages have their own
}
HOST = re.compile(rb"([^:@/?#\s\[\]]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?")
SHARED = "Cross-Origin-Resource-Policy"
Header = tuple[bytes, bytes]
PLACES = frozenset(("api", "assets", "decisions", "graph", "healthz", "id", "metrics", "query", "review", "sparql", "store",
                    "timeline", "update"))


class Guarding:
    """Middleware around the application.

    Parameters
    ----------
    app : ASGI application
    hosts : frozenset of str
        Names by which the server may be addressed.
    shared : bool
        Whether pages elsewhere may show what is answered.
    metrics : Metrics
        Counts.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], shared: bool, metrics: Metrics) -> None:
        self._app, self._hosts, self._metrics = app, hosts, metrics
        headers = HEADERS | {SHARED: "cross-origin" if shared else "same-origin"}
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status = perf_counter(), 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = self._completed(message["headers"])
            await send(message)

        try:
            await (self._app if self._is_addressed(scope) else self._misdirected)(scope, receive, sending)
        finally:
            self._metrics.took(_place(scope["path"]), scope["method"], status, perf_counter() - start)

    def _is_addressed(self, scope: Scope) -> bool:
        given = [HOST.fullmatch(value) for name, value in scope["headers"] if name == b"host"]
        if len(given) != 1 or given[0] is None:  # of two, another server may take the other
            return False
        return given[0][1].decode("latin-1").lower() in self._hosts or "*" in self._hosts

    async def _misdirected(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = KgError("the server is addressed by a name that is not its own", valid=", ".join(sorted(self._hosts)))
        await problem(421, error)(scope, receive, send)

    def _completed(self, headers: list[Header]) -> list[Header]:
        given = {name for name, _ in headers}
        return [*headers, *(header for header in self._headers if header[0] not in given)]


def _place(path: str) -> str:
    """The first part of an address, as far as it is one of ours: what strangers make up is not counted one by one.

    >>> _place("/id/entity/x"), _place("/"), _place("/etc/passwd")
    ('id', 'home', 'other')
    """
    first = path.split("/")[1] if path.startswith("/") else ""
    return first if first in PLACES else "other" if first else "home"
