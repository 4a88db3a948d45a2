"""Web archives, written by warcio: which records become articles, and what is said of broken ones."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib

import brotli
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources import archive, html, read
from kg.sources.inputs import Input
from kg.sources.registry import reader_for
from kg.sources.warc import read_warc
from tests.sources.archives import HTML, WHEN, Archive
from tests.sources.pages import PARAGRAPHS, page

UNDATED = page(*PARAGRAPHS).replace('<meta property="article:published_time" content="2026-02-04T10:00:00Z">', "")


# What warcio leaves to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")


def found(data: bytes, name: str = "crawl.warc") -> tuple[list[str], list[SourceError]]:
    """The last parts of the articles' addresses, and the errors."""
    errors: list[SourceError] = []
    articles = list(read_warc(Input(name, io.BytesIO(data)), errors.append))
    return [(a.url or "").rpartition("/")[2] for a in articles], errors


@pytest.fixture(params=[False, True], ids=["plain", "gzipped"])
def packed(request) -> bool:
    return request.param


def five(packed: bool) -> Archive:
    made = Archive(packed=packed)
    for number in range(5):
        made.add(page(*(f"{paragraph} {number}" for paragraph in PARAGRAPHS)))
    return made


def test_a_page_of_an_archive_is_read_as_a_saved_page_with_the_address_of_its_record(file):
    (article,) = read([file("crawl.warc.gz", Archive(packed=True).add().data)])
    assert article.text == "\n\n".join(("Officers to leave", *PARAGRAPHS))
    assert (article.title, article.published, article.publisher, article.url) == (
        "Officers to leave", "2026-02-04", "Example Times", "https://news.example/0")


def test_a_page_without_a_date_has_that_of_its_record(packed):
    (article,) = read_warc(Input("-", io.BytesIO(Archive(packed=packed).add(UNDATED).data)), pytest.fail)
    assert article.published == WHEN


def test_what_is_no_page_answered_with_200_is_passed_over(packed):
    made = Archive(packed=packed)
    made.add(kind="request").add(status="404 Not Found").add(status="301 Moved").add(b"\xff", ("Content-Type", "image/jpeg"))
    made.add(kind="revisit").add(kind="resource").add().add(b"x", ("Server", "none of it"))
    assert found(made.data) == (["6"], [])


@pytest.mark.parametrize(("encoding", "encode"), [
    ("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstd.compress), ("identity", bytes),
    ("deflate", zlib.compress),
])
def test_content_encodings_are_undone(packed, encoding, encode):
    made = Archive(packed=packed).add(encode(page(*PARAGRAPHS).encode()), HTML, ("Content-Encoding", encoding))
    assert found(made.data) == (["0"], [])


def test_answers_in_chunks_are_put_together(packed):
    body = page(*PARAGRAPHS).encode()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:100], body[100:])) + b"0\r\n\r\n"
    assert found(Archive(packed=packed).add(chunks, HTML, ("Transfer-Encoding", "chunked")).data) == (["0"], [])


def test_the_encoding_that_the_server_names_is_believed():
    cyrillic = page("Офицеры покинут Миннесоту в среду, заявил представитель ведомства на брифинге. " * 3, PARAGRAPHS[1])
    data = Archive(packed=False).add(cyrillic.encode("koi8-r"), ("Content-Type", "text/html; charset=koi8-r")).data
    (article,) = read_warc(Input("crawl.warc", io.BytesIO(data)), pytest.fail)
    assert "Офицеры покинут Миннесоту" in article.text


def test_an_archive_packed_with_zstandard_or_gzipped_as_a_whole_is_read():
    made = five(packed=False).data
    for data in (zstd.compress(made), gzip.compress(made)):
        assert found(data) == (["0", "1", "2", "3", "4"], [])


class Pipe(io.RawIOBase):
    """What cannot go back."""

    def __init__(self, data):
        self.data = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self.data.readinto(buffer)


def test_a_pipe_is_read():
    source = Input("-", Pipe(five(packed=True).data))
    assert source.head().startswith(b"WARC/1.")
    assert [a.url[-1] for a in read_warc(source, pytest.fail)] == ["0", "1", "2", "3", "4"]


