"""Small questions to the parse and the text: a noun phrase's extent, a clause's extent, a span without its edges."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.extract.frames import surface_subject

_MODIFIERS = frozenset({"det", "compound", "amod", "poss", "nummod", "nmod", "case", "punct", "quantmod", "advmod", "predet"})
_EDGE = " \n\t,;:—–-"
_COMPLEMENTISERS = ("that ", "That ")
_PRONOUNS_OF_NOBODY = frozenset({"it", "there", "this", "that", "what", "which"})


def noun_phrase(head: Token) -> tuple[int, int]:
    """Character span of a noun phrase up to its head: ``a federal [judge]`` in "a federal judge in Texas"."""
    start = head.i
    lefts = reversed(list(head.lefts))
    for child in takewhile(lambda c: c.dep_ in _MODIFIERS, lefts):
        if child.dep_ == "punct" and child.text not in ("-", "–", "'", "’", '"', "“", "”"):
            break
        start = child.left_edge.i
    return head.doc[start].idx, head.idx + len(head)


def speaker_of(cue: Token) -> Token | None:
    """The head of the words that say who speaks: the cue's subject, through relatives, control and coordination."""
    subjects = [s for s in surface_subject(cue) if s.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X")]
    return subjects[0] if subjects else None


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Characters ``start`` to ``end`` without the complementiser and the punctuation at the edges; None if none is left."""
    text = doc.text
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and (text[end - 1] in _EDGE or (text[end - 1] == "." and not _abbreviation(text, start, end))):
            end -= 1
        if text.startswith(_COMPLEMENTISERS, start, end):
            start += len("that ")
        if (start, end) == before:
            return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the last full stop belongs to its word ("U.S.", "Corp."): then the sentence's own stop is the same mark."""
    word = text[start : end - 1].rsplit(None, 1)[-1:]
    return bool(word) and ("." in word[0] or word[0] in ("Corp", "Inc", "Jr", "Sr", "Co", "Ltd", "a.m", "p.m"))


def pieces(doc: Doc, tokens: Iterable[int]) -> list[tuple[int, int]]:
    """Trimmed character spans of the contiguous runs of some tokens."""
    runs: list[list[int]] = []
    for i in sorted(tokens):
        if runs and i == runs[-1][1] + 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    spans = (trimmed(doc, doc[a].idx, doc[b].idx + len(doc[b])) for a, b in runs)
    return [s for s in spans if s]


def says_nothing(subject: Token) -> bool:
    """Whether a subject names no speaker: expletive "it", "this", "what"."""
    return subject.dep_ == "expl" or subject.lower_ in _PRONOUNS_OF_NOBODY
