"""A worker process as asyncio sees it; what runs in it is :mod:`kg.serve.reader` or :mod:`kg.serve.writer`."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from kg.query.messages import Open, Ready, decode, encode
from kg.query.process import START_SECONDS, Limits, command, death, environment, no_store, too_late
from kg.serve.channel import Answer, Channel, within

SOON = 0.05  # seconds for which a question may wait behind another one


class PassedError(Exception):
    """A question was not begun, and is to be asked elsewhere; ``instead`` comes in place of its answer."""

    def __init__(self, instead: Answer) -> None:
        super().__init__()
        self.instead = instead


class Worker:
    """One process; after a failure it is dead and another is to be started.

    Use :meth:`start`. ``folder`` is the store that it reads; ``decode`` reads its answers.
    """

    def __init__(self, process: asyncio.subprocess.Process, channel: Channel, limits: Limits) -> None:
        self._process, self._channel, self.limits = process, channel, limits
        self.decode: Callable[[bytes], Any] = decode
        self.folder: Path | None = None

    @classmethod
    async def start(cls, module: str, limits: Limits, *arguments: str, greeted: bool = False) -> Worker:
        """Start a process that is told its end of a socket pair and the arguments."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *command(module, theirs.fileno(), *arguments), pass_fds=[theirs.fileno()], start_new_session=True,
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
                env=environment())
        _, channel = await asyncio.get_running_loop().create_connection(lambda: Channel(greeted=greeted), sock=ours)
        return cls(process, channel, limits)

    @classmethod
    async def reading(cls, module: str, folder: Path, limits: Limits, *arguments: str) -> Worker:
        """Start a process that opens a store; raises StoreError when it cannot."""
        worker = await cls.start(module, limits, str(folder), str(limits.memory), *arguments, greeted=True)
        greeting = worker._channel.last
        assert greeting is not None  # noqa: S101  # it is the first that is expected
        await worker._opened(folder, await worker._receive(greeting, START_SECONDS, None))
        return worker

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.returncode is None and not self._channel.closed

    @property
    def prompt(self) -> bool:
        """Whether it has not been at work on one question for long, so that another one may wait behind that."""
        return self._channel.last is None or self._channel.waited < SOON

    async def open(self, folder: Path) -> None:
        """Let it read another store."""
        await self._opened(folder, await self.ask(Open(str(folder)), START_SECONDS))

    async def ask(self, message: msgspec.Struct, seconds: float) -> Any:
        """Give its answer.

        Raises
        ------
        QueryTimeoutError, QueryError
            When there is none in time, or none any more; the process has been ended.
        PassedError
            When it was not begun, for the question before took long or ended the process.
        """
        before = self._channel.last
        answer = self._channel.send(encode(message))
        if before is None:
            return await self._receive(answer, seconds, None)
        clock = asyncio.get_running_loop().call_later(SOON, self._pass, before, answer)
        try:
            return await self._receive(answer, seconds, before)
        finally:
            clock.cancel()

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._channel.close()
        if self._process.returncode is None:
            self._process.kill()

    async def ended(self) -> None:
        """Wait until it has gone."""
        await self._process.wait()

    async def _opened(self, folder: Path, message: Any) -> None:
        if not isinstance(message, Ready):
            self.kill()
            raise no_store(message, folder)
        self.folder = folder

    async def _receive(self, answer: Answer, seconds: float, before: Answer | None) -> Any:
        try:
            return self.decode(await within(seconds, answer))
        except ConnectionError:
            self._channel.close()
            if not _is_over(before):
                raise PassedError(answer) from None
            raise death(await self._last_words(), self._process.returncode, self.limits) from None
        except TimeoutError:
            self.kill()
            raise too_late(seconds) from None
        except asyncio.CancelledError:  # whoever asked has gone
            if _is_over(before):
                self.kill()
            else:
                self._channel.withdraw(answer)
            raise

    def _pass(self, before: Answer, answer: Answer) -> None:
        """Wait no longer behind a question that takes long."""
        if not _is_over(before) and not answer.done():
            answer.set_exception(PassedError(self._channel.withdraw(answer)))

    async def _last_words(self) -> bytes:
        words = await self._process.stderr.read() if self._process.stderr else b""
        await self._process.wait()
        self.kill()
        return words


def _is_over(before: Answer | None) -> bool:
    """Whether what was asked before, if anything, has been answered, so that the next question is at work."""
    return before is None or (before.done() and not before.cancelled() and before.exception() is None)
