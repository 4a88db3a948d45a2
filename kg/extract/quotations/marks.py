"""Quotation marks -> quoted stretches of text: straight, typographic, single, nested, unbalanced, over paragraphs.

A new paragraph inside a quotation opens with a mark of its own while the one before is left open, as newspapers set it;
such a paragraph is ``continued``. A mark that is never closed closes with its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

DOUBLE = '"“”„«»'
SINGLE = "'‘’‹›"
_LOOK_AHEAD = 20
_SINGLE = re.compile(f"[{SINGLE}]")
_DOUBLE = re.compile(f"[{DOUBLE}]|``|''")
_PARAGRAPH = re.compile(r"[^\n]+")
_STARTS = frozenset("“„«") | {"``"}
_ENDS = frozenset("”»")
_SENTENCE_END = re.compile(r"[.!?,]\s")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of one paragraph in quotation marks: characters with the marks, and without them.

    ``continued`` says that the paragraph before was left open, so that its quotation goes on here.
    """

    start: int
    end: int
    inner: tuple[int, int]
    continued: bool = False

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The stretch without its marks, as a sequence of spans."""
        return (self.inner,)


def quoted(text: str) -> list[Quoted]:
    """Find all quoted stretches of a text, outer before inner.

    Examples
    --------
    >>> text = '"No," he said. "They told us, ‘Not yet.’"'
    >>> [text[slice(*q.inner)] for q in quoted(text)]
    ['No,', 'They told us, ‘Not yet.’', 'Not yet.']
    """
    found = _double(text)
    for paragraph in _PARAGRAPH.finditer(text):
        found.extend(_single(text, *paragraph.span()))
    return sorted(found, key=lambda q: (q.start, -q.end))


def _double(text: str) -> list[Quoted]:
    found: list[Quoted] = []
    left_open = False
    for paragraph in _PARAGRAPH.finditer(text):
        stretches, left_open = _paragraph(text, *paragraph.span(), continued=left_open)
        left_open = left_open and _continues(text, paragraph.end())
        found.extend(stretches)
    return [q for q in found if text[slice(*q.inner)].strip()]


def _paragraph(text: str, left: int, right: int, *, continued: bool) -> tuple[list[Quoted], bool]:
    """The stretches of one paragraph, and whether the last was left open."""
    found: list[Quoted] = []
    opening: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, left, right):
        opens = _opens(text, mark, is_open=opening is not None)
        if opening is not None:
            inner = (opening.end(), _cut(text, opening.end(), mark.start()) if opens else mark.start())
            found.append(Quoted(opening.start(), inner[1] if opens else mark.end(), inner, continued and not found))
        opening = mark if opens else None
    if opening is not None:
        end = left + len(text[left:right].rstrip())
        found.append(Quoted(opening.start(), end, (opening.end(), end), continued and not found))
    return found, opening is not None


def _opens(text: str, mark: re.Match[str], *, is_open: bool) -> bool:
    """Whether a double mark opens; a straight one by what stands around it."""
    if mark.group() in _STARTS:
        return True
    if mark.group() in _ENDS:
        return False
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    if is_open:
        return before.isspace() and after.isalnum()
    return not after.isspace() and not before.isalnum()


def _continues(text: str, end: int) -> bool:
    """Whether the next paragraph opens with a mark."""
    following = text[end : end + 40].lstrip()
    return following[:1] in ('"', "“", "„", "«") or following[:2] == "``"


def _cut(text: str, start: int, end: int) -> int:
    """Where a stretch that is never closed may end before the next one opens: after its last clause."""
    last = start
    for match in _SENTENCE_END.finditer(text, start, end):
        last = match.start() + 1
    return last if last > start else start + len(text[start:end].rstrip())


def _single(text: str, left: int, right: int) -> list[Quoted]:
    """Stretches in single marks, told from apostrophes by what stands around the marks."""
    found: list[Quoted] = []
    closings = _closings(text, left, right)
    at = left
    for mark in _SINGLE.finditer(text, left, right):
        if mark.start() < at or not _opens_single(text, mark.start(), left, right):
            continue
        end = _closing_single(text, closings, mark.end())
        if end is not None:
            found.append(Quoted(mark.start(), end + 1, (mark.end(), end)))
            at = end + 1
    return found


def _opens_single(text: str, at: int, left: int, right: int) -> bool:
    if text[at] not in "'‘‹" or at + 2 >= right or not (text[at + 1].isalpha() or text[at + 1] in DOUBLE):
        return False
    before = text[at - 1] if at > left else " "
    return before.isspace() or before in "([—–-" or before in DOUBLE


def _closings(text: str, left: int, right: int) -> list[int]:
    """Where a single mark may close: after a word or a stop, before none."""
    return [m.start() for m in _SINGLE.finditer(text, left + 1, right) if text[m.start()] in "'’›"
            and not text[m.start() - 1].isspace() and not (m.end() < right and text[m.end()].isalnum())]


def _closing_single(text: str, closings: list[int], start: int) -> int | None:
    """The best closing mark of the next few: beside punctuation rather than after a plural's s."""
    first = bisect_right(closings, start)
    candidates = closings[first : first + _LOOK_AHEAD]
    for at in candidates:
        after = text[at + 1 : at + 2] or "\n"
        if text[at - 1] in ",.!?…" or after in ",.;:?!)]\n" or after in DOUBLE:
            return at
    for at in candidates:
        if text[at - 1] != "s":
            return at
    return candidates[0] if candidates else None
