"""What stands before every endpoint: the name by which the server was addressed, strict headers, and counting."""

from __future__ import annotations

from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.serve.metrics import Metrics
from kg.serve.problems import problem

DATA_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin", "Content-Security-Policy": DATA_POLICY,
}
SHARED = "Cross-Origin-Resource-Policy"
PLACES = frozenset(("api", "assets", "decisions", "graph", "healthz", "id", "metrics", "query", "review", "sparql", "store",
                    "timeline", "update"))


class Guarding:
    """Middleware around the application."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], origins: frozenset[str], metrics: Metrics) -> None:
        self.app, self.hosts, self.origins, self.metrics = app, hosts, origins, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, status = perf_counter(), 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(MutableHeaders(scope=message))
            await send(message)

        try:
            if self._is_addressed(scope):
                await self.app(scope, receive, sending)
            else:
                error = KgError("the server is addressed by a name that is not its own", valid=", ".join(sorted(self.hosts)))
                await problem(421, error)(scope, receive, sending)
        finally:
            self.metrics.took(_place(scope["path"]), scope["method"], status, perf_counter() - start)

    def _is_addressed(self, scope: Scope) -> bool:
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        return name.lower() in self.hosts or "*" in self.hosts

    def _add_headers(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers[SHARED] = "cross-origin" if self.origins else "same-origin"


def _place(path: str) -> str:
    """The first part of an address, as far as it is one of ours: what strangers make up is not counted one by one.

    >>> _place("/id/entity/x"), _place("/"), _place("/etc/passwd")
    ('id', 'home', 'other')
    """
    first = path.split("/")[1] if path.startswith("/") else ""
    return first if first in PLACES else "other" if first else "home"
