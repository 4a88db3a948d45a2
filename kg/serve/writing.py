"""The process that writes, as the server sees it: one change at a time, each with a deadline."""

from __future__ import annotations

from kg import errors
from kg.errors import KgError, QueryRefusedError, StoreError
from kg.query.process import Limits, syntax_error
from kg.serve.changes import Change, Done, decode_outcome
from kg.serve.readers import Readers
from kg.serve.settings import Settings
from kg.serve.workers import Worker

MODULE = "kg.serve.writer"
SECONDS = 120.0


class ReadOnlyError(QueryRefusedError):
    """A change, where none is allowed."""


class Writing:
    """Changes the store; a change that does not end in time is stopped and leaves the store as it was.

    Parameters
    ----------
    settings : Settings
    readers : Readers
        They see each change from the next answer on.
    """

    def __init__(self, settings: Settings, readers: Readers) -> None:
        self.settings, self.readers = settings, readers
        self._worker: Worker | None = None

    async def make(self, change: Change, seconds: float = SECONDS) -> Done:
        """Make one change.

        Raises
        ------
        QueryError, SourceError
            When the update or the upload is malformed.
        StoreError
            When another program has the store open.
        QueryTimeoutError
            When it takes too long.
        """
        async with self.readers.changing:
            worker = await self._alive()
            outcome = await worker.ask(change, seconds)
            self.readers.changed = True
        if isinstance(outcome, Done):
            return outcome
        if outcome.error == "SyntaxError":
            raise syntax_error(outcome.what)
        kind = getattr(errors, outcome.error, StoreError)
        raise (kind if issubclass(kind, KgError) else StoreError)(outcome.what, where=outcome.where, valid=outcome.valid)

    async def close(self) -> None:
        """End the process."""
        if self._worker:
            self._worker.kill()
            await self._worker.ended()

    async def _alive(self) -> Worker:
        if self._worker is None or not self._worker.alive:
            self._worker = await Worker.start(MODULE, Limits(), str(self.settings.store))
            self._worker.decode = decode_outcome
        return self._worker
