"""Parquet: typed columns in row groups, read back by DuckDB."""

import sys

import pytest

from kg.errors import ExportError
from kg.export import parquet
from kg.export.destination import write_to
from kg.export.registry import find
from kg.export.table import columns
from kg.export.writer import Request
from kg.network.graph import to_networkx
from kg.network.selection import EVERYTHING, PLAIN
from tests.export import tables
from tests.export.stores import ID, ODD_TEXTS, large

TYPES = {"string": "VARCHAR", "double": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN"}


def written(path, store, selection=PLAIN):
    write_to(path, find("parquet"), Request(store, {}, selection))
    return tables.parquet(path)


def test_columns_have_their_types_and_rows_their_values(two_articles, tmp_path):
    rows = written(tmp_path / "edges.parquet", two_articles, EVERYTHING)
    assert tables.parquet_types(tmp_path / "edges.parquet") == {c.name: TYPES[c.kind] for c in columns(EVERYTHING)}
    expected = to_networkx(two_articles, EVERYTHING)
    assert {row["id"]: {k: v for k, v in row.items() if v is not None and k in expected.edges[row["source"], row["target"],
            row["id"]]} for row in rows} == {key: data for *_, key, data in expected.edges(keys=True, data=True)}
    assert all((row["sourceLabel"], row["targetType"]) == (expected.nodes[row["source"]]["label"],
                                                           expected.nodes[row["target"]]["type"]) for row in rows)


def test_every_odd_text_comes_back_as_it_was(odd_store, tmp_path):
    rows = written(tmp_path / "edges.parquet", odd_store)
    assert len(rows) == len(ODD_TEXTS) + 1
    found = {row["source"]: (row["sourceLabel"], row["evidence"]) for row in rows}
    assert {name: found[ID + name] for name in ODD_TEXTS} == {name: (text, text) for name, text in ODD_TEXTS.items()}
    assert any(row["source"] == row["target"] == ID + "self" for row in rows)


def test_an_empty_graph_has_its_columns(empty_store, tmp_path):
    assert written(tmp_path / "edges.parquet", empty_store) == []
    assert list(tables.parquet_types(tmp_path / "edges.parquet")) == [c.name for c in columns(PLAIN)]


def test_rows_are_written_in_groups(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS", 100)
    assert len(written(tmp_path / "edges.parquet", large(250))) == 250
    assert tables.row_groups(tmp_path / "edges.parquet") == [100, 100, 50]


def test_without_pyarrow_it_says_what_to_install(empty_store, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"Parquet needs pyarrow; valid: pip install 'newskg\[parquet\]'"):
        written(tmp_path / "edges.parquet", empty_store)
    assert list(tmp_path.iterdir()) == []
