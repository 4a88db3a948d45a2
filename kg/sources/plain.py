"""Plain text: paragraphs divided by blank lines; a first line without a full stop is the headline."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.errors import SourceError
from kg.model import Article
from kg.sources.inputs import Input, article

LONGEST_HEADLINE = 200
SENTENCE_ENDS = (".", "!", "?", ":", '."', ".”", "…")


def read_text(source: Input, _on_error: Callable[[SourceError], None]) -> Iterator[Article]:
    """Read one file as one article; the headline stays in the text."""
    text = source.text().strip("\n")
    yield article(source.name, text=text, title=headline(text))


def headline(text: str) -> str | None:
    """Give the first paragraph when it is a headline: one short line, no sentence, with more text below.

    >>> headline("Officers to leave\\n\\nThe agency said so."), headline("One sentence.\\n\\nAnother.")
    ('Officers to leave', None)
    """
    first, blank, rest = text.partition("\n\n")
    first = first.strip()
    is_headline = blank and rest.strip() and "\n" not in first and 0 < len(first) <= LONGEST_HEADLINE
    return first if is_headline and not first.endswith(SENTENCE_ENDS) else None
