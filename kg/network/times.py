"""When statements hold, in whole days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

from kg.network.reader import Brief

DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")  # a year, month or day, whatever time follows
DECEMBER = 12

Span = tuple[str, str]


def span(brief: Brief) -> Span | None:
    """Give the first and last day on which a statement holds; of one without a time the day of its article.

    What begins without a known end, or ends without a known beginning, is of the day or period named.
    """
    published = brief.source.published if brief.source else None
    times = [time for time in (brief.valid_from, brief.valid_until) if time and days(time)] or [published or ""]
    first, last = days(times[0]), days(times[-1])
    return (first[0], max(first[1], last[1])) if first and last else None


def days(time: str) -> Span | None:
    """Give the first and last day of a year, month, day or instant, or None where the calendar has none such.

    >>> days("2024-02"), days("2026-02-04T10:00:00Z"), days("2026-13")
    (('2024-02-01', '2024-02-29'), ('2026-02-04', '2026-02-04'), None)
    """
    found = DAY.match(time)
    if not found or found[1] == "0000":
        return None
    year, month, day = found[1], found[2], found[3]
    if month and not 1 <= int(month) <= DECEMBER:
        return None
    longest = calendar.monthrange(int(year), int(month or DECEMBER))[1]
    if day and not 1 <= int(day) <= longest:
        return None
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or DECEMBER}-{day or longest}"


def whole(spans: Iterable[Span | None]) -> Span | None:
    """Give the first day of all spans and the last of all.

    >>> whole([("2026-01-01", "2026-01-31"), None, ("2025-12-31", "2025-12-31")])
    ('2025-12-31', '2026-01-31')
    """
    known = [span for span in spans if span]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None
