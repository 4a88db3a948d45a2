"""Names of people, taken apart and compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from kg.extract.wordlists import sets
from kg.resolve.names import SUFFIXES, person

Likeness = Literal["same", "fuller", "nickname", "initial", "misspelt", "surname", "apart"]
HELD = 8192  # names that are at hand, taken apart
LONG_ENOUGH = 5  # letters of a surname in which one letter may be wrong


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in comparable form: given name (may be an initial or empty), middle names, surname, suffix."""

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str

    @property
    def full(self) -> bool:
        """Whether there is a given name of more than an initial."""
        return len(self.given) > 1


@lru_cache(HELD)
def parse(name: str) -> PersonName | None:
    """Take a name apart, without titles; None for one without words.

    >>> parse("Gov. Tim J. Walz Jr.")
    PersonName(given='tim', middle=('j',), surname='walz', suffix='jr')
    >>> parse("Walz")
    PersonName(given='', middle=(), surname='walz', suffix='')
    """
    words = person(name).split()
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    if not words:
        return None
    *given, surname = words
    return PersonName(given[0] if given else "", tuple(given[1:]), surname, suffix)


def likeness(one: PersonName, other: PersonName) -> Likeness:
    """Tell how like two names are; ``apart`` when they cannot be one person's.

    Examples
    --------
    >>> def like(one, other):
    ...     return likeness(parse(one), parse(other))
    >>> like("Tim Walz", "Timothy Walz"), like("Walz", "Tim Walz"), like("T. Walz", "Tim Walz"), like("Tim Walz", "Gwen Walz")
    ('nickname', 'surname', 'initial', 'apart')
    >>> like("Amy Klobuchar", "Amy J. Klobuchar"), like("Karoline Leavitt", "Caroline Leavitt")
    ('fuller', 'misspelt')
    >>> like("John A. Smith", "John B. Smith"), like("Martin King Jr.", "Martin King Sr.")
    ('apart', 'apart')
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return "apart"
    if one.surname != other.surname:
        return "misspelt" if one.given == other.given and one.full and _one_letter(one.surname, other.surname) else "apart"
    if not (one.given and other.given):
        return "surname"
    if not _middles_agree(one.middle, other.middle):
        return "apart"
    return _given(one, other)


def _given(one: PersonName, other: PersonName) -> Likeness:
    if one.given == other.given:
        return "same" if (one.middle, one.suffix) == (other.middle, other.suffix) else "fuller"
    if len(one.given) == 1 or len(other.given) == 1:
        return "initial" if one.given[0] == other.given[0] else "apart"
    if other.given in sets("nicknames.txt").get(one.given, ()) or other.given in one.middle or one.given in other.middle:
        return "nickname"
    return "misspelt" if _one_letter(one.given, other.given) else "apart"


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names, where both have them, begin alike, one by one."""
    return all(a == b or (a[0] == b[0] and min(len(a), len(b)) == 1) for a, b in zip(one, other, strict=False))


def _one_letter(one: str, other: str) -> bool:
    """Whether long names differ in one letter: put in, left out, changed, or two exchanged."""
    return min(len(one), len(other)) >= LONG_ENOUGH and OSA.distance(one, other, score_cutoff=1) == 1
