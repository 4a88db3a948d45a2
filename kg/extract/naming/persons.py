"""Names of people after an office or an honorific: "Mayor Lucia Trevino", "Mr. Tidwell"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.naming.candidates import NameCandidate
from kg.extract.naming.lexicon import head_type, words
from kg.extract.naming.positions import Office
from kg.extract.naming.sequences import capitalised

WEIGHT = 2.5
LONGEST = 4
PARTICLES = ("de", "del", "la", "van", "von", "bin", "al", "di", "da")


def persons(doc: Doc, offices: Sequence[Office]) -> Iterator[NameCandidate]:
    """Propose the capitals after each office, rank and honorific as a person's name."""
    starts = {office.end for office in offices if not doc[office.end - 1].text.islower() or _singular(doc, office)}
    starts |= {t.i + 1 for t in doc if t.lower_ in words("honorifics.txt")}
    for start in sorted(starts):
        end = name_end(doc, start)
        if end > start and head_type([t.text for t in doc[start:end]]) is None:
            yield NameCandidate(start, end, "Person", WEIGHT)


def _singular(doc: Doc, office: Office) -> bool:
    return doc[office.end - 1].tag_ in ("NN", "NNP")


def name_end(doc: Doc, start: int) -> int:
    """The end of a run of capitalised words that may be one person's name."""
    end = start
    while end < min(len(doc), start + LONGEST) and (end == start or not doc[end].is_sent_start):
        token = doc[end]
        small = end > start and token.lower_ in PARTICLES and end + 1 < len(doc) and capitalised(doc[end + 1])
        if not small and not (capitalised(token) and token.text[:1].isalpha() and token.lower_ not in words("function_words.txt")):
            break
        end += 1
    return end
