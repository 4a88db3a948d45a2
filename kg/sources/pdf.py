"""PDF files, by pypdf: each is one article. Scans have no text and are refused; no script of a file is run.

The title and the date that a file gives of itself are often those of a template, or of the day it was printed; they are taken
only where the first page shows them too.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from time import monotonic
from typing import Any

from kg.errors import SourceError
from kg.model import Article
from kg.sources.articles import LARGEST_TEXT, article, iso_date
from kg.sources.extras import optional
from kg.sources.inputs import LARGEST_FILE, Input
from kg.sources.lines import Line, paragraphs
from kg.sources.reader import ErrorHandler

MOST_PAGES = 300
LONGEST = 60.0  # seconds; an article takes a tenth of one
LARGEST_STREAM = 16 * 1024 * 1024  # bytes of one object of a file, unpacked
LONGEST_TITLE = 300
SHOWN = 3000  # characters at the beginning in which a title and a date are looked for
DATES = re.compile(r"\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}")
VALID = "a PDF file with text"


def read_pdf(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    """Read one file as one article.

    Raises
    ------
    SourceError
        When the file is no PDF, is broken, encrypted, too large or too slow to read, or has no text; or pypdf is not installed.
    """
    yield _article(source.read(LARGEST_FILE), source.name)


def _article(data: bytes, name: str) -> Article:
    pypdf = optional("pypdf", "pdf", name)
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it would tell standard error of every oddity
    try:
        with pypdf.apply_configuration(zlib_maximum_output_length=LARGEST_STREAM, lzw_maximum_output_length=LARGEST_STREAM,
                                           run_length_maximum_output_length=LARGEST_STREAM, jbig2dec_binary=None):
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                raise SourceError("the PDF is encrypted", where=name, valid=VALID)
            pages = _pages(reader, name)
            title, date = _metadata(reader)
    except SourceError:
        raise
    except Exception as error:  # whatever it stumbles over, the file is at fault
        raise SourceError(f"not readable as PDF: {_said(error)}", where=name, valid=VALID) from error
    return _made(pages, title, date, name)


def _made(pages: list[list[Line]], title: str | None, date: str | None, name: str) -> Article:
    parts = paragraphs(pages)
    if not parts:
        raise SourceError("the PDF has no text: it is empty or a scan, or its text is beyond what may be unpacked", where=name,
                          valid=VALID)
    shown = " ".join(line.text for line in pages[0])[:SHOWN] if pages else ""
    if title and title.casefold() not in shown.casefold():
        title = None
    dates = {_day(written, name) for written in DATES.findall(shown)}
    return article("\n\n".join(parts), file=name, title=title, published=date if date in dates else None)


def _pages(reader: Any, name: str) -> list[list[Line]]:
    """The lines of each page, within the limits of pages, time and text."""
    if len(reader.pages) > MOST_PAGES:
        raise SourceError(f"the PDF has {len(reader.pages):,} pages", where=name, valid=f"at most {MOST_PAGES}")
    deadline = monotonic() + LONGEST
    pages, size = [], 0
    for page in reader.pages:
        printed = _Printed(deadline, name)
        page.extract_text(visitor_text=printed.text, visitor_operand_before=printed.tick)
        pages.append(printed.lines())
        size += sum(len(line.text) for line in pages[-1])
        if size > LARGEST_TEXT:
            raise SourceError(f"the text has more than {LARGEST_TEXT:,} characters", where=name, valid="one article")
    return pages


class _Printed:
    """What pypdf finds printed on a page, piece by piece, put together to lines."""

    def __init__(self, deadline: float, name: str) -> None:
        self._deadline, self._name = deadline, name
        self._lines: list[Line] = []
        self._open: list[str] = []
        self._start: tuple[float, float, float] | None = None

    def tick(self, *_: object) -> None:
        """Stop when the whole takes too long."""
        if monotonic() > self._deadline:
            raise SourceError("the PDF takes too long to read", where=self._name, valid=f"at most {LONGEST:.0f} s")

    def text(self, text: str, outer: list[float], inner: list[float], font: object, size: float) -> None:
        """Take a piece: a part of a line, or several lines."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self._end()
            if part.strip() and self._start is None:
                self._start = _on_page(inner, outer, size)
            self._open.append(part)

    def lines(self) -> list[Line]:
        """Give the lines of the page."""
        self._end()
        return self._lines

    def _end(self) -> None:
        text = " ".join("".join(self._open).split())
        if text and self._start:
            self._lines.append(Line(text, *self._start))
        self._open, self._start = [], None


def _on_page(inner: list[float], outer: list[float], size: float) -> tuple[float, float, float]:
    """Where a text begins on the page and how large it is, by the matrices of text and page (ISO 32000, 9.4.4)."""
    (x, y), (a, b, c, d, e, f) = inner[4:6], outer
    return x * a + y * c + e, x * b + y * d + f, size * abs(inner[3] or 1) * abs(d or 1)


def _metadata(reader: Any) -> tuple[str | None, str | None]:
    """The title and the day of creation that the file gives of itself."""
    found = reader.metadata or {}
    title = " ".join(str(found.get("/Title") or "").split())
    day = re.match(r"D:(\d{4})(\d{2})(\d{2})", str(found.get("/CreationDate") or ""))
    return title if 0 < len(title) <= LONGEST_TITLE else None, "-".join(day.groups()) if day else None


def _day(written: str, name: str) -> str | None:
    try:
        return iso_date(written, name)
    except SourceError:
        return None


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
