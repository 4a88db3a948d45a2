"""A parsed article as the readers of quotations see it: its text and quoted stretches, computed once."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from spacy.tokens import Doc, Token

from kg.extract.quotations.marks import Quoted, quoted


class Page:
    """A Doc with its text, the offsets of its tokens and its quoted stretches."""

    def __init__(self, doc: Doc) -> None:
        """Find the quoted stretches of a Doc."""
        self.doc = doc
        self.text = doc.text  # spaCy joins the tokens anew at every call
        self.stretches: list[Quoted] = quoted(self.text)
        self._starts = [t.idx for t in doc]
        self._opens = [q.start for q in self.stretches]
        self._reach = list(accumulate((q.end for q in self.stretches), max))

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after a character offset."""
        return bisect_left(self._starts, offset)

    def overlapping(self, start: int, end: int) -> list[Quoted]:
        """The stretches that share a character with a span, in order."""
        found, n = [], bisect_left(self._opens, end)
        while n and self._reach[n - 1] > start:
            n -= 1
            if self.stretches[n].end > start:
                found.append(self.stretches[n])
        return found[::-1]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that start between two character offsets."""
        return list(self.doc[self.token_at(start) : self.token_at(end)])

    def inner(self, stretch: Quoted) -> str:
        """The words inside a stretch's marks."""
        return self.text[slice(*stretch.inner)]

    def starts_sentence(self, stretch: Quoted) -> bool:
        """Whether nothing of a sentence stands before a stretch."""
        before = self.text[max(0, stretch.start - 3) : stretch.start].rstrip(" ")
        return not before or before[-1] in '\n.?!:”"—–’'

    def fills_paragraph(self, stretch: Quoted) -> bool:
        """Whether a stretch is a whole paragraph."""
        text, start, end = self.text, stretch.start, stretch.end
        return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")
