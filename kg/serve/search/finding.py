"""The index is asked: names that begin so, articles that have these words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.serve.search.passages import BEGIN, END, Span, spans

WORD = re.compile(r"\w+")
MOST_WORDS = 12
LONGEST = 200  # characters of what is looked for
MOST_IRIS = 200_000  # found by the function of SPARQL
FITTING = "FROM words JOIN article ON article.id = words.rowid WHERE words MATCH ? AND NOT article.reprint"


class Finder:
    """Reads an index that may not be there yet.

    Parameters
    ----------
    file : Path
        What :func:`kg.serve.search.indexing.index` writes.

    Examples
    --------
    >>> finder = Finder(Path("absent.sqlite"))
    >>> finder.ready, finder.entities("homan", 8)
    (False, [])
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def ready(self) -> bool:
        """Whether the index has been made."""
        with self._connection() as connection:
            return connection is not None and connection.execute("PRAGMA user_version").fetchone()[0] == 1

    def entities(self, text: str, limit: int, offset: int = 0, type_: str | None = None) -> list[tuple[str, str, int]]:
        """Give entities, each with the name by which it was found and its articles: exact names first, then the most named."""
        pattern = match(text)
        if pattern is None:
            return []
        sql = ("WITH found AS (SELECT entity.*, called.name, lower(called.name) != lower(?2) AS other "
               "FROM called JOIN entity ON entity.id = called.entity WHERE called MATCH ?1 AND (?3 IS NULL OR type = ?3)), "
               "placed AS (SELECT *, row_number() OVER (PARTITION BY id ORDER BY other, length(name), name) AS place "
               "FROM found) SELECT iri, name, articles FROM placed WHERE place = 1 "
               "ORDER BY other, articles DESC, length(name), iri LIMIT ?4 OFFSET ?5")
        return self._rows(sql, (pattern, text.strip(), type_, limit, offset))

    def types(self, text: str) -> dict[str, int]:
        """Give how many entities of each type have such a name, the most first."""
        pattern = match(text)
        sql = ("SELECT entity.type, count(DISTINCT entity.id) AS number FROM called JOIN entity ON entity.id = called.entity "
               "WHERE called MATCH ? GROUP BY entity.type ORDER BY number DESC, entity.type")
        return {} if pattern is None else dict(self._rows(sql, (pattern,)))

    def articles(self, text: str, limit: int, offset: int = 0) -> list[tuple[str, list[Span]]]:
        """Give articles that have all the words, the most fitting first, with where their texts have them; no reprints."""
        pattern = match(text)
        if pattern is None:
            return []
        sql = f"SELECT article.id, article.iri {FITTING} ORDER BY bm25(words, 4.0, 1.0), article.iri LIMIT ? OFFSET ?"
        found = self._rows(sql, (pattern, limit, offset))
        # Texts are marked apart from being put in order: a sort would have those marked that are not asked for.
        sql = "SELECT rowid, highlight(words, 1, ?, ?) FROM words WHERE words MATCH ? AND rowid = ?"
        marked = dict(row for id_, _ in found for row in self._rows(sql, (BEGIN, END, pattern, id_)))
        return [(iri, spans(marked[id_])) for id_, iri in found]

    def number_of_articles(self, text: str) -> int:
        """Count what :meth:`articles` gives without a limit."""
        pattern = match(text)
        rows = [] if pattern is None else self._rows(f"SELECT count(*) {FITTING}", (pattern,))
        return next((number for number, in rows), 0)

    def most_named(self, limit: int, types: Sequence[str] = ()) -> list[tuple[str, int]]:
        """Give the entities of some types that most articles name, with their number; of all types but groups, without any."""
        chosen = f"type IN ({', '.join('?' * len(types))})" if types else "type != 'Group'"  # which have no names
        sql = f"SELECT iri, articles FROM entity WHERE {chosen} ORDER BY articles DESC, label, iri LIMIT ?"  # noqa: S608
        return [(iri, articles) for iri, articles in self._rows(sql, (*types, limit))]

    def number_of_entities(self) -> int:
        """Count the entities that :meth:`most_named` gives without a limit."""
        return next((number for number, in self._rows("SELECT count(*) FROM entity WHERE type != 'Group'", ())), 0)

    def newest(self, limit: int) -> list[str]:
        """Give the newest articles."""
        sql = "SELECT iri FROM article WHERE NOT reprint ORDER BY published DESC, iri LIMIT ?"
        return [iri for iri, in self._rows(sql, (limit,))]

    def matching(self, text: str) -> frozenset[str]:
        """Give the IRIs of all entities of such a name and all articles with these words."""
        pattern = match(text)
        if pattern is None:
            return frozenset()
        sql = ("SELECT entity.iri FROM called JOIN entity ON entity.id = called.entity WHERE called MATCH ? "
               "UNION SELECT article.iri FROM words JOIN article ON article.id = words.rowid WHERE words MATCH ? LIMIT ?")
        return frozenset(iri for iri, in self._rows(sql, (pattern, pattern, MOST_IRIS)))

    def _rows(self, sql: str, values: tuple[object, ...]) -> list[tuple]:  # type: ignore[type-arg]
        with self._connection() as connection:
            return [] if connection is None else connection.execute(sql, values).fetchall()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection | None]:
        if not self.file.is_file():
            yield None
            return
        connection = sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            yield connection
        finally:
            connection.close()


def match(text: str) -> str | None:
    """Write a query of FTS5: all words, the last one perhaps not yet to its end; None without any.

    >>> match('Tom "Homan'), match("?!")
    ('"Tom" "Homan"*', None)
    """
    words = WORD.findall(text[:LONGEST])[:MOST_WORDS]
    return " ".join(f'"{word}"' for word in words) + "*" if words else None
