"""Where the words that were found stand in a text, and as much around them as tells what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Noncharacters, which Unicode keeps for what a program does within; where a text has them, marks are wrong and nothing else is.
BEGIN, END = "\ufdd0", "\ufdd1"
REACH = 160  # characters within which words belong together
READ = 400  # places of a text: one that is long is not read to its end
AROUND = 80  # characters before the first of them and after the last, in the same paragraph
CUT = "…"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that were found, from ``start`` to ``end`` of a text; what stands around them, and in that the place of each."""

    start: int
    end: int
    words: str
    marks: tuple[Span, ...]


def spans(marked: str) -> list[Span]:
    """Give the places, in a text without marks, of what lies between marks.

    >>> spans(f"The {BEGIN}jail{END} {BEGIN}opened{END}.")
    [(4, 8), (9, 15)]
    """
    found, at = [], 0
    for part in re.split(f"({BEGIN}[^{BEGIN}{END}]*{END})", marked):
        length = len(part.strip(BEGIN + END)) if part.startswith(BEGIN) else len(part)
        if part.startswith(BEGIN):
            found.append((at, at + length))
        at += length
    return found


def passages(text: str, found: Sequence[Span], most: int) -> list[Passage]:
    """Give the passages that hold the most different words, in the order of the text; its beginning when nothing was found.

    >>> passages("The jail opened.", [(4, 8)], 1)
    [Passage(start=4, end=8, words='The jail opened.', marks=((4, 8),))]
    """
    found = found[:READ]
    groups = sorted(_groups(text, found), key=lambda group: (-len(_words(text, group)), group[-1][1] - group[0][0], group[0]))
    chosen: list[Passage] = []
    for group in groups:
        if len(chosen) == most:
            break
        passage = _passage(text, group, found)
        if all(passage.start > p.end + AROUND or passage.end < p.start - AROUND for p in chosen):
            chosen.append(passage)
    return sorted(chosen, key=lambda p: p.start) or [Passage(0, 0, text[: _after(text, 0)], ())]


def _groups(text: str, found: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """Places that lie near each other, with each of them as the first: no more than hold all the words that lie there."""
    last = 0
    for first, (start, _) in enumerate(found):
        while last < len(found) and found[last][1] <= start + REACH:
            last += 1
        near = found[first : max(last, first + 1)]
        firsts = {text[a:b].casefold(): n for n, (a, b) in reversed(list(enumerate(near, 1)))}
        yield near[: max(firsts.values())]


def _words(text: str, places: Sequence[Span]) -> set[str]:
    return {text[start:end].casefold() for start, end in places}


def _passage(text: str, group: Sequence[Span], found: Sequence[Span]) -> Passage:
    start, end = group[0][0], group[-1][1]
    first, last = _before(text, start), _after(text, end)
    before = f"{CUT} " if first > 0 and text[first - 1] != "\n" else ""
    after = f" {CUT}" if last < len(text) and text[last] != "\n" else ""
    shift = len(before) - first
    marks = tuple((a + shift, b + shift) for a, b in found if first <= a and b <= last)
    return Passage(start, end, before + text[first:last] + after, marks)


def _before(text: str, at: int) -> int:
    """Where what stands before a place begins: at a word, and in the same paragraph."""
    around = text[max(0, at - AROUND) : at]
    line = around.rfind("\n") + 1
    cut = 0 if at <= AROUND else around.find(" ") + 1
    return at - len(around) + (line or cut)


def _after(text: str, at: int) -> int:
    """Where what stands after a place ends: with a word, and in the same paragraph."""
    around = text[at : at + AROUND]
    line = around.find("\n")
    cut = len(around) if at + AROUND >= len(text) else max(0, around.rfind(" "))
    return at + (line if line >= 0 else cut)
