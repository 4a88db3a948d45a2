"""Printed lines back to paragraphs: heads and feet of pages left out, divided words rejoined.

A paragraph ends where the space below a line is larger than usual, where the next line is set in another size or is indented,
and where a sentence ends in a line that is shorter than its column allows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kg.sources.text import SENTENCE_END

EDGE = 2  # lines at the top and at the foot of a page among which its head and foot are looked for
WIDER = 1.3  # of the usual distance of lines: a paragraph ends
SHORTER = 0.85  # of the usual length of lines: so does one that ends with its sentence here
OTHER_SIZE = 0.1  # part of the size by which a headline differs
INDENT = 4.0  # points
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"[-–—]? ?#(?: ?(?:of|/) ?#)? ?[-–—]?|(?:.{1,60}\W)?page #(?: ?(?:of|/) ?#)?", re.IGNORECASE)
HYPHENS = "-\u2010"
SOFT_HYPHEN = "\u00ad"
COMPOUND = re.compile(r"\w+(?:[-\u2010]\w+)*")


class Line(NamedTuple):
    """A line as printed: where it begins, in points from the left and from the foot of the page, and its letters' size."""

    text: str
    x: float
    y: float
    size: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Put the lines of pages together.

    Examples
    --------
    >>> lines = ["Sheriff to sign", "The sheriff will sign an agree-", "ment with the agency next week.", "She said so."]
    >>> paragraphs([[Line(text, 72, 700 - 12 * n - 20 * (n > 0), 12) for n, text in enumerate(lines)]])
    ['Sheriff to sign', 'The sheriff will sign an agreement with the agency next week. She said so.']
    """
    lines = _without_heads(pages)
    words = Counter(word.casefold() for page in lines for line in page for word in COMPOUND.findall(line.text)[:-1])
    flow = [line for page in lines for line in page]
    ends = _Ends(flow)
    found: list[str] = []
    previous: Line | None = None
    for line in flow:
        if previous is None or ends.between(previous, line):
            found.append(line.text)
        else:
            found[-1] = _joined(found[-1], line.text, words)
        previous = line
    return found


class _Ends:
    """Where paragraphs end, by what is usual in this document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        gaps = [above.y - below.y for above, below in pairwise(lines) if above.y > below.y]
        self._gap = median(gaps) if gaps else 0.0
        self._length = median(sorted(len(line.text) for line in lines)[len(lines) // 2:]) if lines else 0.0

    def between(self, above: Line, below: Line) -> bool:
        """Whether a paragraph ends between two lines."""
        if abs(above.size - below.size) > OTHER_SIZE * max(above.size, below.size):
            return True
        sentence_ends = SENTENCE_END.search(above.text) is not None
        gap = above.y - below.y
        if gap <= 0 or gap > 10 * self._gap:  # the next column or page
            return sentence_ends
        if gap > WIDER * self._gap:
            return True
        return sentence_ends and (below.x - above.x > INDENT or len(above.text) < SHORTER * self._length)


def _without_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines without those at the edges that number the pages, or stand in one place on half of the pages, two at least."""
    edges = [_edges(page) for page in pages]
    counts = Counter(head for edge in edges for head in {_head(line) for line in edge})
    heads = {head for head, count in counts.items() if count >= max(2, len(pages) / 2) or PAGE_NUMBER.fullmatch(head[0])}
    return [[line for line in page if line not in edge or _head(line) not in heads]
            for page, edge in zip(pages, edges, strict=True)]


def _edges(page: Sequence[Line]) -> set[Line]:
    order = sorted(page, key=lambda line: line.y)
    return {*order[:EDGE], *order[-EDGE:]}


def _head(line: Line) -> tuple[str, int]:
    """What the heads of all pages have in common: the words, and the height at which they stand."""
    return NUMBER.sub("#", line.text), round(line.y)


def _joined(text: str, line: str, words: Counter[str]) -> str:
    """A line put after a text, a word divided between them made whole."""
    if text.endswith(SOFT_HYPHEN):
        return text[:-1] + line
    if not text.endswith(tuple(HYPHENS)) or not text[-2:-1].isalnum():
        return f"{text} {line}"
    return text + line if _keeps_hyphen(text, line, words) else text[:-1] + line


def _keeps_hyphen(text: str, line: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end belongs to the word: as it is written elsewhere, else by whether its parts are words."""
    if not line[:1].islower():
        return True
    left, right = COMPOUND.findall(text)[-1].casefold(), COMPOUND.findall(line)[0].casefold()
    if words[left + right] or words[f"{left}-{right}"]:
        return words[f"{left}-{right}"] > words[left + right]
    return bool(words[left] and words[right])
