"""Names that the authorities know: agencies, places, parties, news organisations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from kg import authorities
from kg.authorities import RANK, AuthorityRecord
from kg.extract.naming.candidates import NameCandidate
from kg.extract.naming.sequences import starts_name

WEIGHT = 3.0
LONGEST = 9
OFFICES = ("Position", RANK)


@cache
def _first_words() -> frozenset[str]:
    """The first words of all known names: where none stands, no lookup is made."""
    records = authorities.load().records
    names = (name for record in records if record.type not in OFFICES for name in record.names)
    return frozenset(name.removeprefix("the ").split()[0].casefold().split("'")[0] for name in names)


def known(doc: Doc) -> Iterator[NameCandidate]:
    """Propose the longest known name that begins at each word."""
    taken = 0
    for token in doc:
        if token.i >= taken and starts_name(token) and token.lower_.split("'")[0] in _first_words():
            found = _longest(doc, token.i)
            if found is not None:
                yield found
                taken = found.end


def _longest(doc: Doc, start: int) -> NameCandidate | None:
    for end in range(min(start + LONGEST, len(doc)), start, -1):
        if doc[end - 1].is_space or doc[end - 1].text in (",", "'s", "’s"):
            continue
        records = [r for r in authorities.load().lookup(doc[start:end].text) if r.type not in OFFICES]
        if records:
            return _candidate(doc, start, end, records)
    return None


def _candidate(doc: Doc, start: int, end: int, records: list[AuthorityRecord]) -> NameCandidate:
    """One record is certain; of several (a state and a city of one name) the first is the likelier."""
    best = records[0]
    kinds = {r.type for r in records}
    sure = best.identifier if len(records) == 1 else None
    if "State" in kinds and start > 0 and doc[start - 1].text == ",":  # "Kansas City, Kansas"
        best = next(r for r in records if r.type == "State")
        sure = best.identifier
    return NameCandidate(start, end, best.type, WEIGHT, sure)
