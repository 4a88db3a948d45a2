"""The worker process seen from outside: start, ask with a deadline, kill, and say why it died."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from kg.errors import AnswerTooLargeError, KgError, QueryError, QueryTimeoutError, StoreError
from kg.query.messages import Failure, Message, Open, Ready, Reply, Request, decode, encode

START_SECONDS = 60.0
NARROWER = "a narrower query, or a LIMIT"
TUNABLES = "GLIBC_TUNABLES"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: ``seconds`` of time, ``memory`` in bytes beyond the open store's own."""

    seconds: float = 30.0
    memory: int = 1 << 30


DEFAULT_LIMITS = Limits()


class WorkerProcess:
    """One worker, which is given a store by :meth:`open`; after a failure it is dead and a new one is to be started."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.folder: Path | None = None
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603
                command("kg.query.worker", theirs.fileno(), "", str(limits.memory)),
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C reaches the person's process alone, which then ends this one
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(),
            )
        self._connection = Connection(ours.detach())

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None

    def open(self, folder: Path) -> None:
        """Let it read the store in a folder, and no other; raises StoreError when it cannot."""
        message = self._exchange(Open(str(folder)), START_SECONDS)
        if not isinstance(message, Ready):
            self.close()
            raise no_store(message, folder)
        self.folder = folder

    def ask(self, request: Request) -> Reply:
        """Give the answer; raises QueryError, or QueryTimeoutError at the deadline or the memory cap."""
        message = self._exchange(request, request.seconds)
        if isinstance(message, Reply):
            return message
        raise failure(message, self.limits)

    def close(self) -> None:
        """End the process."""
        self._connection.close()
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()

    def _exchange(self, message: Message, seconds: float) -> Message:
        try:
            self._connection.send_bytes(encode(message))
            if self._connection.poll(seconds):
                answer: Message = decode(self._connection.recv_bytes())
                return answer
        except (EOFError, ConnectionError):
            self._explain_death()
        except BaseException:
            self.close()
            raise
        self.close()
        raise too_late(seconds)

    def _explain_death(self) -> NoReturn:
        code = self._process.wait()
        last_words = self._process.stderr.read() if self._process.stderr else b""
        self.close()
        raise death(last_words, code, self.limits)


def command(module: str, descriptor: int, *arguments: str) -> list[str]:
    """The command that starts a worker of a module, which is told its end of a socket pair and more."""
    return [sys.executable, "-P", "-m", module, str(descriptor), *arguments]


def environment() -> dict[str, str]:
    """The environment of a worker: glibc keeps more small blocks at hand, of which the engine takes and gives many a query.

    A third of the engine's time would otherwise go into finding them. Other systems do not read the variable.
    """
    return {TUNABLES: "glibc.malloc.tcache_count=128", **os.environ}


def no_store(message: Message, folder: Path) -> StoreError:
    """Say why a worker could not begin."""
    reason = message.message if isinstance(message, Failure) else "unexpected answer"
    return StoreError(f"the store cannot be opened: {reason}", where=str(folder))


def too_late(seconds: float) -> QueryTimeoutError:
    """Say that the deadline has passed."""
    return QueryTimeoutError(f"no answer after {seconds:g} seconds", valid=NARROWER)


def failure(message: Message, limits: Limits) -> KgError:
    """Say what a worker answered that is no reply."""
    if not isinstance(message, Failure):
        return QueryError("unexpected answer")
    if message.kind == "syntax":
        return syntax_error(message.message)
    if message.kind == "memory":
        return _out_of_memory(limits)
    if message.kind == "size":
        return AnswerTooLargeError(message.message, valid=NARROWER)
    return QueryError(message.message)


def death(last_words: bytes, code: int | None, limits: Limits) -> QueryError:
    """Say why a worker ended: by what it wrote to standard error, or else by its exit code."""
    words = last_words.decode("utf-8", "replace")
    if "memory allocation" in words or "MemoryError" in words:
        return _out_of_memory(limits)
    if "overflowed its stack" in words:
        return QueryError("the query is nested too deep for the engine", valid="a flatter query")
    return QueryError(f"the query ended the engine: {_last_line(words) or code}")


def syntax_error(message: str) -> QueryError:
    """Turn the engine's message into ours: the place as people say it, and the first words of what was expected.

    >>> str(syntax_error("error at 2:7: expected OPTIONAL"))
    'the query is not SPARQL: expected OPTIONAL (at line 2, column 7)'
    """
    place, _, rest = message.removeprefix("error at ").partition(": ")
    line, _, column = place.partition(":")
    if not (line.isdigit() and column.isdigit()):
        return QueryError(f"the query is not SPARQL: {_last_line(message)}")
    if "Prefix not found" in rest:
        rest = "a prefix is not declared"
    return QueryError(f"the query is not SPARQL: {rest.splitlines()[0][:120]}", where=f"line {line}, column {column}")


def _out_of_memory(limits: Limits) -> QueryTimeoutError:
    return QueryTimeoutError(f"the query needs more than {limits.memory >> 20} MiB of memory", valid=NARROWER)


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""
