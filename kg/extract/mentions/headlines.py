"""Lines in title case, where a capital tells nothing: "Council Votes Down Plan to Sell Old Mill"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.document import reading

SHORTEST = 5
LONG_WORD = 4


def headline_tokens(doc: Doc) -> frozenset[int]:
    """Give the indices of tokens that stand in a line of five words or more, no sentence, all long words with a capital.

    They are found once for each Doc, and kept in its Reading.
    """
    read = reading(doc)
    if read.titled is None:
        read.titled = frozenset(t.i for line in _lines(doc) if _title_case(line) for t in line)
    return read.titled


def _lines(doc: Doc) -> Iterator[list[Token]]:
    line: list[Token] = []
    for token in doc:
        if "\n" in token.text:
            yield line
            line = []
        else:
            line.append(token)
    yield line


def _opens(line: list[Token]) -> bool:
    """Whether a text goes on after its first line: some outlets end their titles with a stop."""
    return line[0].i == 0 and line[-1].i + 1 < len(line[0].doc)


def _title_case(line: list[Token]) -> bool:
    words = [t for t in line if t.is_alpha]
    if len(words) < SHORTEST or words[0].lower_ == "by" or (line[-1].text == "." and not _opens(line)):
        return False
    long = [t for t in words if len(t) >= LONG_WORD]
    small = [t for t in long if t.text.islower()]
    return len(long) > len(words) / 3 and len(small) * 10 <= len(long)
