"""Worker processes that share the work: one asks one at a time, the others wait their turn, and not too many wait."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from kg.errors import KgError
from kg.serve.channel import within
from kg.serve.workers import Worker

PATIENCE = 10.0  # seconds in which a worker must become free
RETRY = 0.5  # seconds after a worker could not be started

Start = Callable[[], Awaitable[Worker]]


class BusyError(KgError):
    """More is asked than can be answered now."""


class Pool:
    """Processes of one kind.

    Parameters
    ----------
    start : callable
        Starts one that is ready to be asked.
    size : int
        How many.
    waiting : int
        How many may wait for one.
    """

    def __init__(self, start: Start, size: int, waiting: int) -> None:
        self.size, self.waiting, self.replaced = size, waiting, 0
        self._start, self._closed = start, False
        self._idle: list[Worker] = []  # the last one is asked next: what it needs is in the processor's caches
        self._queue: deque[asyncio.Future[Worker]] = deque()
        self._workers: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start the processes; raises what the first that fails raises."""
        started = await asyncio.gather(*(self._start() for _ in range(self.size)), return_exceptions=True)
        for worker in started:
            if not isinstance(worker, BaseException):
                self._workers.add(worker)
                self._give(worker)
        for failure in started:
            if isinstance(failure, BaseException):
                raise failure

    async def close(self) -> None:
        """End the processes; none is started any more."""
        self._closed = True
        replacing = list(self._tasks)
        for task in replacing:
            task.cancel()
        await asyncio.gather(*replacing, return_exceptions=True)
        for worker in self._workers:
            worker.kill()
        await asyncio.gather(*(worker.ended() for worker in self._workers))
        self._workers.clear()
        self._idle.clear()

    @property
    def busy(self) -> int:
        """How many are being asked, or being replaced."""
        return self.size - len(self._idle)

    @property
    def queued(self) -> int:
        """How many wait for one."""
        return len(self._queue)

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[Worker]:
        """Have a process for oneself.

        Raises
        ------
        BusyError
            When too many wait, or none becomes free.
        """
        worker = self._idle.pop() if self._idle else await self._wait()
        try:
            yield worker
        finally:
            self._give(worker)

    async def tend(self, change: Callable[[Worker], Awaitable[None]]) -> None:
        """Do something to each process that is idle now."""
        for worker in list(self._idle):
            if worker in self._idle:
                self._idle.remove(worker)
                try:
                    await change(worker)
                finally:
                    self._give(worker)

    @property
    def folders(self) -> set[Path]:
        """The stores that its processes read."""
        return {worker.folder for worker in self._workers if worker.folder}

    async def _wait(self) -> Worker:
        if len(self._queue) >= self.waiting:
            raise BusyError(f"{len(self._queue)} requests wait already", valid="the same a little later")
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._queue.append(place)
        try:
            return await within(PATIENCE, place)
        except TimeoutError:
            raise BusyError(f"no process was free in {PATIENCE:g} seconds", valid="the same a little later") from None
        except asyncio.CancelledError:  # whoever waited has gone, perhaps just as its turn came
            if place.done() and not place.cancelled() and not place.exception():
                self._give(place.result())
            raise
        finally:
            if place in self._queue:
                self._queue.remove(place)

    def _give(self, worker: Worker) -> None:
        """Hand a process to who waits longest, or keep it; a dead one is replaced."""
        if self._closed:
            worker.kill()
            return
        if not worker.alive:
            self._workers.discard(worker)
            task = asyncio.create_task(self._replace(worker))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return
        while self._queue:
            place = self._queue.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    async def _replace(self, dead: Worker) -> None:
        await dead.ended()
        self.replaced += 1
        while True:
            try:
                worker = await self._start()
            except (KgError, OSError):
                await asyncio.sleep(RETRY)
            else:
                self._workers.add(worker)
                self._give(worker)
                return
