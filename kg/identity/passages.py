"""The text around some words of an article: the paragraphs in which they stand, cut between words where these are long."""

from __future__ import annotations

import re
from dataclasses import dataclass

BETWEEN = re.compile(r"\n\s*\n")  # paragraphs
WORD, WORD_END = re.compile(r"(?<=\s)\S"), re.compile(r"\S(?=\s)")


@dataclass(frozen=True)
class Passage:
    """A stretch of a text, where it begins, and whether its first and last paragraph were cut."""

    start: int
    text: str
    cut_before: bool
    cut_after: bool


def around(text: str, start: int, end: int, most: int) -> Passage:
    """Give the paragraphs of a stretch, with so many characters before it and after it at most.

    Parameters
    ----------
    text : str
    start, end : int
        The stretch, in characters.
    most : int
        Characters; no word is cut for them.

    Examples
    --------
    >>> around("Day one.\\n\\nHe said 700 will leave.\\n\\nMore.", 18, 32, 100)
    Passage(start=10, text='He said 700 will leave.', cut_before=False, cut_after=False)
    >>> around("He said on Wednesday that 700 will leave the whole state.", 26, 40, 11)
    Passage(start=21, text='that 700 will leave the whole', cut_before=True, cut_after=True)
    """
    first, last = _paragraph(text, start, end)
    begin, stop = first, last
    if start - first > most:
        begin = next((at.start() for at in WORD.finditer(text, start - most, start)), start)
    if last - end > most:
        stop = max((at.end() for at in WORD_END.finditer(text, end, end + most + 1)), default=end)
    return Passage(begin, text[begin:stop], begin > first, stop < last)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraph of the first word begins, and that of the last ends."""
    first = max((gap.end() for gap in BETWEEN.finditer(text, 0, start)), default=0)
    after = BETWEEN.search(text, end)
    return first, after.start() if after else len(text)
