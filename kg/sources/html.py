"""Saved web pages: the article's text and metadata by trafilatura. Nothing is fetched, and no script runs.

Trafilatura: Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import SourceError
from kg.model import Article
from kg.sources.articles import article
from kg.sources.inputs import Input, decoded, mended
from kg.sources.reader import ErrorHandler

LARGEST_PAGE = 8 * 1024 * 1024  # bytes; pages of news have some 200,000
MOST_TAGS = 40_000  # reading takes the square of them; pages of news have some 3,000
VALID = "a saved news page"


def read_html(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    """Read one page as one article: the headline, then a paragraph for each of the page's.

    Raises
    ------
    SourceError
        When the page has no article text, is too large, or is nested too deep.
    """
    import trafilatura

    page = mended(decoded(source.read(LARGEST_PAGE), source.name))
    if page.count("<") > MOST_TAGS:
        raise SourceError("the page has too many tags", where=source.name, valid=f"at most {MOST_TAGS:,}")
    try:
        found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False,
                                            favor_precision=True)
    except (RecursionError, ValueError) as error:
        raise SourceError("the page cannot be parsed", where=source.name, valid=VALID) from error
    text = None if found is None or isinstance(found, dict) else found.text
    paragraphs = [line.strip() for line in (text or "").split("\n") if line.strip()]
    if found is None or isinstance(found, dict) or not paragraphs:
        raise SourceError("no article text found in the page", where=source.name, valid=VALID)
    if found.title and paragraphs[0] != found.title:
        paragraphs.insert(0, found.title)
    yield article("\n\n".join(paragraphs), file=source.name, title=found.title, published=found.date,
                  publisher=found.sitename, url=found.url)
