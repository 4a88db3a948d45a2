"""When a statement holds, in days: as its words tell, or around the day on which its article came out."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``start`` to ``end``, both included; ``told`` where the words of the statement give it.

    Examples
    --------
    >>> february = period("2026-02", "2026-02", None)
    >>> february.meets(period("2026-02-27", None, None), 0), february.meets(period(None, None, "2026-03-04"), 3)
    (True, False)
    """

    start: int
    end: int
    told: bool

    def meets(self, other: Period, slack: int) -> bool:
        """Whether two statements may be of one time; what is not told is of some days before or after its article."""
        mine, theirs = (0 if period.told else slack for period in (self, other))
        return self.start - mine <= other.end + theirs and other.start - theirs <= self.end + mine


def period(valid_from: str | None, valid_until: str | None, published: str | None) -> Period:
    """Give when a statement holds.

    Parameters
    ----------
    valid_from, valid_until : str, optional
        ISO 8601 years, months, days or moments. One alone leaves the other side open.
    published : str, optional
        When its article came out.
    """
    if valid_from or valid_until:
        return Period(_day(valid_from) if valid_from else FIRST, _day(valid_until, last=True) if valid_until else LAST, True)
    if published:
        return Period(_day(published), _day(published, last=True), False)
    return Period(FIRST, LAST, False)


def _day(value: str, *, last: bool = False) -> int:
    """The first day of a year, month, day or moment, or its last."""
    year, month, day = (*map(int, value[:10].split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1)).toordinal()
