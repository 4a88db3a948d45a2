"""The file is made: statements as their readers see them, with their words, and the entities at their ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import msgspec
import pyoxigraph as ox

from kg.network.reader import ENDS, Reader

Row = tuple[int, str, int | None, int | None, bytes | None, str]


def edges_file(folder: Path, copy: Path) -> Path:
    """Give where in a folder what is drawn of a copy of the store lies.

    >>> edges_file(Path("/served"), Path("/served/3")).name
    '3.edges'
    """
    return folder / f"{copy.name}.edges"


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
    for number, iri in enumerate(_ended(reader.store), 1):
        subject, object_ = (None if end is None else numbers.setdefault(end, len(numbers) + 1) for end in reader.ends(iri))
        brief = reader.brief(iri)  # None of one that lacks an end, which is counted all the same
        encoded = None if brief is None else msgspec.msgpack.encode(brief)
        yield number, iri, subject, object_, encoded, reader.words(brief) if brief else ""


def _ended(store: ox.Store) -> list[str]:
    """Whatever has a subject or an object, sorted."""
    return sorted({q.subject.value for end in ENDS.values() for q in store.quads_for_pattern(None, end, None, None)
                   if isinstance(q.subject, ox.NamedNode)})
