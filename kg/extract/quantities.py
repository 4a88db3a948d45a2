"""Numbers with their bounds: ``at least 64``, ``about two dozen``, ``between 40 and 60``, ``$4.2 million``.

The grammar reads the words in line and asks the parse only where a noun's number stands. A plural scale (``dozens``)
is at least two of it. Fractions and ordinals are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.wordlists import rows
from kg.model import Quantity

LONGEST_BOUND = 4  # words in the longest phrase of number_bounds.tsv
LARGEST = 1e15
DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,6})?([a-z]{1,2})?")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Number:
    """A value, the tokens it stands on, the factor of its last scale, and whether it is only "dozens" or "hundreds"."""

    value: float
    start: int
    end: int
    scale: float = 1.0
    vague: bool = False


def number_of(token: Token) -> Quantity | None:
    """Give the quantity of the noun phrase that a token heads.

    Parameters
    ----------
    token : Token
        A noun ("at least 64 *people*", "nine of those *officers*") or a number standing for one ("more than *100*").

    Returns
    -------
    Quantity or None
        None when the phrase gives no number. The unit is the noun, a currency's ISO code, or ``%``.
    """
    doc = token.doc
    if token.lower_ == "one" and not any(c.lower_ == "of" for c in token.children):
        return None  # a pronoun
    if _starts_number(token) or token.like_num:
        start = min((t.i for t in token.subtree if t.i <= token.i), default=token.i)
        return quantity(doc, start, token.i + 1)
    for child in token.lefts:
        if child.dep_ in ("nummod", "nmod", "compound", "quantmod", "amod", "advmod") and _is_number_phrase(child, token):
            return quantity(doc, child.left_edge.i, token.i + 1)
    partitive = token.head
    if token.dep_ == "pobj" and partitive.lower_ == "of" and _starts_number(partitive.head):
        found = quantity(doc, partitive.head.left_edge.i, partitive.head.i + 1)
        return replace_unit(found, token.lower_) if found else None
    return None


def replace_unit(found: Quantity, unit: str) -> Quantity:
    """The same quantity of something: "nine of those officers"; a currency stays what it is."""
    return Quantity(value=found.value, minimum=found.minimum, maximum=found.maximum, approximate=found.approximate,
                    unit=found.unit or unit)


def quantity(doc: Doc, start: int, end: int) -> Quantity | None:
    """Give the first quantity among tokens ``start`` to ``end`` (exclusive) of a noun phrase; None when there is none.

    Examples
    --------
    "at least 64 people" gives value 64, minimum 64, unit ``people``; "between 40 and 60 officers" value 40, minimum 40,
    maximum 60.
    """
    first = next((n for i in range(start, end) if (n := _number(doc, i))), None)
    if first is None:
        return None
    second = _range(doc, first)
    last = second or first
    if second and second.scale > 1 and first.scale == 1 and first.value < second.value:  # "2 to 3 million"
        first = replace(first, value=first.value * second.scale)
    if second and second.value < first.value:
        second, last = None, first
    bounds = set(_bounds(doc, first.start, last.end))
    if first.vague:
        bounds |= {"minimum", "about"}
    return Quantity(value=first.value,
                    minimum=first.value if second or "minimum" in bounds else None,
                    maximum=second.value if second else first.value if "maximum" in bounds else None,
                    approximate="about" in bounds,
                    unit=_unit(doc, first.start, last.end, end))


def _is_number_phrase(child: Token, noun: Token) -> bool:
    if YEAR.fullmatch(child.text) and (child.ent_type_ == "DATE" or noun.tag_ not in ("NNS", "NNPS")):
        return False
    return _starts_number(child) or child.lower_ == "strong"


def _starts_number(token: Token) -> bool:
    return DIGITS.fullmatch(token.lower_) is not None or token.lower_ in number_words()


def _number(doc: Doc, i: int) -> _Number | None:
    """The longest number that starts at a token: "2.5 million", "twenty-one", "three hundred and five", "a dozen"."""
    total = current = 0.0
    scale, vague, j = 1.0, False, i
    while j < len(doc):
        step = _step(doc, j, started=j > i)
        if step is None:
            break
        kind, value = step
        if kind == "unit":
            if j > i and scale == 1.0 and not (20 <= current < 100 and value < 10):
                break  # two numbers side by side
            current += value
        elif kind != "joint":
            factor = value * (2 if kind == "vague" and not current else 1)
            vague, scale = vague or kind == "vague", value
            current = (current or 1.0) * factor
            if value >= 1000:
                total, current = total + current, 0.0
        j += 1
    while j > i and _step(doc, j - 1, started=True) == ("joint", 0.0):
        j -= 1
    value = round(total + current, 4)  # 4.1 million is not 4,099,999.9999999995
    return _Number(value, i, j, scale, vague) if j > i and value <= LARGEST else None


def _step(doc: Doc, j: int, *, started: bool) -> tuple[str, float] | None:
    """What a token adds to a number: a unit, a scale, a joint between two of them; None where the number ends."""
    word = doc[j].lower_
    following = doc[j + 1].lower_ if j + 1 < len(doc) else ""
    digits = DIGITS.fullmatch(word)
    if digits:
        suffix = number_words().get(digits[3] or "")
        if digits[3] and (suffix is None or suffix[0] != "scale"):
            return None
        value = float((digits[1] + (digits[2] or "")).replace(",", ""))
        return None if started else ("unit", value * (suffix[1] if suffix else 1.0))
    if word in ("a", "an") and not started:
        return ("joint", 0.0) if number_words().get(following, ("", 0))[0] == "scale" else None
    if word in ("-", "and") and started and number_words().get(following, ("", 0))[0] == "unit":
        small = word == "-" or number_words().get(doc[j - 1].lower_, ("", 0))[0] == "scale"
        return ("joint", 0.0) if small else None
    if len(word) <= 2 and not (started and any(c.isdigit() for c in doc[j - 1].text)):
        return None  # "m" is a million after a figure only
    return number_words().get(word)


def _range(doc: Doc, first: _Number) -> _Number | None:
    """The upper end of "40 to 60", "40-60", "between 40 and 60"."""
    j = first.end
    if j + 1 >= len(doc) or doc[j].lower_ not in ("to", "-", "–", "—", "and"):
        return None
    if doc[j].lower_ == "and" and (first.start == 0 or doc[first.start - 1].lower_ != "between"):
        return None
    if doc[j].lower_ == "to" and doc[j + 1].lower_ in _currencies():
        return _number(doc, j + 2) if j + 2 < len(doc) else None
    return _number(doc, j + 1)


def _bounds(doc: Doc, start: int, end: int) -> Iterator[str]:
    before = start - 1 if start and doc[start - 1].lower_ in _currencies() else start
    for place, words in (("before", _joined(doc, max(0, before - LONGEST_BOUND), before)),
                         ("after", _joined(doc, end, min(len(doc), end + 2)))):
        for n in range(len(words)):
            phrase = " ".join(words[n:] if place == "before" else words[: len(words) - n])
            if bound := _bound_words().get((phrase, place)):
                yield bound
                break


def _joined(doc: Doc, start: int, end: int) -> list[str]:
    return [t.lower_ for t in doc[start:end]]


def _unit(doc: Doc, start: int, end: int, stop: int) -> str | None:
    around = [doc[i].lower_ for i in (start - 1, end) if 0 <= i < len(doc)]
    for word in around:
        if code := _currencies().get(word):
            return code
    if end < len(doc) and doc[end].lower_ in ("percent", "%"):
        return "%"
    head = doc[stop - 1]
    return head.lower_ if stop > end and head.pos_ in ("NOUN", "PROPN") else None


@cache
def number_words() -> dict[str, tuple[str, float]]:
    """Words for numbers: their kind (unit, scale, vague) and value."""
    return {word: (kind, float(value)) for word, kind, value in _rows("number_words.tsv")}


@cache
def _bound_words() -> dict[tuple[str, str], str]:
    return {(words, place): bound for words, place, bound in _rows("number_bounds.tsv")}


@cache
def _currencies() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("currencies.tsv")}


def _rows(name: str) -> list[list[str]]:
    return rows(name)[1:]
