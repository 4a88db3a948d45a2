"""Where sentences, paragraphs and quotations lie in a Doc, and who speaks in each quotation."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc, Token

from kg.document import reading
from kg.extract.quotations.cues import frames
from kg.extract.quotations.marks import quoted

TERMINAL = frozenset(".!?…\"”'’)")
SUBJECTS = ("nsubj", "nsubjpass")


class Layout:
    """The layout of an article, by token.

    ``quotes`` gives each token the number of the innermost quotation it stands in, or None. ``speakers`` maps a
    quotation's number to the head token of the words that name its speaker, as far as the words beside it tell.
    """

    def __init__(self, doc: Doc) -> None:
        text = reading(doc).article.text  # spaCy joins the tokens anew at every call of doc.text
        offsets = [int(i) for i in doc.to_array("IDX")]
        breaks = [bisect_right(offsets, m.start()) for m in re.finditer("\n+", text)]
        self._starts = [i for i, start in enumerate(doc.to_array("SENT_START")) if start == 1 or not i]
        self.paragraphs = [bisect_right(breaks, i) for i in range(len(doc))]
        self.headline = _headline_end(doc, breaks)
        self.quotes: list[int | None] = [None] * len(doc)
        bounds: dict[int, tuple[int, int]] = {}
        number = 0
        for stretch in quoted(text):
            number += not stretch.continued
            start, end = (bisect_right(offsets, at - 1) for at in stretch.inner)
            if start == end:  # marks within one token
                continue
            self.quotes[start:end] = [number] * (end - start)
            bounds[number] = (bounds.get(number, (start, end))[0], end - 1)
        self.speakers = self._speakers(doc, bounds)

    def sentence(self, token: int) -> int:
        """Give the number of the token's sentence."""
        return bisect_right(self._starts, token) - 1

    def _speakers(self, doc: Doc, bounds: dict[int, tuple[int, int]]) -> dict[int, int]:
        """The subject of the nearest cue outside quotations, in the paragraphs a quotation begins and ends in."""
        verbs = (t for t in doc if t.pos_ == "VERB" and self.quotes[t.i] is None) if bounds else iter(())
        cues = [(t.i, subject.i) for t in verbs if (subject := speech_subject(t)) is not None]
        found = {}
        for number, (first, last) in bounds.items():
            inside = {self.paragraphs[first], self.paragraphs[last]}
            near = [(min(abs(cue - first), abs(cue - last)), subject) for cue, subject in cues
                    if self.paragraphs[cue] in inside]
            if near:
                found[number] = min(near)[1]
        return found


def speech_subject(verb: Token) -> Token | None:
    """The subject of a cue verb, or None when the token is no cue or has none of its own."""
    if not frames(verb):
        return None
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def _headline_end(doc: Doc, breaks: list[int]) -> int:
    """The token after the headline: a first line that ends without a full stop, or 0."""
    if not breaks or breaks[0] < 2:
        return 0
    return breaks[0] if doc[breaks[0] - 2].text[-1] not in TERMINAL else 0
