"""One end of a socket pair on which messages go as :mod:`multiprocessing.connection` frames them: a question, an answer."""

from __future__ import annotations

import asyncio
import struct
from typing import TypeVar, cast

HEADER = struct.Struct("!i")

T = TypeVar("T")


class Channel(asyncio.Protocol):
    """Sends a message and waits for the one that comes back; one at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._received = bytearray()
        self._answer: asyncio.Future[bytes] | None = None
        self.closed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Take what has come, and give the message on when it is whole."""
        self._received += data
        if len(self._received) < HEADER.size:
            return
        size, = HEADER.unpack_from(self._received)
        if len(self._received) >= HEADER.size + size:
            message = bytes(self._received[HEADER.size : HEADER.size + size])
            del self._received[: HEADER.size + size]
            answer = self._answer = self._answer or asyncio.get_running_loop().create_future()
            if not answer.done():
                answer.set_result(message)

    def connection_lost(self, exc: Exception | None) -> None:
        """The other end has gone."""
        self.closed = True
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionResetError())

    def send(self, data: bytes) -> None:
        """Send a message, whose answer is then waited for by :meth:`receive`."""
        self._answer = asyncio.get_running_loop().create_future()
        if self.closed or self._transport is None:
            self._answer.set_exception(ConnectionResetError())
        else:
            self._transport.write(HEADER.pack(len(data)) + data)

    async def receive(self, seconds: float) -> bytes:
        """Give the next message.

        Raises
        ------
        TimeoutError
            When it has not come in time.
        ConnectionResetError
            When the other end has gone.
        """
        if self.closed and self._answer is None:
            raise ConnectionResetError
        self._answer = self._answer or asyncio.get_running_loop().create_future()
        try:
            return await within(seconds, self._answer)
        finally:
            self._answer = None

    def close(self) -> None:
        """End the connection."""
        self.closed = True
        if self._transport:
            self._transport.close()


async def within(seconds: float, future: asyncio.Future[T]) -> T:
    """Wait for a future; without a task of its own, for this is done for every request.

    Raises
    ------
    TimeoutError
        When it has not come in time; the future has that result too.
    """
    clock = asyncio.get_running_loop().call_later(seconds, _too_late, future)
    try:
        return await future
    finally:
        clock.cancel()


def _too_late(future: asyncio.Future[T]) -> None:
    if not future.done():
        future.set_exception(TimeoutError())
