"""What the words of a name themselves say it names."""

from __future__ import annotations

import re

from kg.extract.mentions.lexicon import first_type, head_type, table

BILLS = ("sb", "hb", "sf", "hf", "ab", "hr", "h.r.", "lb", "hjr", "sjr")
GLUED_BILL = re.compile("(?:[SHA][BFRJ]|LB|[HS]JR)[0-9]+")  # "AB1471"


def by_form(texts: list[str]) -> str | None:
    """Give what the words of a name themselves say.

    >>> by_form(["Arizona", "v.", "United", "States"]), by_form(["SB", "218"]), by_form(["Department", "of", "Commerce"])
    ('LegalCase', 'Law', 'Agency')
    """
    lower = [t.casefold() for t in texts]
    if any(t in ("v.", "vs.", "v", "Vs.") for t in texts[1:-1]):  # but not "Ann V. Lee"
        return "LegalCase"
    if len(texts) == 1:
        return "Law" if GLUED_BILL.fullmatch(texts[0]) else table("lone_words").get(lower[0])
    joined = " ".join(lower)
    if joined in table("lone_words"):
        return table("lone_words")[joined]
    return _numbered(texts) if lower[-1][:1].isdigit() else _by_words(texts, lower)


def _by_words(texts: list[str], lower: list[str]) -> str | None:
    """The word before ``of``, the first words, or the last."""
    link = next((i for i, t in enumerate(lower) if t in ("of", "for", "on", "against") and i), None)
    if link is not None:
        begun = first_type(texts) or first_type(texts[link - 1 : link + 1])  # "the Southern Center for Human Rights"
        return begun or head_type(texts[:link]) or ("Organization" if texts[0].isupper() else head_type(texts))
    first = first_type(texts)
    if first in ("Operation", "Law", "Event", "NewsOrganization"):
        return first
    return head_type(texts) or first


def _numbered(texts: list[str]) -> str | None:
    first = first_type(texts)
    if first:
        return first
    last = texts[-2].casefold()
    if last in BILLS or head_type(texts[:-1]) == "Law":
        return "Law"
    if last == "local":
        return "Organization"
    if texts[-2].isupper() and len(texts[-2]) > 1:
        return "NewsOrganization"
    return head_type(texts[:-1])
