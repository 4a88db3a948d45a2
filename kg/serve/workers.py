"""A worker process as asyncio sees it; what runs in it is :mod:`kg.serve.reader` or :mod:`kg.serve.writer`."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from kg.query.messages import Open, Ready, decode, encode
from kg.query.process import START_SECONDS, Limits, command, death, no_store, too_late
from kg.serve.channel import Channel


class Worker:
    """One process; after a failure it is dead and another is to be started.

    Use :meth:`start`. ``folder`` is the store that it reads; ``decode`` reads its answers.
    """

    def __init__(self, process: asyncio.subprocess.Process, channel: Channel, limits: Limits) -> None:
        self._process, self._channel, self.limits = process, channel, limits
        self.decode: Callable[[bytes], Any] = decode
        self.folder: Path | None = None

    @classmethod
    async def start(cls, module: str, limits: Limits, *arguments: str) -> Worker:
        """Start a process that is told its end of a socket pair and the arguments."""
        ours, theirs = socket.socketpair()
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *command(module, theirs.fileno(), *arguments), pass_fds=[theirs.fileno()], start_new_session=True,
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE)
        _, channel = await asyncio.get_running_loop().create_connection(Channel, sock=ours)
        return cls(process, channel, limits)

    @classmethod
    async def reading(cls, module: str, folder: Path, limits: Limits, *arguments: str) -> Worker:
        """Start a process that opens a store; raises StoreError when it cannot."""
        worker = await cls.start(module, limits, str(limits.memory), *arguments)
        await worker.open(folder)
        return worker

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.returncode is None and not self._channel.closed

    async def open(self, folder: Path) -> None:
        """Let it read the store in a folder, and no other; raises StoreError when it cannot."""
        message = await self.ask(Open(str(folder)), START_SECONDS)
        if not isinstance(message, Ready):
            self.kill()
            raise no_store(message, folder)
        self.folder = folder

    async def ask(self, message: msgspec.Struct, seconds: float) -> Any:
        """Give its answer; ends the process and raises QueryTimeoutError when there is none in time, or none any more."""
        self._channel.send(encode(message))
        return await self._receive(seconds)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._channel.close()
        if self._process.returncode is None:
            self._process.kill()

    async def ended(self) -> None:
        """Wait until it has gone."""
        await self._process.wait()

    async def _receive(self, seconds: float) -> Any:
        try:
            return self.decode(await self._channel.receive(seconds))
        except ConnectionError:
            self._channel.close()
            raise death(await self._last_words(), self._process.returncode, self.limits) from None
        except TimeoutError:
            self.kill()
            raise too_late(seconds) from None
        except asyncio.CancelledError:  # whoever asked has gone
            self.kill()
            raise

    async def _last_words(self) -> bytes:
        words = await self._process.stderr.read() if self._process.stderr else b""
        await self._process.wait()
        self.kill()
        return words
