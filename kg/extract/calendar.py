"""Date phrases read against the day of publication, at the precision of their words.

``Feb. 4`` is a day, ``March`` a month, ``last week`` a span of days. A phrase whose year or week is left open is taken
towards the past or the future, as the tense of its verb says.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from kg.extract.quantities import number_words
from kg.extract.wordlists import rows

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
ISO = re.compile(r"\d{4}-\d\d-\d\d")
SEASON_MONTHS = 3
MOST_UNITS = 10_000


class Period(NamedTuple):
    """The first and the last moment of a date phrase, in ISO 8601 at its precision: ``2026-02-04``, ``2026-02``, ``2026``."""

    start: str
    end: str


@dataclass(slots=True)
class _Parts:
    """The words of a date phrase, sorted by kind."""

    weekday: int | None = None
    month: int | None = None
    season: int | None = None
    unit: str | None = None
    shift: int | None = None
    day: int | None = None
    past: int | None = None
    year: int | None = None
    date: int | None = None
    count: float | None = None


def period(words: Sequence[str], published: date | None, direction: int) -> Period | None:
    """Read a date phrase.

    Parameters
    ----------
    words : sequence of str
        Its words in lower case.
    published : date or None
        The day the article came out; without it only phrases that name their year are read.
    direction : int
        -1 for a phrase with a verb in the past, 1 for the future, 0 where the tense leaves it open.

    Returns
    -------
    Period or None
        None when the words are no date, or say too little.

    Examples
    --------
    >>> period(["feb.", "4"], date(2026, 2, 10), -1)
    Period(start='2026-02-04', end='2026-02-04')
    >>> period(["last", "month"], date(2026, 2, 10), -1)
    Period(start='2026-01', end='2026-01')
    """
    parts = _parts(words)
    try:
        if len(words) == 1 and ISO.fullmatch(words[0]):
            return _instant(date.fromisoformat(words[0]).isoformat())
        if parts is None:
            return None
        return _dated(parts, published, direction) or (_relative(parts, published, direction) if published else None)
    except (ValueError, OverflowError):  # 31 February, the year 12000
        return None


def weekday_names() -> frozenset[str]:
    """All forms of the names of weekdays."""
    return frozenset(word for word, (kind, _) in _words().items() if kind == "weekday")


def _parts(words: Sequence[str]) -> _Parts | None:
    """Sort the words by kind; None when one of them belongs to no date."""
    parts = _Parts()
    for word in words:
        kind, value = _words().get(word, ("", ""))
        if kind == "skip":
            continue
        if kind == "unit":
            parts.unit = value
        elif kind:
            if getattr(parts, kind) is not None:
                return None
            setattr(parts, kind, int(value))
        elif not _number(word, parts):
            return None
    return parts


def _number(word: str, parts: _Parts) -> bool:
    if YEAR.fullmatch(word) and parts.year is None:
        parts.year = int(word)
    elif parts.month and parts.date is None and (day := DAY.fullmatch(word)):
        parts.date = int(day[1])
    elif parts.count is None and (word.isascii() and word.isdigit() and len(word) <= 4):
        parts.count = int(word)
    elif parts.count is None and number_words().get(word, ("", 0))[0] == "unit":
        parts.count = number_words()[word][1]
    else:
        return False
    return True


def _dated(parts: _Parts, published: date | None, direction: int) -> Period | None:
    """Phrases with a month, a season or a year."""
    if parts.month:
        day = parts.date or (int(parts.count) if parts.count else None)  # "Feb. 4" or "4 February"
        year = parts.year or (_open_year(parts.month, day, published, direction + (parts.shift or 0)) if published else None)
        if year is None:
            return None
        return _instant(date(year, parts.month, day).isoformat() if day else f"{year:04}-{parts.month:02}")
    if parts.season:
        year = parts.year or (_open_year(parts.season, None, published, parts.shift or direction) if published else None)
        return Period(f"{year:04}-{parts.season:02}", _month(year, parts.season + SEASON_MONTHS - 1)) if year else None
    alone = parts.year and parts.unit is None and parts.weekday is None and parts.count is None
    return _instant(f"{parts.year:04}") if alone else None


def _open_year(month: int, day: int | None, published: date, direction: int) -> int:
    """The year of a month that the text gives without one: the last up to publication, the next, or the nearest."""
    here, there = (published.month, published.day if day else 0), (month, day or 0)
    if direction < 0:
        return published.year - (there > here)
    if direction > 0:
        return published.year + (there < here)
    return published.year + (published.month - month > 6) - (month - published.month > 6)


def _relative(parts: _Parts, published: date, direction: int) -> Period | None:
    """Phrases that count from the day of publication."""
    if parts.day is not None:
        return _instant((published + timedelta(parts.day)).isoformat())
    if parts.weekday is not None:
        return _instant(_weekday(parts.weekday, published, direction, parts.shift).isoformat())
    return _counted(parts, parts.unit, published) if parts.unit else None


def _counted(parts: _Parts, unit: str, published: date) -> Period | None:
    if parts.past is not None:
        return _back(unit, parts.count or 1, published)
    if parts.shift is None:
        return None
    return _stretch(unit, parts.count, published, parts.shift) if parts.count else _whole(unit, published, parts.shift)


def _weekday(weekday: int, published: date, direction: int, shift: int | None) -> date:
    """The day up to publication for the past, from then on for the future; "last" and "next" leave out the day itself."""
    if (shift or 0) > 0 or (not shift and direction > 0) or (shift == 0 and direction >= 0):
        ahead = (weekday - published.weekday()) % 7
        return published + timedelta(ahead or (7 if shift else 0))
    behind = (published.weekday() - weekday) % 7
    return published - timedelta(behind or (7 if shift else 0))


def _back(unit: str, count: float, published: date) -> Period | None:
    """"Two years ago": a day, a month or a year, as precise as the unit."""
    if unit.startswith("m"):
        months = int(unit[1:]) * int(min(count, MOST_UNITS))
        moment = _month(published.year, published.month - months)
        return _instant(moment[:4] if months % 12 == 0 else moment)
    if unit == "weekend":
        return None
    return _instant((published - timedelta(int(unit) * int(count))).isoformat())


def _stretch(unit: str, count: float, published: date, shift: int) -> Period | None:
    """"The next 60 days", "the past two years": from or up to publication."""
    if unit == "weekend" or shift == 0:
        return None
    if unit.startswith("m"):
        other = _day_in_month(published, shift * int(unit[1:]) * int(min(count, MOST_UNITS)))
    else:
        other = published + timedelta(shift * int(unit) * int(count))
    first, last = sorted((published, other))
    return Period(first.isoformat(), last.isoformat())


def _whole(unit: str, published: date, shift: int) -> Period | None:
    """"Last week", "this month", "next year": the calendar's week (from Monday), month or year."""
    if unit == "m12":
        return _instant(f"{published.year + shift:04}")
    if unit == "m1":
        return _instant(_month(published.year, published.month + shift))
    monday = published - timedelta(published.weekday()) + timedelta(7 * shift)
    if unit == "7":
        return Period(monday.isoformat(), (monday + timedelta(6)).isoformat())
    if unit == "weekend":
        return Period((monday + timedelta(5)).isoformat(), (monday + timedelta(6)).isoformat())
    return None


def _instant(moment: str) -> Period:
    return Period(moment, moment)


def _month(year: int, month: int) -> str:
    """A month in ISO 8601, its number counted over the ends of the year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1).isoformat()[:7]


def _day_in_month(day: date, months: int) -> date:
    """The same day some months on, or the last day of that month."""
    year, month = (int(n) for n in _month(day.year, day.month + months).split("-"))
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {word: (kind, value) for word, kind, value in rows("calendar.tsv")[1:]}
