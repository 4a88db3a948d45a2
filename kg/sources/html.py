"""Saved web pages: the article's text and metadata by trafilatura. Nothing is fetched, and no script runs.

Trafilatura: Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
    yield page_article(source.read(LARGEST_PAGE), file=source.name, charset=source.charset)


def page_article(data: bytes, *, file: str, where: str | None = None, charset: str | None = None, url: str | None = None,
                 published: str | None = None, publisher: str | None = None) -> Article:
    """Make an article of a page.

    Parameters
    ----------
    data : bytes
    file : str
        The path or stream.
    where : str, optional
        The place in the file, for messages.
    charset : str, optional
        The encoding that the server named.
    url : str, optional
        Where the page was found; without it what the page says of itself.
    published, publisher : str, optional
        What is known of them where the page says nothing.

    Raises
    ------
    SourceError
        As :func:`read_html` does.
    """
    where = where or file
    found = _extracted(mended(decoded(data, where, charset)), where)
    paragraphs = [line.strip() for line in (found.text or "").split("\n") if line.strip()]
    if not paragraphs:
        raise SourceError("no article text found in the page", where=where, valid=VALID)
    if found.title and paragraphs[0] != found.title:
        paragraphs.insert(0, found.title)
    return article("\n\n".join(paragraphs), file=file, where=where, title=found.title, published=found.date or published,
                   publisher=found.sitename or publisher, url=url or found.url)


def _extracted(page: str, where: str) -> Any:
    """What trafilatura finds: a document with ``text``, ``title``, ``date``, ``sitename`` and ``url``."""
    import trafilatura

    if page.count("<") > MOST_TAGS:
        raise SourceError("the page has too many tags", where=where, valid=f"at most {MOST_TAGS:,}")
    try:
        found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False,
                                            favor_precision=True)
    except (RecursionError, ValueError) as error:
        raise SourceError("the page cannot be parsed", where=where, valid=VALID) from error
    if found is None or isinstance(found, dict):
        raise SourceError("no article text found in the page", where=where, valid=VALID)
    return found
