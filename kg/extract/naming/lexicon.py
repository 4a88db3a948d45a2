"""Words that tell what a name names: the ontology's nouns as last words of names, and the lists beside this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from kg import ontology

NAMED = ("Agency", "Organization", "NewsOrganization", "PoliticalParty", "Facility", "Law", "Agreement", "LegalCase",
         "Operation", "Event", "County", "Place")
LONGEST_HEAD = 4


@cache
def words(file: str) -> frozenset[str]:
    """A list beside this module: one word or phrase a line, lower case."""
    text = files("kg.extract.naming").joinpath(file).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def table(file: str) -> Mapping[str, str]:
    """A two-column table beside this module: word, tab, value."""
    text = files("kg.extract.naming").joinpath(file).read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: value for word, value in rows}


@cache
def _heads() -> Mapping[str, str]:
    """Last words of names -> type: the file's own first, then the ontology's nouns."""
    nouns = {noun: kind for noun, kind in ontology.load().nouns.items() if kind in NAMED}
    return {**nouns, **table("name_heads.tsv")}


def head_type(tokens: Sequence[str]) -> str | None:
    """What a name ending in these words names: "Hennepin County Jail" a Facility; None where its end does not tell."""
    lower = [t.casefold().replace("’", "'") for t in tokens]
    for length in range(min(LONGEST_HEAD, len(lower)), 0, -1):
        phrase = " ".join(lower[-length:]).replace(" 's", "'s")
        found = _heads().get(phrase) or _heads().get(_singular(phrase))
        if found:
            return found
    return None


def _singular(phrase: str) -> str:
    if phrase.endswith("ies"):
        return phrase[:-3] + "y"
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith("ss") else phrase
