"""Words for offices: "Border Czar", "Gov.", "U.S. District Judge", "special agent in charge", "spokesperson".

An office word is found by the authorities' offices and the ontology's nouns; before it, the adjectives and lower-case
nouns that make the office another one belong to it ("deputy", "district", "chief federal").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg import authorities, ontology
from kg.authorities import RANK
from kg.extract.naming.lexicon import words

LONGEST = 6
COMPLEMENTS = ("of", "for", "at", "with", "in", "to")


@dataclass(frozen=True, slots=True)
class Office:
    """Tokens ``start`` to ``end`` (exclusive) that name an office, or a mere rank that is none."""

    start: int
    end: int
    rank: bool


@cache
def _offices() -> tuple[frozenset[str], frozenset[str]]:
    """Phrases for offices and for ranks, in lower case."""
    records = authorities.load().records
    offices = {name.casefold() for r in records if r.type == "Position" for name in r.names}
    ranks = {name.casefold() for r in records if r.type == RANK for name in r.names}
    nouns = {noun for noun, kind in ontology.load().nouns.items() if kind == "Position"}
    return frozenset(offices | nouns), frozenset(ranks - offices)


@cache
def _last_words() -> frozenset[str]:
    offices, ranks = _offices()
    return frozenset(phrase.split()[-1] for phrase in offices | ranks)


def positions(doc: Doc) -> list[Office]:
    """Give the offices and ranks a Doc names, left to right, the longest at each place."""
    found: list[Office] = []
    i = len(doc) - 1
    while i >= 0:
        office = _ending_at(doc, i)
        if office is None:
            i -= 1
        else:
            found.append(office)
            i = office.start - 1
    return found[::-1]


def _ending_at(doc: Doc, i: int) -> Office | None:
    token = doc[i]
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X") or not ({_form(token), token.lower_} & _last_words()):
        return None
    offices, ranks = _offices()
    for start in range(max(0, i - LONGEST + 1), i + 1):
        phrase = _phrase(doc, start, i + 1)
        if phrase in offices and not _is_part(doc, start, i + 1):
            return Office(_widened(doc, start), i + 1, rank=False)
        if phrase in ranks:
            return Office(start, i + 1, rank=True)
    return None


def _phrase(doc: Doc, start: int, end: int) -> str:
    return " ".join([*(t.lower_ for t in doc[start : end - 1]), _form(doc[end - 1])])


def _form(token: Token) -> str:
    """The word in the singular: a plural title is the title."""
    if token.text.endswith("."):
        return token.lower_
    return token.lemma_.casefold() if token.tag_ in ("NNS", "NNPS") else token.lower_


def _is_part(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are part of a longer name ("Attorney General's Office") or modify a common noun."""
    after = doc[end] if end < len(doc) else None
    if after is not None and after.text in ("'s", "’s") and end + 1 < len(doc):
        return doc[end + 1].text in ("Office", "Department", "Office,", "Bureau")
    return after is not None and after.text == "-"


def _widened(doc: Doc, start: int) -> int:
    """Take in the words before an office that make it another: deputy, district, former ones not."""
    while start > 0 and _qualifies(doc[start - 1], doc[start]):
        start -= 1
    return start


def _qualifies(token: Token, head: Token) -> bool:
    if token.lower_ in words("office_qualifiers.txt"):
        return True
    lower = token.text.islower() and token.pos_ in ("NOUN", "ADJ") and head.text.islower()
    return lower and token.dep_ == "compound" and token.head.i >= head.i and token.lower_ not in ontology.load().nouns


def described(doc: Doc, office: Office) -> bool:
    """Whether the office is told apart on the spot: by what it is of, its owner, an indefinite article, apposition."""
    after = doc[office.end] if office.end < len(doc) else None
    before = doc[office.start - 1] if office.start > 0 else None
    if after is not None and after.lower_ in COMPLEMENTS:
        return True
    if before is None:
        return True
    return before.lower_ in ("a", "an", "as", "its", "her", "his", "their", "'s", "’s", ",") or before.pos_ == "PROPN"

