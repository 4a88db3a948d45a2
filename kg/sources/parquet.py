"""Article records in Parquet: columns named as the keys of a JSON record; others are not read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.errors import SourceError
from kg.model import Article
from kg.sources.extras import optional
from kg.sources.inputs import LONGEST_LINE, Input
from kg.sources.jsonl import KEYS, record_article
from kg.sources.reader import ErrorHandler

MOST_ROWS = 64  # held at a time
HELD = 32 * 1024 * 1024  # bytes of rows held at a time, as far as the file says how large they are
BUFFER = 1024 * 1024  # bytes read ahead in each column, instead of a whole row group
VALID = 'a Parquet file with a column "text", and "title", "published" ... as in JSON records'


def read_parquet(source: Input, on_error: ErrorHandler) -> Iterator[Article]:
    """Read one record a row, some rows at a time; a bad row is reported and the next one read.

    Raises
    ------
    SourceError
        When the file is no Parquet, is broken, or has no column of texts; or pyarrow is not installed.
    """
    file = _File(source)
    with file.opened:
        for group in range(file.opened.num_row_groups):
            yield from file.articles(group, on_error)


class _File:
    """A Parquet file: opened by name, so that only what is needed of it is held; what is packed or no file is held whole."""

    def __init__(self, source: Input) -> None:
        arrow = optional("pyarrow", "parquet", source.name)
        module = optional("pyarrow.parquet", "parquet", source.name)
        self._name = source.name
        self._faults = (arrow.ArrowException, OSError, ValueError, OverflowError, MemoryError)
        by_name = source.is_file and not source.is_packed
        stored = source.name if by_name else io.BytesIO(source.read())
        source.unpacked().close()
        try:
            self.opened = module.ParquetFile(stored, buffer_size=BUFFER, pre_buffer=False, page_checksum_verification=True)
            self._columns = [name for name in KEYS if name in self.opened.schema_arrow.names]
        except self._faults as error:
            raise self._unreadable(error, self._name) from error
        if "text" not in self._columns:
            raise SourceError('there is no column "text"', where=self._name, valid=VALID)

    def articles(self, group: int, on_error: ErrorHandler) -> Iterator[Article]:
        """The articles of one group of rows; when it is broken, that is reported."""
        number = 0
        try:
            number = sum(self.opened.metadata.row_group(before).num_rows for before in range(group))
            for record in self._records(group):
                number += 1
                try:
                    yield record_article(record, self._name, f"{self._name}, row {number}")
                except SourceError as error:
                    on_error(error)
        except self._faults as error:
            on_error(self._unreadable(error, f"{self._name}, after row {number}"))

    def _records(self, group: int) -> Iterator[dict[str, Any]]:
        rows = _rows_held(self.opened.metadata.row_group(group))
        for batch in self.opened.iter_batches(rows, row_groups=[group], columns=self._columns):
            columns = {name: _values(batch.column(name)) for name in batch.schema.names}
            for values in zip(*columns.values(), strict=True):
                yield dict(zip(columns, values, strict=True))

    def _unreadable(self, error: Exception, where: str) -> SourceError:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        return SourceError(f"not readable as Parquet: {said}", where=where, valid=VALID)


def _rows_held(group: Any) -> int:
    """How many rows of a group to hold at a time, by the size that the file gives for them."""
    size = int(group.total_byte_size) // max(int(group.num_rows), 1)
    if size > LONGEST_LINE:
        raise ValueError(f"the rows have {size:,} bytes each, more than {LONGEST_LINE:,}")
    return max(1, min(MOST_ROWS, HELD // max(size, 1)))


def _values(column: Any) -> list[Any]:
    """The values of a column, dates as they are written; fractions of a second that Python has no room for are dropped."""
    import pyarrow as arrow

    if arrow.types.is_timestamp(column.type):
        column = column.cast(arrow.timestamp("us", column.type.tz), safe=False)
    return [value.isoformat() if isinstance(value, date) else value for value in column.to_pylist()]

