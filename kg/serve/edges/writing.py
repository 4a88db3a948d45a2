"""The file is made: statements as their readers see them, with their words, and the entities at their ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import msgspec
import pyoxigraph as ox

from kg.network.reader import ENDS, Reader

Row = tuple[int, str, int, int, bytes, str]


def write_edges(store: ox.Store, file: Path) -> None:
    """Write what is drawn of a store; the file appears when it is whole.

    Examples
    --------
    >>> write_edges(ox.Store(), Path("edges.sqlite"))
    """
    unfinished = file.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    connection = sqlite3.connect(unfinished, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # what is not finished is made again
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(files("kg.serve.edges").joinpath("schema.sql").read_text("utf-8"))
        connection.execute("BEGIN")
        _fill(Reader(store), connection)
        connection.execute("COMMIT")
    finally:
        connection.close()
    unfinished.replace(file)


def _fill(reader: Reader, connection: sqlite3.Connection) -> None:
    numbers: dict[str, int] = {}
    connection.executemany("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?)", _statements(reader, numbers))
    nodes = ((number, iri, msgspec.msgpack.encode(reader.node(iri))) for iri, number in numbers.items())
    connection.executemany("INSERT INTO entity VALUES (?, ?, ?)", nodes)
    for end in ENDS:
        connection.execute(f"CREATE INDEX {end}_of ON statement ({end}, iri)")


def _statements(reader: Reader, numbers: dict[str, int]) -> Iterator[Row]:
    """Rows of statements; their ends are numbered as they come."""
    for number, iri in enumerate(reader.statements(), 1):
        brief = reader.brief(iri)
        if brief is not None:
            subject, object_ = (numbers.setdefault(end, len(numbers) + 1) for end in (brief.subject, brief.object))
            yield number, iri, subject, object_, msgspec.msgpack.encode(brief), reader.words(brief)
