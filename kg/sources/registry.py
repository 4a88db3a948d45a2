"""Which reader reads what: by suffix, and for standard input by its first bytes.

To add a format, write a :data:`~kg.sources.reader.Reader` in a module of its own and name it in ``READERS``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.sources.html import read_html
from kg.sources.inputs import Input
from kg.sources.jsonl import read_json, read_jsonl
from kg.sources.reader import ErrorHandler, Reader
from kg.sources.text import read_text

READERS: dict[str, Reader] = {
    ".txt": read_text, ".text": read_text, ".md": read_text,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".json": read_json, ".jsonl": read_jsonl, ".ndjson": read_jsonl,
}
STDIN = "-"


def read(inputs: Iterable[str | Path], on_error: ErrorHandler | None = None) -> Iterator[Article]:
    """Read articles from files, folders (with all below them, sorted) and ``-``, standard input. Files may be gzipped.

    Parameters
    ----------
    inputs : iterable of str or Path
        In the order given.
    on_error : callable, optional
        Is given each SourceError, and reading goes on; without it the first error is raised.

    Yields
    ------
    Article
        One by one: JSON Lines are never held as a whole.

    Raises
    ------
    SourceError
        When an input cannot be read and there is no ``on_error``.
    """
    handle = on_error or _raise
    for name in inputs:
        for source in _expanded(str(name), handle):
            yield from _read_one(source, handle)


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
    if source.name == STDIN:
        return _sniffed(source.head())
    raise SourceError(f"no reader for files named {source.suffix or 'without a suffix'}", where=source.name,
                      valid=", ".join(READERS))


def _raise(error: SourceError) -> None:
    raise error


def _expanded(name: str, on_error: ErrorHandler) -> Iterator[Input]:
    path = Path(name)
    if name == STDIN:
        yield Input(name, sys.stdin.buffer)
    elif path.is_dir():
        files = [Input(str(file)) for file in sorted(path.rglob("*")) if file.is_file()]
        readable = [file for file in files if file.suffix in READERS]
        if not readable:
            on_error(SourceError("no article files in the folder", where=name, valid=", ".join(READERS)))
        yield from readable
    elif path.exists():
        yield Input(name)
    else:
        on_error(SourceError("no such file or folder", where=name, valid="a file, a folder, or - for standard input"))


def _read_one(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    try:
        yield from reader_for(source)(source, on_error)
    except SourceError as error:
        on_error(error)
    except OSError as error:
        on_error(SourceError(f"cannot be read: {error.strerror or error}", where=source.name))


def _sniffed(head: bytes) -> Reader:
    """The reader of bytes without a name: records, a page, else plain text."""
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        line, ended, _ = head.partition(b"\n")
        return read_jsonl if not ended or _is_json(line) else read_json
    if head.startswith(b"["):
        return read_json
    return read_html if head.startswith(b"<") else read_text


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
