"""Names of several words that the authorities know, whole: "Bureau of Alcohol, Tobacco, Firearms and Explosives"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from kg import authorities
from kg.authorities import RANK

LONGEST = 10


def known_spans(doc: Doc) -> dict[int, int]:
    """Give start -> end (exclusive) of the longest known name of two words or more at each place."""
    found: dict[int, int] = {}
    end = 0
    written = [token.text for token in doc]
    for start, word in enumerate(written):
        if start >= end and word[:1].isupper() and word.lower() != "the" and _key(word) in _first_words():
            longest = _longest(doc, written, start)
            if longest:
                found[start] = end = longest
    return found


def _longest(doc: Doc, written: list[str], start: int) -> int | None:
    for end in range(min(start + LONGEST, len(doc)), start + 1, -1):
        if not written[end - 1][:1].isupper():
            continue
        text = doc[start:end].text
        if "\n" not in text and any(r.type not in ("Position", RANK) for r in authorities.load().lookup(text)):
            return end
    return None


@cache
def _first_words() -> frozenset[str]:
    """The first words of all known names of several words: where none stands, no lookup is made."""
    names = (n for r in authorities.load().records if r.type not in ("Position", RANK) for n in r.names)
    return frozenset(_key(words[0]) for words in (n.split() for n in names) if len(words) > 1 or "-" in words[0])


def _key(word: str) -> str:
    return word.casefold().replace("’", "'").split("'")[0].split("-")[0]
