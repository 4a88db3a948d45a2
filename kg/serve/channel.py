"""One end of a socket pair on which messages go as :mod:`multiprocessing.connection` frames them, answered in their order."""

from __future__ import annotations

import asyncio
import struct
from collections import deque
from typing import TypeVar, cast

from kg.query.messages import WITHDRAWN

HEADER = struct.Struct("!i")

T = TypeVar("T")
Answer = asyncio.Future[bytes]


class Channel(asyncio.Protocol):
    """Sends messages, each of which is answered by one.

    Parameters
    ----------
    greeted : bool
        Whether the other end says something first, which :attr:`last` will have.
    """

    def __init__(self, *, greeted: bool = False) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.WriteTransport | None = None
        self._received = bytearray()
        self._expected: deque[Answer] = deque()
        self._begun = 0.0
        self.closed = False
        if greeted:
            self._expect()

    @property
    def last(self) -> Answer | None:
        """The answer that comes last of those which are expected."""
        return self._expected[-1] if self._expected else None

    @property
    def waited(self) -> float:
        """The seconds since the answer that comes next could be begun."""
        return self._loop.time() - self._begun

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Take what has come, and give on the messages that are whole."""
        self._received += data
        while len(self._received) >= HEADER.size:
            end = HEADER.size + HEADER.unpack_from(self._received)[0]
            if len(self._received) < end:
                return
            message = bytes(self._received[HEADER.size : end])
            del self._received[:end]
            answer, self._begun = self._expected.popleft(), self._loop.time()
            if not answer.done():
                answer.set_result(message)

    def connection_lost(self, exc: Exception | None) -> None:
        """The other end has gone."""
        self.closed = True
        for answer in self._expected:
            if not answer.done():
                answer.set_exception(ConnectionResetError())

    def send(self, data: bytes) -> Answer:
        """Send a message; give what will be its answer, or ConnectionResetError when the other end has gone."""
        answer = self._expect()
        if self.closed or self._transport is None:
            answer.set_exception(ConnectionResetError())
        else:
            self._transport.write(HEADER.pack(len(data)) + data)
        return answer

    def withdraw(self, answer: Answer) -> Answer:
        """Ask for an answer no more, as far as it is the last one and has not been begun; give what comes in its place."""
        if self.last is not answer or self.closed or self._transport is None:
            return answer
        self._transport.write(HEADER.pack(len(WITHDRAWN)) + WITHDRAWN)
        self._expected.pop()
        instead = self._expect()
        instead.add_done_callback(lambda done: done.exception())  # which nobody else looks at
        return instead

    def close(self) -> None:
        """End the connection."""
        self.closed = True
        if self._transport:
            self._transport.close()

    def _expect(self) -> Answer:
        if not self._expected:
            self._begun = self._loop.time()
        answer: Answer = self._loop.create_future()
        self._expected.append(answer)
        return answer


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
