"""What the commands share to speak to a person: errors and summaries, all on standard error."""

from __future__ import annotations

import click

from kg.errors import KgError


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
