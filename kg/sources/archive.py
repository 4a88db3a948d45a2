"""The pages of a web archive, read record by record by FastWARC within limits, and found again after a broken record.

Offsets are those in the file as it is: in the packed one where it is gzipped, as in the indexes of archives.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from kg.errors import SourceError
from kg.sources.html import LARGEST_PAGE
from kg.sources.inputs import Input
from kg.sources.packing import GZIP
from kg.sources.reader import ErrorHandler

LARGEST_RECORD = 16 * 1024 * 1024  # bytes of an answer, unpacked from the file but not yet from its content encoding
PAGES = ("text/html", "application/xhtml+xml")
OK = 200
BLOCK = 64 * 1024  # bytes
MOST_TRIES = 1000  # places that look like a record in vain; then the rest of the file is given up
VALID = "a WARC file whose records are gzipped one by one or not at all"


class Page(NamedTuple):
    """The answer of a server: a page as bytes, and what its record says of it."""

    place: str
    data: bytes
    charset: str | None
    url: str | None
    date: str | None


class Archive:
    """The records of one file.

    Parameters
    ----------
    source : Input
    """

    def __init__(self, source: Input) -> None:
        self._name = source.name
        self._stream = _Stream(source.packed())
        self._mark = GZIP + b"\x08" if self._stream.file.peek(len(GZIP)).startswith(GZIP) else b"WARC/1."
        self._tries = self._count = 0

    def pages(self, on_error: ErrorHandler) -> Iterator[Page]:
        """Give the pages in the order of the file; broken and too large records are reported and skipped.

        Raises
        ------
        SourceError
            When nothing in the file is a record, or too much of it is broken.
        """
        start: int | None = 0
        with self._stream.file:
            while start is not None:
                reached, broken = start, None if start else 0
                try:
                    for record in self._responses(start):
                        reached = broken = record.stream_pos
                        yield from self._page_of(record, on_error)
                        broken = None
                    break
                except OSError as error:
                    start = self._resume(reached, broken, str(error), on_error)
            if start == 0 and not self._count and self._stream.tell():
                raise SourceError("there are no records", where=self._name, valid=VALID)

    def _responses(self, start: int) -> Iterator[Any]:
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        if start:
            self._stream.seek(start)
        for record in ArchiveIterator(self._stream, parse_http=False):
            self._count += 1
            if record.record_type == WarcRecordType.response:
                yield record

    def _page_of(self, record: Any, on_error: ErrorHandler) -> Iterator[Page]:
        """The page of a record, if it has one."""
        place = self._place(record.stream_pos)
        try:
            page = _page(record, place)
        except SourceError as error:
            on_error(error)
        else:
            yield from (page,) if page else ()

    def _place(self, offset: int) -> str:
        return f"{self._name}, record at byte {offset:,}"

    def _resume(self, reached: int, broken: int | None, what: str, on_error: ErrorHandler) -> int | None:
        """Report a broken record, which may be the one after that reached, and give where the next good one begins."""
        place = self._stream.find(self._mark, reached + 1)
        while place is not None and not self._begins(place):
            broken = place if broken is None else broken
            place = self._stream.find(self._mark, place + 1)
        told = "a broken record" if broken is not None else "what follows the record is broken"
        on_error(SourceError(f"{told}: {what.rstrip('.').lower()}", where=self._place(reached if broken is None else broken),
                             valid=VALID))
        return place

    def _begins(self, place: int) -> bool:
        """Whether a record begins there; after too many tries none does."""
        from fastwarc.warc import ArchiveIterator

        self._tries += 1
        if self._tries > MOST_TRIES:
            raise SourceError("too much of the file is broken", where=self._place(place), valid=VALID)
        self._stream.seek(place)
        try:
            return next(iter(ArchiveIterator(self._stream, parse_http=False)), None) is not None
        except OSError:
            return False


def _page(record: Any, place: str) -> Page | None:
    """The page of a record; raises SourceError when it cannot be had, and OSError when the archive is broken there."""
    length = record.content_length
    if length <= LARGEST_RECORD:
        record.freeze()
        if record.content_length < length or "Content-Length" not in record.headers:
            raise OSError("it is cut off")
    try:
        record.parse_http()
        if not _is_page(record):
            return None
        if length > LARGEST_RECORD:
            raise SourceError(f"the record has {length:,} bytes", where=place, valid=f"at most {LARGEST_RECORD:,}")
        data = _decoded(record).read(LARGEST_PAGE + 1)
    except OSError as error:
        raise SourceError(f"the answer in the record is broken: {error}", where=place, valid=VALID) from error
    if len(data) > LARGEST_PAGE:
        raise SourceError("the page is too large", where=place, valid=f"at most {LARGEST_PAGE:,} bytes")
    headers = record.headers
    return Page(place, data, record.http_charset, headers.get("WARC-Target-URI", "").strip("<> ") or None,
                headers.get("WARC-Date"))


def _is_page(record: Any) -> bool:
    http = record.http_headers
    return http is not None and http.status_code == OK and record.http_content_type in PAGES


def _decoded(record: Any) -> Any:
    """The bytes of the page, out of the encodings in which it was sent. (What FastWARC decodes itself it holds as a whole.)"""
    from fastwarc import stream_io

    readers: dict[str, Any] = {"gzip": stream_io.GzipReader, "x-gzip": stream_io.GzipReader, "br": stream_io.BrotliReader,
                               "zstd": stream_io.ZstdReader, "deflate": partial(stream_io.GzipReader, zlib=True)}
    stream = record.reader
    if record.http_headers.get("Transfer-Encoding", "").strip().lower() == "chunked":
        stream = stream_io.ChunkedReader(stream)
    for name in reversed(record.http_headers.get("Content-Encoding", "").lower().split(",")):
        if reader := readers.get(name.strip()):
            stream = reader(stream)
    return stream


class _Stream:
    """A file as FastWARC reads it, with its place counted, which pipes do not."""

    def __init__(self, file: io.BufferedReader[Any]) -> None:
        self.file, self._at = file, 0

    def read(self, size: int = BLOCK) -> bytes:
        data = self.file.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = self.file.seek(offset, whence)
        return self._at

    def close(self) -> None:
        self.file.close()

    def find(self, mark: bytes, start: int) -> int | None:
        """Where a mark stands next from ``start`` on; None when nowhere, or when the stream cannot go back."""
        if not self.file.seekable():
            return None
        self.seek(start)
        held = b""
        while block := self.read():
            held += block
            if (found := held.find(mark)) >= 0:
                return self._at - len(held) + found
            held = held[-len(mark):]
        return None
