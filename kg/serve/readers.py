"""All that reads: processes for queries and processes for our own pages, kept on the newest copy of the store.

They are apart, so that a hostile query takes nothing from who looks at a page.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from kg.errors import AbsentError, KgError
from kg.query.messages import Failure, Kind, Message, Open, Reply, Request, View
from kg.query.process import Limits, failure
from kg.serve.edges.writing import edges_file
from kg.serve.pool import Pool
from kg.serve.settings import Settings
from kg.serve.snapshots import Snapshots
from kg.serve.workers import PassedError, Worker

LOG = logging.getLogger("uvicorn.error")
MODULE, INDEXER = "kg.serve.reader", "kg.serve.indexer"
VIEW_LIMITS = Limits(seconds=20.0, memory=1 << 30)
VIEWERS = 2
INDEX_SECONDS = 3600.0
LOOK = 0.5  # seconds between two looks at whether the store has changed


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: in memory, or in a file that whoever reads it removes."""

    kind: Kind
    body: bytes | None
    file: str


class Readers:
    """Answers queries and views of one store.

    Parameters
    ----------
    settings : Settings

    Raises
    ------
    StoreError
        When there is no store, or another program has it open.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.snapshots = Snapshots(settings.store)
        self.snapshots.renew()
        self.queries = Pool(lambda: self._start(settings.limits), settings.workers, settings.waiting)
        self.views = Pool(lambda: self._start(VIEW_LIMITS), VIEWERS, settings.waiting)
        self.changing = asyncio.Lock()  # held by whoever opens the store itself
        self._index = self.snapshots.folder / "search.sqlite"
        self._numbers = count(1)
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Start the processes."""
        await asyncio.gather(self.queries.open(), self.views.open())
        self._tasks = [asyncio.create_task(self._watching()), asyncio.create_task(self._indexing())]

    async def close(self) -> None:
        """End the processes and remove the copies."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(self.queries.close(), self.views.close())
        self.snapshots.close()

    async def query(self, request: Request) -> Answered:
        """Answer a query that the guard has let pass.

        Raises
        ------
        QueryError
            When it is malformed, too large or takes too long.
        BusyError
            When too many wait.
        """
        while True:
            spool = f"{self.snapshots.folder}/answer-{next(self._numbers)}"
            request = replace(request, spool=spool, largest=self.settings.largest_answer)
            try:
                reply = await self._ask(self.queries, request, request.seconds)
                if not isinstance(reply, Reply):
                    raise failure(reply, self.settings.limits)
            except PassedError as passed:
                passed.instead.add_done_callback(partial(_remove, spool))
            except BaseException:
                _remove(spool)
                raise
            else:
                return Answered(reply.kind, reply.body, spool)

    async def view(self, name: str, parameters: dict[str, str]) -> bytes:
        """Give a view as JSON.

        Raises
        ------
        AbsentError
            When what it is a view of is not there.
        KgError
            When a parameter is not valid.
        """
        reply: Message | None = None
        while reply is None:
            with suppress(PassedError):
                reply = await self._ask(self.views, View(name, parameters, VIEW_LIMITS.seconds), VIEW_LIMITS.seconds)
        if isinstance(reply, Reply) and reply.body is not None:
            return reply.body
        if isinstance(reply, Failure) and reply.kind == "absent":
            raise AbsentError(reply.message)
        if isinstance(reply, Failure) and reply.kind == "parameter":
            raise KgError(reply.message)
        if isinstance(reply, Failure) and reply.kind == "fault":
            raise RuntimeError(f"the view {name} of {parameters}: {reply.message}")
        raise failure(reply, VIEW_LIMITS)

    async def _ask(self, pool: Pool, message: Message, seconds: float) -> Message:
        async with pool.worker() as worker:
            await self._update(worker)
            answer: Message = await worker.ask(message, seconds)
            return answer

    async def _update(self, worker: Worker) -> None:
        if worker.folder != self.snapshots.current:
            with self.snapshots.kept() as folder:
                await worker.open(folder)

    async def _watching(self) -> None:
        """Follow what other processes change, and let go of old copies."""
        while True:
            await asyncio.sleep(LOOK)
            try:
                await self._follow()
            except (KgError, OSError) as error:  # another process has opened the store just now, or one of ours died: next time
                LOG.info("the store is looked at again: %s", error)

    async def _follow(self) -> None:
        async with self.changing:
            await asyncio.to_thread(self._renew_stale)
        for pool in (self.queries, self.views):
            await pool.tend(self._update)
        for folder in self.snapshots.forget(self.queries.folders | self.views.folders):
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
            edges_file(self.snapshots.folder, folder).unlink(missing_ok=True)

    def _renew_stale(self) -> None:
        if self.snapshots.stale:
            self.snapshots.renew()

    async def _indexing(self) -> None:
        """Keep the search index up to date with the newest copy."""
        worker, number = None, 0
        try:
            while True:
                if number != self.snapshots.number:
                    number = self.snapshots.number
                    if worker is None or not worker.alive:
                        worker = await Worker.start(INDEXER, VIEW_LIMITS, str(self._index))
                    await self._index_copy(worker)
                await asyncio.sleep(LOOK)
        finally:
            if worker is not None:
                worker.kill()
                await worker.ended()

    async def _index_copy(self, worker: Worker) -> None:
        """Index the newest copy; without it the server goes on, and finds what it found before."""
        try:
            with self.snapshots.kept() as folder:
                reply = await worker.ask(Open(str(folder)), INDEX_SECONDS)
        except KgError as error:
            LOG.error("the search index was not made: %s", error)
        else:
            if isinstance(reply, Failure):
                LOG.error("the search index was not made: %s", reply.message)

    async def _start(self, limits: Limits) -> Worker:
        with self.snapshots.kept() as folder:
            return await Worker.reading(MODULE, folder, limits, str(self._index))


def _remove(file: str, _: object = None) -> None:
    Path(file).unlink(missing_ok=True)
