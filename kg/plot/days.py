"""Dates of some precision as days, for an axis of time."""

from __future__ import annotations

from calendar import month_abbr, monthrange
from datetime import date


def first_day(text: str) -> int | None:
    """Give the first day of a year, month or day, counted as Python's dates are; None for what is none.

    >>> first_day("2026-02") == date(2026, 2, 1).toordinal(), first_day("soon")
    (True, None)
    """
    return _day(text, last=False)


def last_day(text: str) -> int | None:
    """Give the last day.

    >>> last_day("2026-02") == date(2026, 2, 28).toordinal()
    True
    """
    return _day(text, last=True)


def told(first: int, last: int) -> str:
    """Say a time as short as it can be said.

    >>> told(first_day("2026-02-04"), last_day("2026-02-09")), told(first_day("2025"), last_day("2025"))
    ('4 to 9 Feb 2026', '2025')
    """
    start, end = date.fromordinal(first), date.fromordinal(last)
    if first == last:
        return _told(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and end.day == monthrange(end.year, end.month)[1]:
        return f"{month_abbr[start.month]} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {_told(end)}"
    return f"{_told(start)} to {_told(end)}"


def _told(day: date) -> str:
    return f"{day.day} {month_abbr[day.month]} {day.year}"


def _day(text: str, *, last: bool) -> int | None:
    try:
        year, month, day = ([int(part) for part in text[:10].split("-")] + [0, 0])[:3]
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1)).toordinal()
    except ValueError:
        return None
