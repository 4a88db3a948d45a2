"""Progress of work over articles, for a person who looks at a terminal; nothing is shown in files or pipes."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

WINDOW = 60.0  # seconds by whose pace the time left is told: what a store holds already passes faster than what is read
SOONEST = 2.0  # seconds after which there is a pace


class Pace:
    """How long it will take, by the pace of the last minute.

    Examples
    --------
    >>> pace = Pace()
    >>> for second in range(10):
    ...     pace.note(float(second), second / 100)
    >>> pace.left()
    91.0
    """

    def __init__(self) -> None:
        self._noted: deque[tuple[float, float]] = deque()

    def note(self, time: float, share: float) -> None:
        """Note what share of the work is done at a time, in seconds."""
        self._noted.append((time, share))
        while time - self._noted[0][0] > WINDOW:
            self._noted.popleft()

    def left(self) -> float | None:
        """Give the seconds left; None as long as nothing tells."""
        if not self._noted:
            return None
        (start, first), (now, share) = self._noted[0], self._noted[-1]
        return (1 - share) * (now - start) / (share - first) if share > first and now - start >= SOONEST else None


def spoken(seconds: float) -> str:
    """Say how much time is left, in words.

    >>> spoken(20), spoken(100), spoken(3_600), spoken(20_000)
    ('less than a minute left', 'about 2 minutes left', 'about 1 hour left', 'about 5.6 hours left')
    """
    minutes = round(seconds / 60)
    if seconds < 60:
        return "less than a minute left"
    if minutes < 60:
        return f"about {minutes} minute{'s' * (minutes > 1)} left"
    hours = f"{seconds / 3600:.1f}".removesuffix(".0")
    return f"about {hours} hour{'s' * (hours != '1')} left"


class Ticker:
    """Counts articles, and shows how many there are a second and how long it will take.

    Parameters
    ----------
    label : str
        What is done.
    share : callable, optional
        Gives the share of the work that is done, 0 to 1, or None where nobody knows.
    """

    def __init__(self, label: str, share: Callable[[], float | None] = lambda: None) -> None:
        self._label, self._share = label, share
        self._articles = 0
        self._started = perf_counter()
        self._pace = Pace()
        self._progress = _progress() if sys.stderr.isatty() else None
        self._task = self._progress.add_task(label, total=None, said="") if self._progress else None

    def __enter__(self) -> Ticker:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress:
            self._progress.stop()

    def advance(self) -> None:
        """Count one article."""
        self._articles += 1
        if self._progress and self._task is not None:
            now, share = perf_counter(), self._share()
            if share is not None:
                self._pace.note(now, share)
            total = None if share is None else 1.0
            self._progress.update(self._task, total=total, completed=share or 0.0, said=self._said(now))

    def _said(self, now: float) -> str:
        rate = self._articles / max(now - self._started, 0.001)
        left = self._pace.left()
        said = [f"{self._articles:,} articles", f"{rate:,.1f} articles/s"]
        return ", ".join(said if left is None else [*said, spoken(left)])


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
               TextColumn("{task.fields[said]}"))
    return Progress(*columns, console=Console(stderr=True), transient=True)
