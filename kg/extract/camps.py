"""Camps of politics: "the pro-labor camp", and the adjective alone in an article that speaks of one: "a pro-labor senator"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.document import DocMention

PREFIXES = ("pro", "anti", "pan")
NOUNS = ("camp", "bloc")
STEM = 6  # letters: "anti-monarchist" and "the anti-monarchy camp" are one


def camps(doc: Doc, taken: set[int]) -> list[DocMention]:
    """Give the mentions of camps, left to right: nominals of a Group that is known by its own word."""
    prefixes = [t.i for t in doc if t.lower_ in PREFIXES]
    adjectives = [i for i in prefixes if _is_prefixed(doc, i) and not taken & {i, i + 1, i + 2}]
    ends = {i: i + 4 if doc[i + 3 : i + 4].text in NOUNS else i + 3 for i in adjectives}
    spoken_of = {_key(doc, i) for i in adjectives if ends[i] == i + 4}
    return [DocMention(i, ends[i], ends[i] - 1, "nominal", "Group", "plur", proper=True)
            for i in adjectives if _key(doc, i) in spoken_of]


def camp_key(doc: Doc, mention: DocMention) -> str | None:
    """What all mentions of a camp have in common, or None where a mention is no camp's.

    Parameters
    ----------
    doc : Doc
    mention : DocMention
    """
    if mention.type != "Group" or not mention.proper or not _is_prefixed(doc, mention.start):
        return None
    return _key(doc, mention.start)


def _is_prefixed(doc: Doc, i: int) -> bool:
    """Whether ``pro``, a hyphen and a word stand here without a blank."""
    if doc[i].lower_ not in PREFIXES or i + 2 >= len(doc) or doc[i + 1].text != "-":
        return False
    return not doc[i].whitespace_ and not doc[i + 1].whitespace_ and doc[i + 2].is_alpha


def _key(doc: Doc, i: int) -> str:
    return f"{doc[i].lower_}-{doc[i + 2].lower_[:STEM]}"
