"""Listening: uvicorn, with a clock on requests that do not come to their end."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.serve.app import app
from kg.serve.settings import Settings

HEADER_SECONDS = 10.0
MOST_CONNECTIONS = 512


class Gathered:
    """A transport whose writes of one turn of the loop leave together: an answer's head and body wake the client once."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Write soon."""
        if not self._waiting:
            self._loop.call_soon(self._flush)
        self._waiting.append(data)

    def close(self) -> None:
        """Close when all is written."""
        self._flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _flush(self) -> None:
        if self._waiting and not self._transport.is_closing():  # the client has gone
            self._transport.write(b"".join(self._waiting))
        self._waiting.clear()


class Clocked(HttpToolsProtocol):
    """A connection whose request must have its headers within some seconds, however slowly they trickle."""

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start the clock."""
        super().connection_made(cast(asyncio.Transport, Gathered(transport, self.loop)))
        self._start()

    def on_message_begin(self) -> None:
        """Start it for each further request."""
        self._start()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Stop it: the body has a clock of its own, and between requests the server's is at work."""
        self._stop()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop it."""
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        self._stop()
        self._clock = self.loop.call_later(HEADER_SECONDS, self.transport.close)

    def _stop(self) -> None:
        if self._clock:
            self._clock.cancel()
            self._clock = None


def config(settings: Settings, *, access_log: bool = True) -> uvicorn.Config:
    """How the application is served."""
    return uvicorn.Config(app(settings), http=Clocked, loop="uvloop", lifespan="on", access_log=access_log, ws="none",
                          limit_concurrency=MOST_CONNECTIONS, timeout_keep_alive=15, h11_max_incomplete_event_size=64 * 1024,
                          server_header=False, log_level="info" if access_log else "warning", timeout_graceful_shutdown=5)


def serve(settings: Settings, listening: socket.socket, *, access_log: bool = True) -> None:
    """Serve until interrupted.

    Raises
    ------
    StoreError
        When there is no store, or another program has it open.
    """
    uvicorn.Server(config(settings, access_log=access_log)).run(sockets=[listening])
