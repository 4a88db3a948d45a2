"""Names that spaCy's recogniser found, trimmed, without those that are none: dates, numbers, nationalities."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.naming.candidates import NameCandidate
from kg.extract.naming.lexicon import head_type, table, words
from kg.extract.naming.sequences import capitalised

WEIGHT = 1.0
TYPES = {"PERSON": "Person", "ORG": "Organization", "GPE": "City", "LOC": "Place", "FAC": "Facility", "LAW": "Law",
         "EVENT": "Event", "NORP": "Group"}


def recognised(doc: Doc) -> Iterator[NameCandidate]:
    """Propose spaCy's entities of the labels that may be names."""
    for span in doc.ents:
        kind = TYPES.get(span.label_)
        start, end = _trimmed(doc, span.start, span.end)
        if kind is None or start >= end or not any(capitalised(t) for t in doc[start:end]):
            continue
        if kind == "Group":
            kind = table("parties.tsv").get(doc[end - 1].lower_, "")
        elif kind != "Person":
            kind = head_type([t.text for t in doc[start:end]]) or kind
        if kind:
            yield NameCandidate(start, end, kind, WEIGHT)


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Cut articles, possessives, line breaks, small words and calendar words off both ends."""
    for i in range(start, end):
        if "\n" in doc[i].text:
            end = i
            break
    while start < end and _is_edge(doc, start):
        start += 1
    while start < end and (_is_edge(doc, end - 1) or doc[end - 1].text in ("'s", "’s", "'", "’")):
        end -= 1
    return start, end


def _is_edge(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_punct and token.text not in (".",):
        return True
    return token.is_space or token.lower_ in words("function_words.txt") or token.lower_ in words("months_and_days.txt")
