"""What the commands share to speak to a person: errors, progress and summaries, all on standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from rich.progress import Progress

WORDS_PER_SECOND_FROM = 0.001


def complain(error: KgError | str) -> None:
    """Say what went wrong in the one shape errors have: ``kg: error: what (at where); valid: ...``."""
    click.echo(f"kg: error: {error}", err=True)


def tell(line: str) -> None:
    """Say something that is no data."""
    click.echo(line, err=True)


class Failures:
    """Inputs that could not be read, said as they come and counted.

    It is callable, so that it can be handed to readers as their ``on_error``.
    """

    def __init__(self, limit: int = 20) -> None:
        self.count = 0
        self.limit = limit

    def __call__(self, error: KgError) -> None:
        """Say one failure; after ``limit`` of them only the number is told, by the summary."""
        self.count += 1
        if self.count <= self.limit:
            complain(error)
        elif self.count == self.limit + 1:
            tell("kg: more errors follow; the summary counts them")

    @property
    def exit_code(self) -> int:
        """1 when anything failed, else 0."""
        return 1 if self.count else 0


class Ticker:
    """Counts articles and words, and shows both while a person is looking at the terminal."""

    def __init__(self, label: str, total: int | None = None) -> None:
        self.articles = 0
        self.words = 0
        self.started = time.perf_counter()
        self._progress = _progress() if sys.stderr.isatty() else None
        self._task = self._progress.add_task(label, total=total, rate="") if self._progress else None

    def __enter__(self) -> Ticker:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress:
            self._progress.stop()

    def advance(self, words: int) -> None:
        """Count one article of so many words."""
        self.articles += 1
        self.words += words
        if self._progress and self._task is not None:
            self._progress.update(self._task, advance=1, rate=f"{self.rate:,.0f} words/s")

    @property
    def rate(self) -> float:
        """Words a second since the start."""
        return self.words / max(time.perf_counter() - self.started, WORDS_PER_SECOND_FROM)


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TextColumn("{task.fields[rate]}"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
