"""Which reader reads what: by suffix, and for standard input and the web by the first bytes.

Something on the web is fetched when its address is given as an input, or stands in a list of feeds that is; never because a
file found in a folder, or anything fetched, names it.

To add a format, write a :data:`~kg.sources.reader.Reader` in a module of its own and name it in ``READERS``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.model import Article
from kg.sources import feedlist
from kg.sources.feeds import is_address, read_feed
from kg.sources.html import read_html
from kg.sources.inputs import Input
from kg.sources.jsonl import read_json, read_jsonl
from kg.sources.parquet import read_parquet
from kg.sources.pdf import read_pdf
from kg.sources.reader import ErrorHandler, Reader
from kg.sources.text import read_text
from kg.sources.warc import read_warc

if TYPE_CHECKING:
    from kg.sources.web.fetching import Web

READERS: dict[str, Reader] = {
    ".txt": read_text, ".text": read_text, ".md": read_text,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".json": read_json, ".jsonl": read_jsonl, ".ndjson": read_jsonl,
    ".parquet": read_parquet,
    ".pdf": read_pdf,
    ".xml": read_feed, ".rss": read_feed, ".atom": read_feed,
    ".warc": read_warc,
}
STARTS: tuple[tuple[bytes, Reader], ...] = ((b"%PDF-", read_pdf), (b"PAR1", read_parquet), (b"WARC/1.", read_warc))
FEED = re.compile(rb"(?:(?!<html)[^\0])*?<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
STDIN = "-"
VALID = "a file, a folder, an http or https address, or - for standard input"


def read(inputs: Iterable[str | Path], on_error: ErrorHandler | None = None, *, web: Web | None = None,
         on_open: Callable[[Input], None] | None = None) -> Iterator[Article]:
    """Read articles from files, folders (with all below them, sorted), addresses, lists of feeds and ``-``, standard input.

    Files may be packed with gzip or Zstandard.

    Parameters
    ----------
    inputs : iterable of str or Path
        In the order given.
    on_error : callable, optional
        Is given each SourceError, and reading goes on; without it the first error is raised.
    web : kg.sources.web.fetching.Web, optional
        How addresses are fetched; without it public servers only, one request a second.
    on_open : callable, optional
        Is given each file or stream before it is read.

    Yields
    ------
    Article
        One by one: files of many articles are never held as a whole.

    Raises
    ------
    SourceError
        When an input cannot be read and there is no ``on_error``.
    """
    reading = _Reading(on_error or _raise, web)
    for name in inputs:
        for source in reading.sources(str(name)):
            if on_open is not None:
                on_open(source)
            yield from reading.articles(source)


def reader_for(source: Input) -> Reader:
    """Give the reader of an input.

    Raises
    ------
    SourceError
        When no reader reads files of its suffix.

    Examples
    --------
    >>> reader_for(Input("story.HTML")).__name__
    'read_html'
    """
    if source.suffix in READERS:
        return READERS[source.suffix]
    if not source.is_file:
        return _sniffed(source.head())
    raise SourceError(f"no reader for files named {source.suffix or 'without a suffix'}", where=source.name,
                      valid=", ".join(READERS))


def files(name: str) -> list[Input] | None:
    """Give the files that are read for an input, in order; None where it is no file or folder, or lists what is elsewhere.

    >>> files("-") is None, files("https://news.example/feed.xml") is None
    (True, True)
    """
    path = Path(name)
    if path.is_dir():
        return [file for found in sorted(path.rglob("*")) if found.is_file() and (file := Input(str(found))).suffix in READERS]
    listed = name == STDIN or is_address(name) or Input(name).suffix == feedlist.SUFFIX
    return None if listed else [Input(name)]


def _raise(error: SourceError) -> None:
    raise error


class _Reading:
    """What the inputs of one call have in common."""

    def __init__(self, on_error: ErrorHandler, web: Web | None) -> None:
        self._on_error, self._web = on_error, web

    def sources(self, name: str) -> Iterator[Input]:
        """Everything that is read for one input; what is not there is reported."""
        path = Path(name)
        if name == STDIN:
            yield Input(name, sys.stdin.buffer)
        elif is_address(name):
            yield from self._fetched([name])
        elif path.is_dir():
            yield from self._in_folder(path)
        elif not path.exists():
            self._on_error(SourceError("no such file or folder", where=name, valid=VALID))
        elif Input(name).suffix == feedlist.SUFFIX:
            yield from self._fetched(self._listed(Input(name)))
        else:
            yield Input(name)

    def articles(self, source: Input) -> Iterator[Article]:
        """The articles of one source; what is wrong with it is reported."""
        try:
            reader = reader_for(source)
            if reader is read_feed and self._web is not None and self._web.follow:
                from kg.sources.web.follow import read_followed

                yield from read_followed(source, self._on_error, self._web)
            else:
                yield from reader(source, self._on_error)
        except SourceError as error:
            self._on_error(error)
        except OSError as error:
            self._on_error(_unreadable(source, error))

    def _in_folder(self, folder: Path) -> Iterator[Input]:
        readable = files(str(folder)) or []
        if not readable:
            self._on_error(SourceError("no article files in the folder", where=str(folder), valid=", ".join(READERS)))
        yield from readable

    def _listed(self, source: Input) -> Iterator[str]:
        try:
            yield from feedlist.addresses(source)
        except SourceError as error:
            self._on_error(error)
        except OSError as error:
            self._on_error(_unreadable(source, error))

    def _fetched(self, urls: Iterable[str]) -> Iterator[Input]:
        """What stands at the addresses, but what has not changed since the last time."""
        from kg.sources.web.fetching import Web

        self._web = self._web or Web()
        for url in urls:
            try:
                source = self._web.fetch(url)
            except SourceError as error:
                self._on_error(error)
            else:
                yield from (source,) if source else ()


def _unreadable(source: Input, error: OSError) -> SourceError:
    return SourceError(f"cannot be read: {error.strerror or error}", where=source.name)


def _sniffed(head: bytes) -> Reader:
    """The reader of bytes without a name: what has a mark of its own, records, a feed, a page, else plain text."""
    for start, reader in STARTS:
        if head.startswith(start):
            return reader
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        line, ended, _ = head.partition(b"\n")
        return read_jsonl if not ended or _is_json(line) else read_json
    if head.startswith(b"["):
        return read_json
    if head.startswith(b"<"):
        return read_feed if FEED.match(head) else read_html
    return read_text


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
