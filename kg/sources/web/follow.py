"""The pages that the items of a feed link to, fetched because the user asked for that."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import SourceError
from kg.model import Article
from kg.sources.feeds import Item, item_article, items
from kg.sources.html import LARGEST_PAGE, page_article
from kg.sources.inputs import Input
from kg.sources.reader import ErrorHandler
from kg.sources.web.fetching import Web


def read_followed(source: Input, on_error: ErrorHandler, web: Web) -> Iterator[Article]:
    """Read one article an item: that of the page, or what the feed carries where the item links to none.

    A page that cannot be fetched or read is reported and its item left out: what the feed carries is not put in its place, as
    the next time the page may be there. One that has not changed since the last time is left out too.

    Raises
    ------
    SourceError
        When the source is no feed.
    """
    for item in items(source, on_error):
        try:
            found = _followed(item, item.link, web) if item.link else item_article(item, source.name)
        except SourceError as error:
            on_error(error)
        else:
            yield from (found,) if found else ()


def _followed(item: Item, link: str, web: Web) -> Article | None:
    page = web.fetch(link)
    if page is None:
        return None
    return page_article(page.read(LARGEST_PAGE), file=page.name, charset=page.charset, url=link, published=item.published,
                        publisher=item.publisher)
