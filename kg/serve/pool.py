"""Worker processes that share the work: who asks waits for a turn, and not too many wait.

A process that is at work on a question has the next one at hand already, so that it need not wait for it; when the first
takes long, the second goes elsewhere (:class:`kg.serve.workers.PassedError`).
"""

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
AT_HAND = 2  # questions of one worker
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
        self._queue: deque[asyncio.Future[Worker]] = deque()
        self._workers: dict[Worker, int] = {}  # and how many questions each has at hand
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start the processes; raises what the first that fails raises."""
        started = await asyncio.gather(*(self._start() for _ in range(self.size)), return_exceptions=True)
        for worker in started:
            if not isinstance(worker, BaseException):
                self._begin(worker)
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

    @property
    def busy(self) -> int:
        """How many are being asked, or being replaced."""
        return self.size - len(self._idle())

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
        worker = self._free() or await self._wait()
        try:
            yield worker
        finally:
            self._give(worker)

    async def tend(self, change: Callable[[Worker], Awaitable[None]]) -> None:
        """Do something to each process that is idle now."""
        for worker in self._idle():
            if self._workers.get(worker) == 0:
                self._workers[worker] = AT_HAND
                try:
                    await change(worker)
                finally:
                    self._workers[worker] = 1
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

    def _idle(self) -> list[Worker]:
        return [worker for worker, at_hand in self._workers.items() if not at_hand]

    def _free(self) -> Worker | None:
        """Take the process that has least at hand, of those that take one more question."""
        return next((worker for worker in sorted(self._workers, key=self._workers.__getitem__) if self._takes(worker)), None)

    def _takes(self, worker: Worker) -> bool:
        at_hand = self._workers[worker]
        takes = worker.alive and (at_hand == 0 or (at_hand < AT_HAND and worker.prompt))
        self._workers[worker] += takes
        return takes

    def _begin(self, worker: Worker) -> None:
        self._workers[worker] = 0
        self._hand_out(worker)

    def _give(self, worker: Worker) -> None:
        """Take a process back, for who waits longest; a dead one is replaced."""
        if self._closed:
            worker.kill()
        elif worker not in self._workers:  # dead, and being replaced
            return
        elif worker.alive:
            self._workers[worker] -= 1
            self._hand_out(worker)
        else:
            del self._workers[worker]
            task = asyncio.create_task(self._replace(worker))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _hand_out(self, worker: Worker) -> None:
        """Let who waits ask it."""
        while self._queue and (self._queue[0].done() or self._takes(worker)):
            place = self._queue.popleft()
            if not place.done():
                place.set_result(worker)

    async def _replace(self, dead: Worker) -> None:
        await dead.ended()
        self.replaced += 1
        while True:
            try:
                worker = await self._start()
            except (KgError, OSError):
                await asyncio.sleep(RETRY)
            else:
                self._begin(worker)
                return
