"""Parquet: the edge list with typed columns, for DuckDB, pandas, polars, Spark. Written in batches, one row group each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import IO, Any

from kg.errors import ExportError
from kg.export.network import projected
from kg.export.table import EdgeList, columns
from kg.export.writer import Report, Request, Writer
from kg.network.attributes import Attribute

ROWS = 1 << 14  # a row group: some megabytes in memory


def _write(request: Request, output: IO[bytes]) -> Report:
    pa, pq = _pyarrow()
    schema = _schema(pa, columns(request.selection))
    edges = EdgeList(projected(request))
    with pq.ParquetWriter(output, schema, compression="zstd") as writer:
        rows = edges.rows()
        while batch := list(islice(rows, ROWS)):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema))
    return edges.report(request)


def _schema(pa: Any, attributes: Sequence[Attribute]) -> Any:
    """The columns; what each means stands in its metadata."""
    types = {"string": pa.string(), "double": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
    return pa.schema([pa.field(a.name, types[a.kind], metadata={"description": a.definition}) for a in attributes])


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ExportError("Parquet needs pyarrow", valid="pip install 'newskg[parquet]'") from None
    return pyarrow, pyarrow.parquet


WRITER = Writer("parquet", "statements as rows with typed columns for DuckDB, polars and Spark", ("parquet",),
                ("application/vnd.apache.parquet",), _write)
