"""When what a statement tells was: on the days that it names, or else when it was reported."""

from __future__ import annotations

from collections.abc import Iterable

from kg.network.times import days
from kg.serve.views.entries import Entry

Span = tuple[str, str]


def named(statement: Entry) -> Span | None:
    """Give the first and the last of the days that a statement names.

    >>> named({"validFrom": "2026-02", "validUntil": "2026-03-04"})
    ('2026-02-01', '2026-03-04')
    """
    times = [days(str(statement[name])) for name in ("validFrom", "validUntil") if statement.get(name)]
    known = [span for span in times if span]
    return (known[0][0], known[-1][1]) if known else None


def reported(statement: Entry) -> Span | None:
    """Give the day on which a statement's article came out."""
    article = statement["article"]
    return days(article["published"]) if article and article["published"] else None


def together(statements: Iterable[Entry]) -> tuple[Span, bool] | None:
    """Give the first and last day of statements, and whether they name them; None where no day is known."""
    told = list(statements)
    of_their_own = [span for s in told if (span := named(s)) is not None]
    spans = of_their_own or [span for s in told if (span := reported(s)) is not None]
    return ((min(s[0] for s in spans), max(s[1] for s in spans)), bool(of_their_own)) if spans else None
