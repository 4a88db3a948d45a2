"""Records in Parquet, written by pyarrow."""

from __future__ import annotations

import datetime
import gzip
import io
import sys
from hashlib import sha256

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources import parquet, read
from kg.sources.inputs import Input
from kg.sources.parquet import read_parquet

TEXTS = ["One.", "Two, the governor’s.", "Three."]


def written(columns: dict[str, object], **options) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def found(data: bytes):
    errors: list[SourceError] = []
    return list(read_parquet(Input("wire.parquet", io.BytesIO(data)), errors.append)), errors


def test_a_row_is_a_record_and_other_columns_are_ignored(file):
    path = file("wire.parquet", written({
        "id": ["a"], "title": ["T"], "published": ["2026-02-04"], "publisher": ["P"], "url": ["https://news.example/7"],
        "text": ["Words.\r\n"], "tags": [["x"]], "n": [1.5]}))
    (article,) = read([path])
    assert (article.id, article.title, article.published, article.publisher, article.url, article.text, article.source) == (
        "a", "T", "2026-02-04", "P", "https://news.example/7", "Words.\r\n", str(path))


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "brotli", "zstd", "lz4"])
def test_many_groups_of_rows_in_every_compression_are_read_in_order(compression):
    texts = [f"Story {n}." for n in range(500)]
    articles, errors = found(written({"text": texts}, row_group_size=70, compression=compression))
    assert ([a.text for a in articles], errors) == (texts, [])


NOON = datetime.datetime(2026, 2, 4, 18, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("column", "published"), [
    (pa.array([datetime.date(2026, 2, 4)]), "2026-02-04"),
    (pa.array([1770192000123456789], pa.timestamp("ns", tz="UTC")), "2026-02-04T08:00:00.123456+00:00"),
    (pa.array([NOON], pa.timestamp("s", tz="America/Chicago")), "2026-02-04T12:00:00-06:00"),
    (pa.array(["Feb. 4, 2026"]).dictionary_encode(), "2026-02-04"), (pa.array([None], pa.string()), None),
])
def test_dates_of_every_type_are_read(column, published):
    assert [a.published for a in found(written({"text": ["Words."], "published": column}))[0]] == [published]


def test_numbers_as_ids_and_large_strings_are_read():
    (article,), _ = found(written({"text": pa.array(["Words."], pa.large_string()), "id": [7]}))
    assert (article.id, article.text) == ("7", "Words.")


def test_a_bad_row_is_told_with_its_number_and_the_next_one_read():
    dates = [None, None, None, "soon", None]
    articles, errors = found(written({"text": ["One.", None, "  ", "Four.", "Five."], "published": dates}, row_group_size=2))
    assert [a.text for a in articles] == ["One.", "Five."]
    assert [e.where for e in errors] == [f"wire.parquet, row {n}" for n in (2, 3, 4)]


def test_a_packed_file_and_one_on_standard_input_are_read(file):
    data = written({"text": TEXTS})
    assert [a.text for a in read([file("wire.parquet.gz", gzip.compress(data))])] == TEXTS
    assert [a.text for a in found(data)[0]] == TEXTS


@pytest.mark.parametrize(("data", "says"), [
    (b"", "not readable as Parquet"), (b"PAR1" + bytes(100) + b"PAR1", "not readable as Parquet"),
    (b"words" * 10, "not readable as Parquet"),
    (written({"title": ["T"]}), 'no column "text"'), (written({"text": TEXTS})[:-20], "not readable as Parquet"),
])
def test_what_is_no_parquet_file_of_articles_is_refused(file, data, says):
    for source in (Input("wire.parquet", io.BytesIO(data)), Input(str(file("wire.parquet", data)))):
        with pytest.raises(SourceError, match=says):
            list(read_parquet(source, pytest.fail))


def test_a_broken_group_of_rows_is_told_and_the_next_one_read():
    texts = ["".join(sha256(f"{n} {m}".encode()).hexdigest() for m in range(20)) for n in range(30)]
    data = bytearray(written({"text": texts}, row_group_size=10, use_dictionary=False, write_page_checksum=True))
    chunk = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(0)
    end = chunk.data_page_offset + chunk.total_compressed_size
    data[end - 200:end - 100] = bytes(100)
    articles, errors = found(bytes(data))
    assert [a.text for a in articles] == texts[:10] + texts[20:]
    assert [e.where for e in errors] == ["wire.parquet, after row 10"]


def test_rows_too_large_to_be_articles_are_refused(monkeypatch):
    monkeypatch.setattr(parquet, "LONGEST_LINE", 1000)
    articles, errors = found(written({"text": ["word " * 10_000]}))
    assert articles == []
    assert "bytes each" in str(errors[0])


def test_few_large_rows_are_held_at_a_time(monkeypatch):
    monkeypatch.setattr(parquet, "HELD", 10_000)
    data = written({"text": ["word " * 800] * 50}, compression="none", use_dictionary=False)
    assert parquet._rows_held(pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0)) == 2


def test_without_pyarrow_it_is_said_what_to_install(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SourceError, match=r"pip install 'newskg\[parquet\]'"):
        list(read([file("wire.parquet", b"PAR1")]))


GOOD = written({"text": TEXTS, "title": ["A", "B", "C"]}, row_group_size=2)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_no_damage_to_a_file_does_more_than_lose_rows(damage):
    data = bytearray(GOOD)
    for at, value in damage:
        data[at] = value
    try:
        articles, _ = found(bytes(data))
    except SourceError:
        return
    assert all(article.text.strip() for article in articles)
