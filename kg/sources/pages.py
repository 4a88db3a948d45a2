"""Saved web pages: the article's text and metadata by trafilatura; nothing is fetched, no script runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.errors import SourceError
from kg.model import Article
from kg.sources.inputs import Input, article, decoded, mended


def read_html(source: Input, _on_error: Callable[[SourceError], None]) -> Iterator[Article]:
    """Read one page as one article.

    Raises
    ------
    SourceError
        When the page has no article text, or cannot be parsed.
    """
    import trafilatura

    page = mended(decoded(source.data(), source.name))
    try:
        found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False,
                                            favor_precision=True)
    except (RecursionError, ValueError) as error:
        raise SourceError(f"the page cannot be parsed: {error}", where=source.name, valid="a saved news page") from error
    text = getattr(found, "text", None) or ""
    if found is None or isinstance(found, dict) or not text.strip():
        raise SourceError("no article text found in the page", where=source.name, valid="a saved news page")
    text = "\n\n".join(line for line in text.split("\n") if line.strip())
    if found.title and not text.startswith(found.title):
        text = f"{found.title}\n\n{text}"
    yield article(source.name, text=text, title=found.title or None, published=found.date or None,
                  publisher=found.sitename or None, url=found.url or None)

