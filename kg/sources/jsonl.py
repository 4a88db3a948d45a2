"""Article records in JSON: ``{"id", "title", "published", "modified", "publisher", "url", "text"}``; unknown keys are ignored.

The text of a record is kept as given, character for character. An annotated article (``{"article": {...}, ...}``, the form
that ``kg extract`` writes) is read as its article.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.model import Article
from kg.sources.articles import article
from kg.sources.inputs import LONGEST_LINE, Input, decoded
from kg.sources.reader import ErrorHandler

KEYS = ("id", "title", "published", "modified", "publisher", "url", "text")
VALID = '{"text": "...", "title": "...", "published": "2026-02-04"}'


def read_json(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    """Read one record, or an array of records; a bad record is reported and the next one read."""
    value = _parsed(source.read(), source.name)
    many = isinstance(value, list)
    for number, record in enumerate(value if many else [value], 1):
        try:
            yield record_article(record, source.name, f"{source.name}, record {number}" if many else source.name)
        except SourceError as error:
            on_error(error)


def read_jsonl(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    """Read one record a line, line by line; a bad line is reported and the next one read."""
    for number, line in enumerate(source.lines(), 1):
        where = f"{source.name}:{number}"
        try:
            if line is None:
                raise SourceError("the line is too long", where=where, valid=f"at most {LONGEST_LINE:,} bytes")
            if line.strip():
                yield record_article(_parsed(line.rstrip(), where), source.name, where)
        except SourceError as error:
            on_error(error)


def _parsed(data: bytes, where: str) -> Any:
    try:
        return json.loads(decoded(data, where))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, character {error.colno}" if error.lineno > 1 else f"character {error.colno}"
        raise SourceError(f"not JSON: {error.msg.lower()} at {place}", where=where, valid=VALID) from error
    except RecursionError:
        raise SourceError("the record is nested too deep", where=where, valid=VALID) from None
    except ValueError as error:  # a number of thousands of digits
        raise SourceError(f"not readable: {error}", where=where, valid=VALID) from error


def record_article(record: Any, file: str, where: str) -> Article:
    """Make an article of a record; raises SourceError when a key has no such value."""
    if isinstance(record, dict) and "text" not in record and isinstance(record.get("article"), dict):
        record = record["article"]
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise SourceError('a record needs a "text"', where=where, valid=VALID)
    values = {key: _string(record, key, where) for key in KEYS}
    return article(values.pop("text") or "", file=file, where=where, **values)


def _string(record: dict[str, Any], key: str, where: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value or None
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise SourceError(f'"{key}" is a {type(value).__name__}', where=where, valid="a string")
