"""Which reader reads what: by suffix, and for standard input by the first characters.

To add a format, write a reader ``(Input) -> Iterator[Article]`` in a module of its own and name it in ``READERS``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.sources.inputs import Input
from kg.sources.pages import read_html
from kg.sources.plain import read_text
from kg.sources.records import read_json, read_jsonl

ErrorHandler = Callable[[SourceError], None]
Reader = Callable[[Input, ErrorHandler], Iterator[Article]]

READERS: dict[str, Reader] = {
    ".txt": read_text, ".text": read_text, ".md": read_text,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".json": read_json, ".jsonl": read_jsonl, ".ndjson": read_jsonl,
}


def read(inputs: Iterable[str | Path], on_error: ErrorHandler | None = None) -> Iterator[Article]:
    """Read articles from files, folders (recursively, in the order of their names) and ``-``, standard input.

    Parameters
    ----------
    inputs : iterable of str or Path
    on_error : callable, optional
        Is given each SourceError, and reading goes on; without it the first error is raised.

    Yields
    ------
    Article

    Raises
    ------
    SourceError
        When an input cannot be read and there is no ``on_error``.
    """
    handle = on_error or _raise
    for name in inputs:
        for source in _expanded(str(name), handle):
            yield from _read_one(source, handle)


def _raise(error: SourceError) -> None:
    raise error


def _expanded(name: str, on_error: ErrorHandler) -> Iterator[Input]:
    """The inputs a name stands for."""
    path = Path(name)
    if name == "-":
        yield Input("-", sys.stdin.buffer)
    elif path.is_dir():
        for file in sorted(p for p in path.rglob("*") if p.suffix.lower() in READERS and p.is_file()):
            yield Input(str(file), None)
    elif path.is_file():
        yield Input(name, None)
    else:
        on_error(SourceError("no such file or folder", where=name, valid="a file, a folder, or - for standard input"))


def _read_one(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    try:
        reader = READERS.get(source.suffix) if source.suffix else _sniffed(source)
        if reader is None:
            raise SourceError(f"no reader for {source.suffix!r}", where=source.name, valid=", ".join(sorted(READERS)))
        yield from reader(source, on_error)
    except SourceError as error:
        on_error(error)
    except OSError as error:
        on_error(SourceError(f"cannot be read: {error.strerror or error}", where=source.name))


def _sniffed(source: Input) -> Reader:
    """The reader for a stream without a name: records, a page, else plain text."""
    head = source.peek().lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return read_jsonl
    if head.startswith(b"["):
        return read_json
    return read_html if head.startswith(b"<") else read_text
