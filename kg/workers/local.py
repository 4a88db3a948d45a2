"""Hands on this machine: this process, or several of its own, each with the model loaded once."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Protocol

from kg.errors import KgError
from kg.model import Article
from kg.rdf.runs import Settings
from kg.workers.draft import Draft, draft, failed

AHEAD = 32  # articles for each process that are read or wait to be: work for as long as a batch is being written
ATTEMPTS = 2  # at an article whose process ends
ENDED = "the process that read it ended, and the next one too: out of memory, or killed"


class Promise(Protocol):
    """A draft that is there, or will be."""

    def done(self) -> bool:
        """Whether it is there."""

    def result(self) -> Draft:
        """Wait for it; raises ExtractionError where no article can be read."""

    def cancel(self) -> bool:
        """Say that nobody needs it."""


class Workers(Protocol):
    """Who reads articles. ``ahead`` is how many may be handed out before the first draft is taken."""

    @property
    def ahead(self) -> int:
        """How many articles may be handed out before the first draft is taken."""

    def submit(self, article: Article) -> Promise:
        """Hand out an article."""

    def close(self) -> None:
        """End what is under way."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Later:
    """A draft that is made when it is asked for."""

    make: Callable[[], Draft]

    def done(self) -> bool:
        return True

    def result(self) -> Draft:
        return self.make()

    def cancel(self) -> bool:
        return True


class Here:
    """This process: an article is read when its draft is asked for."""

    ahead = 0

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def submit(self, article: Article) -> Promise:
        """Hand out an article."""
        return _Later(lambda: self._draft(article))

    def close(self) -> None:
        """Do nothing: nothing is under way."""

    def _draft(self, article: Article) -> Draft:
        try:
            return draft(article, self._settings)
        except MemoryError as error:
            return failed(article, error)


class Processes:
    """Processes of this machine, started when there is work for them.

    One that is killed, or runs out of memory, is replaced, and its article read once more.

    Parameters
    ----------
    settings : Settings
    jobs : int
        How many processes at most.
    """

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.ahead = AHEAD * jobs
        self._settings = settings
        self._threads = ThreadPoolExecutor(jobs, "kg-worker")  # each waits for one process
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()
        self._closed = False

    def submit(self, article: Article) -> Promise:
        """Hand out an article; drafts are made in the order of handing out, as far as there are processes."""
        return self._threads.submit(self._draft, article)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._closed = True
        for process in list(self._all):
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in list(self._all):
            self._end(process)

    def _draft(self, article: Article) -> Draft:
        for _ in range(ATTEMPTS):
            if self._closed:
                raise CancelledError
            process = self._idle.pop() if self._idle else self._start()
            try:
                made = process.ask(article, self._settings)
            except (EOFError, OSError):
                self._end(process)
            else:
                self._idle.append(process)
                return made
        return failed(article, ENDED)

    def _start(self) -> _Process:
        process = _Process()
        self._all.add(process)
        if self._closed:  # in the meantime
            process.kill()
        return process

    def _end(self, process: _Process) -> None:
        process.close()
        self._all.discard(process)


class _Process:
    """One process; what it is told and what it answers are records."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "kg.workers.process", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C reaches the person's process alone, which then ends this one
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            )
        self._connection = Connection(ours.detach())

    def ask(self, article: Article, settings: Settings) -> Draft:
        """Give the draft of an article; raises EOFError or OSError where the process has ended."""
        self._connection.send((article, settings))
        answer: Draft | KgError = self._connection.recv()
        if isinstance(answer, KgError):
            raise answer
        return answer

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.wait()
