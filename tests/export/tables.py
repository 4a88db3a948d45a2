"""Reads tables that exports write with DuckDB, whose readers of CSV and Parquet are its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb


def csv(path: Path, delimiter: str = ",") -> list[dict[str, Any]]:
    """The rows of a delimited file as texts; an empty cell is None."""
    return _rows("SELECT * FROM read_csv(?, header=true, delim=?, quote='\"', escape='\"', auto_detect=false, columns=?, "
                 "parallel=false)", str(path), delimiter, dict.fromkeys(_header(path, delimiter), "VARCHAR"))


def parquet(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file, typed; what has no value is None."""
    return _rows("SELECT * FROM read_parquet(?)", str(path))


def parquet_types(path: Path) -> dict[str, str]:
    """The type of each column of a Parquet file, as DuckDB names it."""
    return {row["column_name"]: row["column_type"] for row in _rows("DESCRIBE SELECT * FROM read_parquet(?)", str(path))}


def row_groups(path: Path) -> list[int]:
    """How many rows each row group of a Parquet file has."""
    return [row["n"] for row in _rows("SELECT DISTINCT row_group_id AS id, row_group_num_rows AS n FROM parquet_metadata(?) "
                                      "ORDER BY id", str(path))]


def _rows(query: str, *parameters: Any) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        result = connection.execute(query, parameters)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _header(path: Path, delimiter: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return file.readline().rstrip("\r\n").split(delimiter)
