"""Where sentences, paragraphs and quotations lie in a Doc, and who speaks in each quotation."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc, Token

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
        self.doc = doc
        self._starts = [i for i, start in enumerate(doc.to_array("SENT_START")) if start == 1 or not i]
        offsets = [int(i) for i in doc.to_array("IDX")]
        breaks = [bisect_right(offsets, m.start()) for m in re.finditer("\n+", doc.text)]
        self.paragraphs = [bisect_right(breaks, i) for i in range(len(doc))]
        self.headline = _headline_end(doc, breaks)
        self.quotes: list[int | None] = [None] * len(doc)
        number = 0
        for stretch in quoted(doc.text):
            number += not stretch.continued
            start, end = stretch.inner
            for i in range(bisect_right(offsets, start - 1), bisect_right(offsets, end - 1)):
                self.quotes[i] = number
        self.speakers = self._speakers()

    def sentence(self, token: int) -> int:
        """Give the number of the token's sentence."""
        return bisect_right(self._starts, token) - 1

    def _speakers(self) -> dict[int, int]:
        bounds: dict[int, list[int]] = {}
        for i, quote in enumerate(self.quotes):
            if quote is not None:
                bounds.setdefault(quote, []).append(i)
        found = {}
        for quote, tokens in bounds.items():
            speaker = self._speaker(tokens[0], tokens[-1])
            if speaker is not None:
                found[quote] = speaker
        return found

    def _speaker(self, first: int, last: int) -> int | None:
        """The subject of the nearest cue outside quotations in the quotation's paragraphs."""
        inside = {self.paragraphs[first], self.paragraphs[last]}
        nearest: tuple[int, int] | None = None
        for i in range(max(0, first - 60), min(len(self.doc), last + 60)):
            token = self.doc[i]
            if self.quotes[i] is None and self.paragraphs[i] in inside and speech_subject(token) is not None:
                distance = min(abs(i - first), abs(i - last))
                if nearest is None or distance < nearest[0]:
                    nearest = distance, i
        subject = speech_subject(self.doc[nearest[1]]) if nearest else None
        return subject.i if subject is not None else None


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