def test_a_broken_pipe_gives_what_stands_before_the_break():
    made = five(packed=True)
    data = bytearray(made.data)
    data[made.offsets[2] + 100:made.offsets[2] + 140] = bytes(40)
    source, errors = Input("-", Pipe(bytes(data))), []
    assert reader_for(source) is read_warc
    assert [a.url[-1] for a in read_warc(source, errors.append)] == ["0", "1"]
    assert len(errors) == 1


def test_a_broken_record_is_told_with_its_offset_and_the_next_one_read(packed):
    made = five(packed)
    start = made.offsets[2]
    data = bytearray(made.data)
    if packed:
        data[start + 100:start + 140] = bytes(40)
    else:
        at = made.data.index(b"Content-Length", start)
        data[at:at + 20] = b"Content-Length: 9999"  # as long as the rest of the file
    numbers, errors = found(bytes(data))
    assert numbers == ["0", "1", "3", "4"]
    assert [e.where for e in errors] == [f"crawl.warc, record at byte {start:,}"]


def test_where_a_record_does_not_begin_the_one_before_is_named(packed):
    made = five(packed)
    data = bytearray(made.data)
    data[made.offsets[2]:made.offsets[2] + 4] = b"JUNK"
    numbers, errors = found(bytes(data))
    assert numbers == ["0", "1", "3", "4"]
    assert [e.where for e in errors] == [f"crawl.warc, record at byte {made.offsets[1]:,}"]
    assert "what follows the record is broken" in str(errors[0])


@pytest.mark.parametrize("into", [150, 450])
def test_an_archive_that_is_cut_off_gives_what_it_has_and_says_so(packed, into):
    made = five(packed)
    numbers, errors = found(made.data[:made.offsets[3] + into])
    assert numbers == ["0", "1", "2"]
    assert len(errors) == 1


def test_a_page_without_an_article_is_told_with_its_offset_and_the_next_one_read(packed):
    made = Archive(packed=packed).add("<p>Nothing</p>").add()
    numbers, errors = found(made.data)
    assert numbers == ["1"]
    assert errors[0].where == "crawl.warc, record at byte 0"


def test_what_is_no_archive_is_refused():
    numbers, errors = found(b"Officers leave. " * 100)
    assert numbers == []
    assert "a broken record" in str(errors[0])
    assert found(b"") == ([], [])
    with pytest.raises(SourceError, match="there are no records"):
        found(b"\x1f\x8b\x08" * 1000)


def test_a_file_full_of_false_starts_is_given_up(monkeypatch):
    monkeypatch.setattr(archive, "MOST_TRIES", 20)
    with pytest.raises(SourceError, match="too much of the file is broken"):
        found((b"\x1f\x8b\x08".ljust(10, b"\0") + b"\xff" * 10) * 100)


def test_a_large_record_is_told_passed_over_and_never_held(packed):
    large = Archive(packed=packed).add().add(b"<p>" + b"word " * 10_000_000).add()
    data = large.data
    tracemalloc.start()
    numbers, errors = found(data)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert numbers == ["0", "2"]
    assert "50,000,0" in str(errors[0])
    assert f"record at byte {large.offsets[1]:,}" in str(errors[0])
    assert held < 40_000_000


def test_a_page_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(html, "LARGEST_PAGE", 1000)
    bomb = gzip.compress(b"<p>" + b"a" * 50_000_000)
    numbers, errors = found(Archive(packed=True).add(bomb, HTML, ("Content-Encoding", "gzip")).add().data)
    assert numbers == ["1"]
    assert "too large" in str(errors[0])


def test_a_large_image_is_no_fault(packed, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_RECORD", 5000)
    assert found(Archive(packed=packed).add(bytes(10_000), ("Content-Type", "image/png")).add().data) == (["1"], [])


PLACE = st.integers(0, 2500)


@settings(deadline=None, max_examples=150)
@given(st.booleans(), st.lists(st.tuples(PLACE, st.integers(0, 255)), min_size=1, max_size=12), PLACE)
def test_no_damage_to_an_archive_does_more_than_lose_records(packed, damage, cut):
    data = bytearray(Archive(packed=packed).add().add("<p>x").add().data)
    for at, value in damage:
        data[at % len(data)] = value
    numbers, errors = found(bytes(data[: len(data) - cut % len(data)]))
    assert len(numbers) + len(errors) <= 6
