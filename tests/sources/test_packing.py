"""Packed files: gzip and Zstandard, whole, joined, cut off, and made to unpack to too much."""

from __future__ import annotations

import gzip
import io

import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources import packing, read
from kg.sources.inputs import Input
from kg.sources.packing import LARGEST_WINDOW
from tests.sources.pages import PARAGRAPHS, page

PACKERS = {".gz": gzip.compress, ".zst": zstd.compress}
RECORDS = b'{"text": "One."}\n{"text": "Two."}\n'


@pytest.fixture(params=sorted(PACKERS))
def suffix(request) -> str:
    return request.param


@pytest.mark.parametrize(("name", "content"), [
    ("story.txt", "Words."), ("story.html", page(*PARAGRAPHS)), ("wire.json", '{"text": "Words."}'),
    ("wire.jsonl", '{"text": "Words."}'),
    ("feed.xml", "<rss><channel><item><description>Words.</description></item></channel></rss>"),
])
def test_a_file_of_every_format_may_be_packed(file, suffix, name, content):
    plain = next(read([file(name, content)])).text
    assert [a.text for a in read([file(name + suffix, PACKERS[suffix](content.encode()))])] == [plain]


def test_a_packed_stream_without_a_name_is_read(suffix):
    source = Input("-", io.BytesIO(PACKERS[suffix](RECORDS)))
    assert source.head() == RECORDS
    assert source.read() == RECORDS


def test_packed_files_joined_are_one(file, suffix):
    path = file(f"wire.jsonl{suffix}", PACKERS[suffix](RECORDS) + PACKERS[suffix](b'{"text": "Three."}\n'))
    assert [a.text for a in read([path])] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("spoil", [lambda data: data[:-6], lambda data: data[:12], lambda data: data[:-9] + b"\0" * 9,
                                   lambda data: data + b"junk"])
def test_a_file_that_is_broken_or_cut_off_is_told(file, suffix, spoil):
    path = file(f"wire.jsonl{suffix}", spoil(PACKERS[suffix](RECORDS * 100)))
    errors: list[SourceError] = []
    list(read([path], on_error=errors.append))
    assert [e.where for e in errors] == [str(path)]
    assert "broken or cut off" in str(errors[0])


def test_a_file_that_unpacks_to_far_more_than_it_holds_is_refused_where_it_does(file, suffix, monkeypatch):
    monkeypatch.setattr(packing, "FREE", 1_000_000)
    records = b'{"text": "One."}\n' + b" " * 200_000_000
    path = file(f"wire.jsonl{suffix}", PACKERS[suffix](records))
    errors: list[SourceError] = []
    assert [a.text for a in read([path], on_error=errors.append)] == ["One."]
    assert "unpacks to more than 250 times its size" in str(errors[0])


def test_zstandard_may_not_ask_for_all_memory(file):
    compressor = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: LARGEST_WINDOW + 3})
    data = compressor.compress(RECORDS) + compressor.flush()
    with pytest.raises(SourceError, match="broken or cut off"):
        list(read([file("wire.jsonl.zst", data)]))


@settings(deadline=None)
@given(st.sampled_from([b"\x1f\x8b", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xfd\x20"]), st.binary(max_size=100))
def test_any_bytes_after_a_mark_are_unpacked_or_refused(mark, data):
    try:
        assert isinstance(Input("a.txt", io.BytesIO(mark + data)).read(), bytes)
    except SourceError as error:
        assert "broken or cut off" in str(error)  # noqa: PT017
