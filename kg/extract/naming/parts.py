"""Names seen whole once and in part elsewhere: surnames, acronyms, first words of long names."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.naming.candidates import NameCandidate
from kg.extract.naming.sequences import capitalised, starts_name
from kg.extract.naming.lexicon import head_type, words

WEIGHT = 1.5
ORGANIZATIONS = ("Organization", "NewsOrganization", "PoliticalParty", "Agency")
SMALL = ("of", "the", "and", "for", "on", "&")


def parts(doc: Doc, chosen: list[NameCandidate]) -> Iterator[NameCandidate]:
    """Propose the free tokens that are a known part of a chosen name."""
    short = _short_forms(doc, chosen)
    taken = {i for c in chosen for i in range(c.start, c.end)}
    for token in doc:
        if token.i in taken or not capitalised(token):
            continue
        for length in (3, 2, 1):
            span = doc[token.i : token.i + length]
            kind = short.get(span.text)
            if kind and len(span) == length and not any(t.i in taken for t in span):
                yield NameCandidate(token.i, token.i + length, kind, WEIGHT)
                taken.update(range(token.i, token.i + length))
                break


def _short_forms(doc: Doc, chosen: list[NameCandidate]) -> dict[str, str]:
    found: dict[str, str] = {}
    for candidate in chosen:
        tokens = doc[candidate.start : candidate.end]
        if len(tokens) < 2:
            continue
        for text in _forms(doc, candidate):
            found.setdefault(text, candidate.type)
    full = {doc[c.start : c.end].text: c.type for c in chosen}
    return {**found, **full}


def _forms(doc: Doc, candidate: NameCandidate) -> Iterator[str]:
    tokens = doc[candidate.start : candidate.end]
    if candidate.type == "Person":
        if len(tokens[-1].text) > 2 and tokens[-1].text.rstrip(".").lower() not in ("jr", "sr", "iii"):
            yield tokens[-1].text
        return
    acronym = "".join(t.text[0] for t in tokens if t.text[:1].isupper())
    if len(acronym) > 1:
        yield acronym
    yield from _acronym_in_parentheses(doc, candidate)
    if candidate.type in ORGANIZATIONS[:2]:
        yield from _beginnings(doc, candidate)


def _acronym_in_parentheses(doc: Doc, candidate: NameCandidate) -> Iterator[str]:
    """``Port Ellery Police Department (PEPD)``, ``the Bureau, or BCI``."""
    after = doc[candidate.end : candidate.end + 3]
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and starts_name(after[1]):
        yield after[1].text
    if len(after) == 3 and after[0].text == "," and after[1].text == "or" and after[2].text.isupper():
        yield after[2].text


def _beginnings(doc: Doc, candidate: NameCandidate) -> Iterator[str]:
    """The words before the last of a body's name, when they do not name its kind: Northgate of Northgate Salt Company."""
    tokens = doc[candidate.start : candidate.end]
    for length in range(1, min(4, len(tokens))):
        part = tokens[:length]
        rest_tells = head_type([t.text for t in tokens]) is not None
        common = part[-1].lower_ in SMALL or part[0].lower_ in words("common_beginnings.txt")
        if rest_tells and not common and part[0].text[:1].isupper():
            yield part.text
