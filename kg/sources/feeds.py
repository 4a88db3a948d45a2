"""RSS and Atom feeds, read by feedparser: each item is an article of the text that the feed itself carries.

External entities are never loaded, and entities that expand are refused by the parser. Nothing that a feed names is fetched
here; see :mod:`kg.sources.web.follow`.
"""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from kg.errors import SourceError
from kg.model import Article
from kg.sources.articles import article
from kg.sources.inputs import Input, mended
from kg.sources.markup import paragraphs
from kg.sources.reader import ErrorHandler

LARGEST_FEED = 16 * 1024 * 1024  # bytes
PLAIN = "text/plain"
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
SIGNATURE = re.compile(r"The post .{1,300} (?:appeared first|first appeared) on .{1,200}\.")  # WordPress adds it to every item
VALID = "an RSS or Atom feed"


class Item(NamedTuple):
    """What a feed says of one article."""

    where: str
    title: str | None
    published: str | None
    publisher: str | None
    link: str | None
    content: str
    plain: bool


def read_feed(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    """Read one article an item; an item without a text is reported and the next one read.

    Raises
    ------
    SourceError
        When it is no feed, or too large.
    """
    for item in items(source, on_error):
        try:
            yield item_article(item, source.name)
        except SourceError as error:
            on_error(error)


def items(source: Input, on_error: ErrorHandler) -> Iterator[Item]:
    """Give the items of a feed in its order; a bad one is reported and the next one given.

    Raises
    ------
    SourceError
        When it is no feed, or too large.
    """
    found = _parsed(source.read(LARGEST_FEED), source.name)
    publisher = _line(found.feed.get("title"), source.name)
    here = source.name if is_address(source.name) else ""
    base = _joined(here, found.feed.get("link") or "") or here
    for number, entry in enumerate(found.entries, 1):
        try:
            yield _item(entry, f"{source.name}, item {number}", publisher, base)
        except SourceError as error:
            on_error(error)


def item_article(item: Item, file: str) -> Article:
    """Make an article of what the feed carries of an item: its headline, then its text.

    Raises
    ------
    SourceError
        When the feed carries no text of it.
    """
    content = mended(item.content)
    parts = ([" ".join(part.split()) for part in BLANK_LINE.split(content)] if item.plain else paragraphs(content, item.where))
    if parts and SIGNATURE.fullmatch(parts[-1]):
        parts.pop()
    if not any(parts):
        raise SourceError("the feed carries no text of the item", where=item.where,
                          valid="an item with content or a summary, or --follow to fetch the page that it links to")
    if item.title and parts[0] != item.title:
        parts.insert(0, item.title)
    return article("\n\n".join(filter(None, parts)), file=file, where=item.where, title=item.title, published=item.published,
                   publisher=item.publisher, url=item.link)


def _parsed(data: bytes, name: str) -> Any:
    import feedparser

    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever it stumbles over, the feed is at fault
        raise SourceError(f"not readable as a feed: {type(error).__name__}", where=name, valid=VALID) from error
    if not found.get("version"):
        fault = found.get("bozo_exception")
        raise SourceError("not a feed" + (f": {' '.join(str(fault).split())[:200]}" if fault else ""), where=name, valid=VALID)
    return found


def _item(entry: Any, where: str, publisher: str | None, base: str) -> Item:
    text = max(entry.get("content") or [{}], key=lambda part: len(part.get("value") or ""))
    if not text.get("value"):
        text = entry.get("summary_detail") or {}
    source = _line((entry.get("source") or {}).get("title"), where)
    return Item(where, title=_line(entry.get("title"), where), published=_moment(entry), publisher=source or publisher,
                link=_link(entry, base), content=text.get("value") or "", plain=text.get("type") == PLAIN)


def _line(value: str | None, where: str) -> str | None:
    """A title as one line of text; feeds have them with and without tags."""
    return " ".join(paragraphs(mended(value or ""), where)) or None


def _moment(entry: Any) -> str | None:
    """When an item was published, else when it was changed; None when the feed gives no date that can be read."""
    moments = (entry[name] for name in ("published_parsed", "updated_parsed") if name in entry)  # .get() of the second warns
    moment = next((moment for moment in moments if moment), None)
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).isoformat() if moment else None
    except (ValueError, OverflowError, OSError):
        return None


def _link(entry: Any, base: str) -> str | None:
    link = (entry.get("link") or "").strip()
    return _joined(base, link) if link else None


def _joined(base: str, link: str) -> str | None:
    """An address seen from another; None when it is none."""
    try:
        joined = urljoin(base, link)
        return joined if is_address(joined) and urlsplit(joined).hostname else None
    except ValueError:
        return None


def is_address(name: str) -> bool:
    """Whether something is the address of something on the web.

    >>> is_address("https://news.example/feed"), is_address("feed.xml")
    (True, False)
    """
    return name.lower().startswith(("http://", "https://"))
