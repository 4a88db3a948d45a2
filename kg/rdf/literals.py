"""Values -> typed literals; what has no valid form has none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

import pyoxigraph as ox

from kg.rdf.prefixes import XSD

YEAR, MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d\d")
DAY = 10  # characters of a date
DIGITS = 15  # of a decimal: all that a double keeps of one
FURTHEST = timedelta(hours=14)  # offset from UTC that xsd:dateTime allows

T = TypeVar("T")


def decimal(value: float) -> ox.Literal:
    """An xsd:decimal without exponent or needless zeros, of the digits that every store keeps.

    >>> decimal(1500.0).value, decimal(0.25).value, decimal(0.9999879928950856).value
    ('1500', '0.25', '0.999987992895086')
    """
    return _typed(format(Decimal(f"{value:.{DIGITS}g}").normalize(), "f"), "decimal")


def integer(value: int) -> ox.Literal:
    """An xsd:integer."""
    return _typed(str(value), "integer")


def boolean(value: bool) -> ox.Literal:
    """An xsd:boolean."""
    return _typed("true" if value else "false", "boolean")


def time(value: str | None) -> ox.Literal | None:
    """A time as precise as the text gives it, or None for what is no ISO 8601 time.

    >>> time("2026-02-04 15:30").value, time("2026-02").datatype.value
    ('2026-02-04T15:30:00', 'http://www.w3.org/2001/XMLSchema#gYearMonth')
    >>> print(time("2026-02-31"), time("May"))
    None None
    """
    value = (value or "").strip()
    if not value.isascii():
        return None
    if YEAR.fullmatch(value):
        return _checked(value, f"{value}-01-01", "gYear")
    if MONTH.fullmatch(value):
        return _checked(value, f"{value}-01", "gYearMonth")
    if len(value) <= DAY:
        return _checked(value, value, "date")
    return _moment(value)


def _checked(value: str, day: str, datatype: str) -> ox.Literal | None:
    parsed = _parsed(date.fromisoformat, day)
    return None if parsed is None or parsed.isoformat() != day else _typed(value, datatype)


def _moment(value: str) -> ox.Literal | None:
    parsed = _parsed(datetime.fromisoformat, value)
    if parsed is None:
        return None
    offset = parsed.utcoffset()
    if offset is not None and (offset % timedelta(minutes=1) or abs(offset) > FURTHEST):
        try:
            parsed = parsed.astimezone(UTC)
        except OverflowError:
            return None
    return _typed(parsed.isoformat().replace("+00:00", "Z"), "dateTime")


def _parsed(parse: Callable[[str], T], value: str) -> T | None:
    try:
        return parse(value)
    except ValueError:
        return None


def _typed(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))
