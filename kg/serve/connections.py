"""Connections that nobody can keep for himself: clocks and bounds on what a client sends, and on how it takes what it gets."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0  # in which a head must come, or the rest of a body that nobody waits for
IDLE_SECONDS = 15.0  # between two requests
TAKING_SECONDS = 60.0  # in which a client must take something of an answer
LONGEST_HEAD = 512 * 1024  # bytes between two things that the parser tells of: of an address, of headers, of trailers
MOST_HEADERS, MOST_PIPELINED = 200, 64
MOST_CONNECTIONS = 512


class TooManyError(Exception):
    """More than there may be: the parser goes no further."""


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


class Bounded(HttpToolsProtocol):
    """A connection that ends when its client is slow, sends a head without end, or too many requests at once.

    Where there are as many connections as there may be, a new one takes the place of that whose request, or the rest of it,
    has been waited for longest: whoever opens many and sends little keeps nobody else out.
    """

    _sending: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    _since: float | None = None  # when the client's turn to send something began
    _untold = 0  # bytes since the parser last told of something

    def connection_made(self, transport: Any) -> None:
        """Wait for a request."""
        super().connection_made(cast(asyncio.Transport, Gathered(transport, self.loop)))
        self._expect(HEAD_SECONDS)
        self._make_room()

    def data_received(self, data: bytes) -> None:
        """Read on, as long as what comes is told of now and then."""
        self._untold += len(data)
        super().data_received(data)
        if self._untold > LONGEST_HEAD and not self.transport.is_closing():
            self.send_400_response("The head of the request is too long.")

    def on_message_begin(self) -> None:
        """Wait for the rest of a head."""
        self._expect(HEAD_SECONDS)
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take one of not too many."""
        if len(self.headers) >= MOST_HEADERS:
            raise TooManyError
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Let the server work; whoever reads the body has a clock of its own for it."""
        self._stop_sending_clock()
        self._untold = 0
        super().on_headers_complete()
        if len(self.pipeline) > MOST_PIPELINED:
            self.transport.abort()
            raise TooManyError

    def on_body(self, body: bytes) -> None:
        """Go on."""
        self._untold = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait for nothing."""
        self._untold = 0
        self._since = None
        if self.cycle.response_complete:
            self._expect(IDLE_SECONDS)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the rest of this one, which nobody reads."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._expect(HEAD_SECONDS if self.cycle.more_body else IDLE_SECONDS)

    def pause_writing(self) -> None:
        """Wait for the client to take something."""
        super().pause_writing()
        self._taking = self.loop.call_later(TAKING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        self._stop_taking_clock()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_sending_clock()
        self._stop_taking_clock()
        super().connection_lost(exc)

    def _expect(self, seconds: float) -> None:
        """Have it end when the client does not do its part in time."""
        self._stop_sending_clock()
        self._since = self.loop.time()
        self._sending = self.loop.call_later(seconds, self.transport.abort)

    def _stop_sending_clock(self) -> None:
        if self._sending:
            self._sending.cancel()
            self._sending = None

    def _stop_taking_clock(self) -> None:
        if self._taking:
            self._taking.cancel()
            self._taking = None

    def _make_room(self) -> None:
        """End the connection that has been waited for longest, if there are too many and any is: one at work stays."""
        if len(self.connections) <= MOST_CONNECTIONS:
            return
        living = [c for c in self.connections if isinstance(c, Bounded) and not c.transport.is_closing()]
        waited = [(c._since, c) for c in living if c._since is not None and c is not self]
        if waited and len(living) > MOST_CONNECTIONS:
            min(waited, key=lambda one: one[0])[1].transport.abort()
