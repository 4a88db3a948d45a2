"""Web archives (WARC, ISO 28500), such as those of CC-NEWS: each page that was answered with 200 is an article."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import SourceError
from kg.model import Article
from kg.sources.archive import Archive, Page
from kg.sources.html import page_article
from kg.sources.inputs import Input
from kg.sources.reader import ErrorHandler


def read_warc(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    """Read one article a page, with the address and, where the page gives no date, the date of its record.

    A broken record and a page without an article are reported, and the next one is read. Whatever is no page (requests,
    images, redirects, revisits) is passed over.
    """
    for page in Archive(source).pages(on_error):
        try:
            yield _article(page, source.name)
        except SourceError as error:
            on_error(error)


def _article(page: Page, file: str) -> Article:
    return page_article(page.data, file=file, where=page.place, charset=page.charset, url=page.url, published=page.date)
