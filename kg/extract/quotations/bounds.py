"""Where a content begins and ends: paragraphs, quotation marks, sentences and other speakers bound it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.document import Quotation
from kg.extract.quotations.cues import frames
from kg.extract.quotations.page import Page
from kg.extract.quotations.phrases import RELATIVE

_STARTERS = ("DET", "PRON", "SCONJ", "CCONJ")


def bounded(page: Page, cue: Token, content: Iterable[int]) -> list[int]:
    """The content within the cue's own paragraph and quotation marks, up to the end of its sentence."""
    doc = cue.doc
    around = page.overlapping(cue.idx, cue.idx + 1)
    kept = set(content)
    if around:
        inner = around[-1].inner
        kept = {i for i in kept if inner[0] <= doc[i].idx < inner[1]}
    breaks = [i for i in range(min(kept, default=0), max(kept, default=0) + 1) if "\n" in doc[i].text]
    left = max((i for i in breaks if i < cue.i), default=-1)
    right = min((i for i in breaks if i > cue.i), default=len(doc))
    right = min((e for i in kept if cue.i < i < right and (e := _stops_before(doc[i]))), default=right)
    kept = {i for i in kept if left < i < right}
    while kept and doc[max(kept)].dep_ == "cc":  # "said she could not but said she would"
        kept.discard(max(kept))
    return list(kept)


def _stops_before(token: Token) -> int | None:
    """Where a content stops short of a token: at a sentence start that the parser missed after "p.m." or "Inc.", and at
    a clause with a speaker of its own (", which she says ...")."""
    before = token.doc[token.i - 1].text if token.i else ""
    if token.is_title and token.pos_ in _STARTERS and len(before) > 2 and before.endswith("."):
        return token.i
    if token.dep_ == "relcl" and "that" in frames(token) and token.doc[token.left_edge.i - 1].text == ",":
        speaks = any(c.dep_ == "nsubj" and c.tag_ not in RELATIVE for c in token.lefts)
        return token.left_edge.i - 1 if speaks else None
    return None


def whole(page: Page, content: list[tuple[int, int]], claim: Quotation) -> list[tuple[int, int]]:
    """A content that begins or breaks off inside quotation marks takes them in; their outer ones are left out."""
    content = _into_marks(page, content, claim)
    (start, first_end), *others = content
    for q in page.overlapping(start - 1, content[-1][1]):
        if claim.cue and q.start <= claim.cue[0] < q.end:
            continue
        if q.start < start <= q.inner[0] and q.end < content[-1][1]:
            start = q.start
        last = content[-1][1]
        if start <= q.inner[0] and q.start < last < q.end:
            if start >= q.start and not others:
                return [q.inner]
            return [*([(start, first_end)] if others else []), *others[:-1], (others[-1][0] if others else start, q.end)]
    return [(start, first_end), *others]


def _into_marks(page: Page, content: list[tuple[int, int]], claim: Quotation) -> list[tuple[int, int]]:
    """A content that stops short of a quotation mark goes on through it: "he would offer “a prayer” for her"."""
    start, end = content[-1]
    for q in page.overlapping(end, end + 2):
        led = q.start in (end, end + 1) and page.text[end - 1].isalnum() and not page.text[end : q.start].strip()
        if led and not (claim.cue and claim.cue[0] >= end):
            return [*content[:-1], (start, q.end)]
    return content
