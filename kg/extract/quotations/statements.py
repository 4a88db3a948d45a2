"""Statements given in full without quotation marks, below a line that leads in to them: "Lee issued this statement:"."""

from __future__ import annotations

import re

from kg.document import Quotation
from kg.extract.quotations.authors import documents
from kg.extract.quotations.cues import frames
from kg.extract.quotations.marks import DOUBLE
from kg.extract.quotations.page import Page
from kg.extract.quotations.phrases import FINITE, source_span, speaker_of, trimmed

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BULLETS = tuple("•-–—*·#0123456789(")
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_FOLLOWING = frozenset({"following", "this", "below"})
_MIN_TOKENS = 6


def statements(page: Page) -> list[Quotation]:
    """Give the statements below a line that names their speaker and ends with a colon.

    A statement announced as such ("the following statement") runs on while its paragraphs speak in the first person or
    are followed by one that does; after a cue alone it is the next paragraph.
    """
    lines = [m.span() for m in _LINE.finditer(page.text)]
    found: list[Quotation] = []
    for n, (start, end) in enumerate(lines[:-1]):
        if not page.text[start:end].rstrip().endswith(":") or page.text[lines[n + 1][0]] in (*_BULLETS, *DOUBLE, "'", "‘"):
            continue
        intro = page.tokens(start, end)
        announced = any(t.lower_ in _FOLLOWING for t in intro) and any(t.lemma_.lower() in documents() for t in intro)
        verbs = (t for t in reversed(intro) if t.pos_ == "VERB" and t.tag_ in FINITE)
        cue = next((t for t in verbs if announced or "quote" in frames(t)), None)
        source = speaker_of(cue) if cue is not None else None
        if cue is None or source is None or source.pos_ == "PRON":
            continue
        body = _body(page, lines[n + 1 :]) if announced else lines[n + 1 : n + 2]
        content = [s for s in (trimmed(page.text, *line) for line in body) if s]
        if content and len(page.tokens(*body[0])) >= _MIN_TOKENS:
            known = bool(frames(cue))
            found.append(Quotation(content, (cue.idx, cue.idx + len(cue)) if known else None, cue.i if known else None,
                                   source_span(source, cue), source.i, direct=True))
    return found


def _body(page: Page, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs up to the last in the first person, before the next quotation or heading."""
    last = 1
    for n, line in enumerate(lines):
        tokens = page.tokens(*line)
        if n and (len(tokens) < _MIN_TOKENS or page.text[line[0]] in (*_BULLETS, *DOUBLE)):
            break
        if any(t.lower_ in _FIRST_PERSON for t in tokens):
            last = n + 1
    return lines[:last]
