"""Long queries and updates are checked beside the loop that serves everybody, one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from kg.serve.pool import BusyError

SHORT = 4_000  # characters that are checked at once: it takes a few milliseconds at worst

T = TypeVar("T")


class Checking:
    """A thread that checks.

    Parameters
    ----------
    waiting : int
        How many may wait for it.
    """

    def __init__(self, waiting: int) -> None:
        self._thread, self._waiting, self._most = ThreadPoolExecutor(1, "checking"), 0, waiting

    async def run(self, check: Callable[[str], T], text: str) -> T:
        """Check a text.

        Raises
        ------
        BusyError
            When too many wait.
        """
        if len(text) <= SHORT:
            return check(text)
        if self._waiting >= self._most:
            raise BusyError(f"{self._waiting} long requests wait already", valid="the same a little later")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, check, text)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """End the thread; what has not begun is not done."""
        self._thread.shutdown(wait=False, cancel_futures=True)
