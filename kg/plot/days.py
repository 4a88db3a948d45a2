"""Days in words."""

from __future__ import annotations

from calendar import month_abbr, monthrange
from datetime import date


def told(first: date, last: date) -> str:
    """Say a time as short as it can be said.

    >>> told(date(2026, 2, 4), date(2026, 2, 9)), told(date(2026, 2, 1), date(2026, 2, 28))
    ('4 to 9 Feb 2026', 'Feb 2026')
    >>> told(date(2025, 1, 1), date(2025, 12, 31)), told(date(2025, 12, 31), date(2026, 1, 1))
    ('2025', '31 Dec 2025 to 1 Jan 2026')
    """
    one_month = (first.year, first.month) == (last.year, last.month)
    if first == last:
        return _told(first)
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    if one_month and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return f"{month_abbr[first.month]} {first.year}"
    return f"{first.day if one_month else _told(first)} to {_told(last)}"


def _told(day: date) -> str:
    return f"{day.day} {month_abbr[day.month]} {day.year}"
