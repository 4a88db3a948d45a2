"""Content negotiation: which of the media types that there are a client likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

LONGEST = 1_000  # characters of the header that are looked at
REMEMBERED = 256  # clients are of few kinds, and each says the same every time
ANYTHING = "*/*"


def best(accept: str | None, offered: tuple[str, ...]) -> str | None:
    """Give the offered type with the highest quality, the first of equals; None when none is acceptable.

    Parameters
    ----------
    accept : str, optional
        The Accept header; anything goes without one.
    offered : tuple of str
        Media types, the preferred first.

    Examples
    --------
    >>> best("text/csv;q=0.5, application/*", ("application/json", "text/csv"))
    'application/json'
    >>> best("image/png", ("text/csv",)) is None
    True
    """
    return _best((accept or ANYTHING)[:LONGEST], offered)


@lru_cache(REMEMBERED)
def _best(accept: str, offered: tuple[str, ...]) -> str | None:
    ranges = _ranges(accept)
    qualities = [_quality(type_, ranges) for type_ in offered]
    highest = max(qualities, default=0.0)
    return offered[qualities.index(highest)] if highest > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    found = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            found[name] = _weight(parameters)
    return found


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media_type: str, ranges: dict[str, float]) -> float:
    """The quality of the most specific range that the type is in."""
    for name in (media_type, media_type.partition("/")[0] + "/*", ANYTHING):
        if name in ranges:
            return ranges[name]
    return 0.0
