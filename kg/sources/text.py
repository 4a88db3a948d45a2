"""Plain text: paragraphs divided by blank lines; a first line that is no sentence is the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Article
from kg.sources.articles import article
from kg.sources.inputs import Input
from kg.sources.reader import ErrorHandler

LONGEST_HEADLINE = 200  # characters
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
SENTENCE_END = re.compile(r"[.!?:…][\"”’)]*$")


def read_text(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    """Read one file as one article; the headline is the title and stays in the text."""
    text = source.text().strip("\n")
    yield article(text, file=source.name, title=headline(text))


def headline(text: str) -> str | None:
    """Give the first paragraph when it is a headline: one short line without a full stop, with more text below.

    Examples
    --------
    >>> headline("Officers to leave\\n\\nThe agency said so."), headline("One sentence.\\n\\nAnother.")
    ('Officers to leave', None)
    """
    parts = BLANK_LINE.split(text, maxsplit=1)
    first = parts[0].strip()
    if len(parts) == 1 or not parts[1].strip() or "\n" in first or not 0 < len(first) <= LONGEST_HEADLINE:
        return None
    return None if SENTENCE_END.search(first) else first
