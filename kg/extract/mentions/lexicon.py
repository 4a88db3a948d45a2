"""What the last and first words of a name tell of it: the ontology's nouns, and the lists beside this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from kg import ontology
from kg.extract.wordlists import lines

LONGEST_HEAD = 4
NAMED = frozenset(("Agency", "Organization", "NewsOrganization", "PoliticalParty", "Facility", "Law", "Agreement",
                   "Operation", "Event", "County", "Place", "City"))


@cache
def words(name: str) -> frozenset[str]:
    """Give the entries of ``<name>.txt``.

    >>> "mr." in words("honorifics")
    True
    """
    return frozenset(_lines(f"{name}.txt"))


@cache
def table(name: str) -> Mapping[str, str]:
    """Give ``<name>.tsv``, what is told and the words that tell it on a line, as word -> what it tells.

    >>> table("last_words")["act"]
    'Law'
    """
    rows = (line.split("\t") for line in _lines(f"{name}.tsv"))
    return MappingProxyType({word.strip(): told for told, told_by in rows for word in told_by.split(";") if word.strip()})


def head_type(tokens: Sequence[str]) -> str | None:
    """Give what a name that ends in these words names, or None where its end does not tell.

    >>> head_type(["Hennepin", "County", "Jail"]), head_type(["Renee", "Good"])
    ('Facility', None)
    """
    lower = [t.casefold().replace("’", "'") for t in tokens]
    for length in range(min(LONGEST_HEAD, len(lower)), 0, -1):
        phrase = " ".join(lower[-length:]).replace(" 's", "'s").replace(" - ", "-")
        found = _heads().get(phrase) or _heads().get(singular(phrase))
        if found:
            return found
    return None


def first_type(tokens: Sequence[str]) -> str | None:
    """Give what a name that begins with these words names.

    >>> first_type(["Operation", "Metro", "Surge"])
    'Operation'
    """
    lower = [t.casefold() for t in tokens]
    for length in range(min(3, len(lower)), 0, -1):
        found = table("first_words").get(" ".join(lower[:length]))
        if found:
            return found
    return None


def singular(word: str) -> str:
    """Give a regular plural's singular.

    >>> singular("counties"), singular("schools"), singular("congress")
    ('county', 'school', 'congress')
    """
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


@cache
def _heads() -> Mapping[str, str]:
    nouns = {noun: kind for noun, kind in ontology.load().nouns.items() if kind in NAMED}
    return MappingProxyType({**nouns, **table("last_words")})


def _lines(file: str) -> list[str]:
    return list(lines(file, "kg.extract.mentions"))
