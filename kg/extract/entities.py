"""The component ``kg_entities``: every named mention of a Doc, typed to the narrowest class.

Authorities, naming patterns and spaCy's recogniser propose (``kg.extract.naming``); the longest and most trusted proposal
wins where they overlap; a name keeps one type in one article; parts of names are found wherever they stand.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.document import DocMention, reading
from kg.extract.naming.candidates import NameCandidate
from kg.extract.naming.known import known
from kg.extract.naming.lexicon import table
from kg.extract.naming.parts import parts
from kg.extract.naming.persons import persons
from kg.extract.naming.positions import Office, described, positions
from kg.extract.naming.recognised import recognised
from kg.extract.naming.selection import select, vote
from kg.extract.naming.sequences import sequences


@Language.component("kg_entities")
def kg_entities(doc: Doc) -> Doc:
    """Fill ``mentions`` of the Doc's Reading with names."""
    read = reading(doc)
    offices = positions(doc)
    found = [*known(doc), *sequences(doc), *persons(doc, offices), *recognised(doc)]
    offices = [o for o in offices if not _inside_body(o, found)]
    blocked = frozenset(i for o in offices for i in range(o.start, o.end))
    chosen = vote(doc, select(_cut(doc, found, offices), blocked))
    chosen = vote(doc, select([*chosen, *parts(doc, chosen)], blocked))
    names = [_mention(doc, c) for c in chosen]
    titles = [_title(doc, o) for o in offices if not o.rank]
    read.mentions = sorted([*read.mentions, *names, *titles], key=lambda m: (m.start, m.end))
    return doc


def _inside_body(office: Office, found: list[NameCandidate]) -> bool:
    """Whether an office word is part of a body's name: "Attorney General's Office", "Secretary of State's Office"."""
    longer = (c for c in found if c.start <= office.start and office.end <= c.end and c.end - c.start > office.end - office.start)
    return any(c.type != "Person" and c.end > office.end for c in longer)


def _cut(doc: Doc, found: list[NameCandidate], offices: list[Office]) -> list[NameCandidate]:
    """Names without the offices that the recogniser took in: "Gov. Walz" -> "Walz"."""
    ends = {o.end: o for o in offices}
    cut = []
    for candidate in found:
        inner = [o for o in offices if candidate.start <= o.start and o.end <= candidate.end]
        if not inner:
            cut.append(candidate)
        elif inner[-1].end < candidate.end:
            kind = "Person" if ends else candidate.type
            cut.append(NameCandidate(inner[-1].end, candidate.end, kind, candidate.weight))
        elif inner[0].start > candidate.start and candidate.type != "Person":
            cut.append(NameCandidate(candidate.start, inner[0].start, candidate.type, candidate.weight / 2))
    return cut


def _mention(doc: Doc, c: NameCandidate) -> DocMention:
    span = doc[c.start : c.end]
    before = doc[c.start - 1].lower_ if c.start else ""
    gender = table("gendered_titles.tsv").get(before) if c.type == "Person" else None
    return DocMention(c.start, c.end, span.root.i, "name", c.type, "sing", gender, c.identifier)


def _title(doc: Doc, office: Office) -> DocMention:
    span = doc[office.start : office.end]
    number = "plur" if doc[office.end - 1].tag_ in ("NNS", "NNPS") else "sing"
    after = doc[office.end] if office.end < len(doc) else None
    held = after is not None and after.text[:1].isupper() and after.pos_ == "PROPN"
    kind = "name" if held or described(doc, office) else "nominal"
    if kind == "nominal" and number == "plur":
        return DocMention(office.start, office.end, span.root.i, "nominal", "Group", number)
    return DocMention(office.start, office.end, span.root.i, "name" if kind == "name" else "nominal", "Position", number)
