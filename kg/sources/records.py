"""Article records in JSON: ``{"id", "title", "published", "publisher", "url", "text"}``; unknown keys are ignored.

The text of a record is kept as given, character for character.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from kg.errors import SourceError
from kg.model import Article
from kg.sources.inputs import Input, article, decoded

KEYS = ("id", "title", "published", "publisher", "url", "text")


def read_json(source: Input, on_error: Callable[[SourceError], None]) -> Iterator[Article]:
    """Read one record, or an array of records."""
    value = _parsed(decoded(source.data(), source.name), source.name)
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        where = f"{source.name}:[{number}]" if isinstance(value, list) else source.name
        try:
            yield _article(record, where)
        except SourceError as error:
            on_error(error)


def read_jsonl(source: Input, on_error: Callable[[SourceError], None]) -> Iterator[Article]:
    """Read one record a line, line by line; a bad line is reported and the next one read."""
    for number, line in enumerate(source.lines(), 1):
        where = f"{source.name}:{number}"
        if not line.strip():
            continue
        try:
            yield _article(_parsed(decoded(line, where), where), where)
        except SourceError as error:
            on_error(error)


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg} at line {error.lineno}, character {error.colno}", where=where,
                          valid='{"text": "...", "title": "...", "published": "2026-02-04"}') from error
    except RecursionError:
        raise SourceError("the record is nested too deep", where=where) from None


def _article(record: Any, where: str) -> Article:
    if isinstance(record, dict) and isinstance(record.get("article"), dict):  # an annotated article
        record = record["article"]
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise SourceError('a record needs a "text"', where=where, valid="an object with the keys " + ", ".join(KEYS))
    values = {key: _string(record, key, where) for key in KEYS}
    text = values.pop("text") or ""
    return article(where, text=text, **values)


def _string(record: dict[str, Any], key: str, where: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value or None
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise SourceError(f'"{key}" is {type(value).__name__}', where=where, valid="a string")
