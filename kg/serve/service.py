"""What all endpoints share: the settings, the processes that read, and the one that writes."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

from starlette.requests import Request

from kg.serve.checking import Checking
from kg.serve.readers import Readers
from kg.serve.settings import Settings
from kg.serve.writing import Writing

STATE = "service"


class Service:
    """One store, served.

    Raises
    ------
    StoreError
        When there is none.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.readers = Readers(settings)
        self.writing = Writing(settings, self.readers)
        self.checking = Checking(settings.waiting)

    @property
    def state(self) -> dict[str, Service]:
        """What every request is told, for :func:`service`."""
        return {STATE: self}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start the processes, and end them."""
        try:
            await self.readers.open()
            yield
        finally:
            await self.writing.close()
            await self.readers.close()
            self.checking.close()

    @asynccontextmanager
    async def temporary(self) -> AsyncIterator[Path]:
        """Have a path for a file that is gone afterwards."""
        file = self.readers.snapshots.folder / f"upload-{secrets.token_hex(8)}"
        try:
            yield file
        finally:
            file.unlink(missing_ok=True)


def service(request: Request) -> Service:
    """The service that a request is for."""
    return cast(Service, request.scope["state"][STATE])
