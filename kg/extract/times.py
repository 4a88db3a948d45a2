"""The time words of a predicate as an interval: ``on Feb. 4``, ``since 2019``, ``from March to June``, ``Wednesday``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from kg.extract.calendar import Period, period
from kg.extract.qualifiers import modality
from kg.model import Interval, Modality

AT = frozenset({"on", "in", "at", "during", "for", "over", "within"})
START = frozenset({"since", "from", "after", "starting", "beginning"})
END = frozenset({"until", "till", "through", "by", "before", "to"})
TOWARDS = {"since": -1, "until": 1, "till": 1, "for": 1}  # prepositions that tell past from future by themselves
MODIFIERS = frozenset({"npadvmod", "advmod", "tmod", "nmod", "compound", "poss", "nummod", "amod", "dative"})
WEEK = timedelta(7)
LONGEST = 8  # words in a date phrase


def time_of(token: Token, published: str | None, status: Modality | None = None) -> Interval | None:
    """Give when the event of a predicate holds, by the time words that modify it.

    Parameters
    ----------
    token : Token
        A verb, noun or adjective.
    published : str or None
        The article's date or date-time in ISO 8601; without it only dates that name their year are read.
    status : str or None
        The event's modality, if it is known already.

    Returns
    -------
    Interval or None
        ISO 8601 strings as precise as the text (``2026-02-04``, ``2026-02``, ``2026``); one end is None where the text
        leaves it open ("since 2019").

    Examples
    --------
    In "The county signed it on Wednesday", published 2026-02-10, ``signed`` gives 2026-02-04 as start and end.
    """
    day = _day(published)
    direction = _direction(token, status or modality(token))
    found = dict(_phrases(token, day, direction))
    if "at" in found:
        return Interval(start=found["at"].start, end=found["at"].end)
    start = found["start"].start if "start" in found else None
    end = found["end"].end if "end" in found else None
    if start is not None and end is not None:
        start, end = _ordered(start, end, direction)
    return Interval(start=start, end=end) if start or end else None


def _ordered(start: str, end: str, direction: int) -> tuple[str, str | None]:
    """Two ends that were read apart: "between Wednesday and Monday" runs over a week's end."""
    if _comparable(start, end) <= _comparable(end, start):
        return start, end
    first, last = _day(start), _day(end)
    if first and last and first - last < WEEK:
        return ((first - WEEK).isoformat(), end) if direction < 0 else (start, (last + WEEK).isoformat())
    return start, None  # one of them was read wrong


def _phrases(token: Token, day: date | None, direction: int) -> Iterator[tuple[str, Period]]:
    """Each date phrase with its place: ``at``, ``start`` or ``end``; the last of a kind stands nearest to the verb's end."""
    for child in token.children:
        if child.dep_ in MODIFIERS and (found := _read(child, day, direction)):
            yield "at", found
        elif child.dep_ in ("prep", "mark") and child.pos_ in ("ADP", "SCONJ", "VERB"):
            yield from _of_preposition(child, day, direction)


def _of_preposition(preposition: Token, day: date | None, direction: int) -> Iterator[tuple[str, Period]]:
    word = preposition.lower_
    for noun in (c for c in preposition.children if c.dep_ in ("pobj", "npadvmod")):
        if word == "between":
            yield from _between(noun, day, direction)
        elif word in AT | START | END and (found := _read(noun, day, TOWARDS.get(word, direction))):
            yield "at" if word in AT else "start" if word in START else "end", found
        for inner in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in END):  # "from March to June"
            yield from _of_preposition(inner, day, direction)
    for inner in (c for c in preposition.children if c.dep_ == "prep"):
        yield from _of_preposition(inner, day, direction)


def _between(noun: Token, day: date | None, direction: int) -> Iterator[tuple[str, Period]]:
    last = next(iter(noun.conjuncts), None)
    for place, end in (("start", noun), ("end", last)):
        if end is not None and (found := _read(end, day, direction)):
            yield place, found


def _read(noun: Token, day: date | None, direction: int) -> Period | None:
    """The date phrase that a token heads: its subtree up to the first word that belongs to no date."""
    words = [t.lower_ for t in _phrase(noun)]
    for n in range(len(words), noun.i - noun.left_edge.i, -1):
        if found := period(words[:n], day, direction):
            return found
    return None


def _phrase(noun: Token) -> list[Token]:
    doc, first = noun.doc, noun.left_edge.i
    stop = min(noun.right_edge.i + 1, first + LONGEST)
    tokens = [doc[i] for i in range(first, stop)]
    coordinated = next((i for i, t in enumerate(tokens) if t.dep_ == "cc"), len(tokens))
    return [t for t in tokens[:coordinated] if t.lower_ not in ("'s", "’s")]


def _direction(token: Token, status: Modality) -> int:
    """Where an open date lies: -1 in the past, 1 in the future, 0 where neither tense nor modality tells."""
    if status != "actual" and not any(c.lower_ in ("have", "has", "had", "'ve") for c in token.children):
        return 1
    return 0 if token.tag_ in ("VBZ", "VBP", "VBG") else -1


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _comparable(moment: str, other: str) -> str:
    """A moment cut to the precision of another."""
    return moment[: min(len(moment), len(other))]
