"""Files in, articles out: what is kept, what is mended, what is refused and how it is said."""

import contextlib
import gzip
import io
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Article
from kg.sources import articles, html, inputs, read
from kg.sources.inputs import Input, decoded, mended
from kg.sources.registry import READERS, reader_for
from tests.sources.pages import PARAGRAPHS, page


def one(path) -> Article:
    (found,) = read([path])
    return found


def refused(path) -> str:
    with pytest.raises(SourceError) as caught:
        list(read([path]))
    return str(caught.value)


# Plain text

@pytest.mark.parametrize(("text", "title"), [
    ("Officers to leave\n\nThe agency said so.", "Officers to leave"),
    ("Officers to leave\n  \nThe agency said so.", "Officers to leave"),
    ("Will officers leave?\n\nThe agency said so.", None),
    ("He said, “We leave.”\n\nThe agency said so.", None),
    ("The agency said so.\n\nMore will follow.", None),
    ("Officers to leave", None),
    ("Two lines\nof one paragraph\n\nMore will follow.", None),
    ("x" * 201 + "\n\nMore will follow.", None),
])
def test_a_short_first_paragraph_that_is_no_sentence_is_the_title_and_stays_in_the_text(file, text, title):
    article = one(file("story.txt", text))
    assert (article.title, article.text) == (title, text)


def test_mis_decoded_text_is_mended_and_typographic_marks_are_kept():
    assert mended("Ellisonâ€™s office\nâ€œWe wonâ€™tâ€\x9d") == "Ellison’s office\n“We won’t”"
    typographic = "“Curly” ‘quotes’ – ﬁne … ｗｉｄｅ &amp; café e\u0301"
    assert mended(typographic) == typographic


def test_one_mis_decoded_line_among_good_ones_is_mended():
    assert mended("José said “no”.\nEllisonâ€™s office said yes.") == "José said “no”.\nEllison’s office said yes."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_found(file, encoding):
    text = "Officers to leave\n\n" + "The governor’s office said “no” on Tuesday. " * 5
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    assert one(file("story.txt", marks.get(encoding, b"") + text.encode(encoding))).text == text


def test_foreign_line_ends_are_line_ends(file):
    assert one(file("story.txt", "Officers to leave\r\n\r\nThe agency\rsaid so.\r\n")).text == (
        "Officers to leave\n\nThe agency\nsaid so.")


# Web pages

def test_a_page_gives_its_article_with_title_date_publisher_and_address(file):
    article = one(file("page.html", page(*PARAGRAPHS)))
    assert article.text == "\n\n".join(("Officers to leave", *PARAGRAPHS))
    assert (article.title, article.published, article.publisher, article.url) == (
        "Officers to leave", "2026-02-04", "Example Times", "https://news.example/officers")


def test_scripts_and_entities_of_a_page_are_not_run(file):
    hostile = page("<script>document.write('never')</script>" + PARAGRAPHS[0], PARAGRAPHS[1] + " &me; &bomb;").replace(
        "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY me SYSTEM "file:///etc/hostname"><!ENTITY bomb "boom">]>')
    text = one(file("page.html", hostile)).text
    assert "never" not in text
    assert "boom" not in text
    assert "&me;" in text


def test_mis_decoded_pages_are_mended(file):
    assert "the border czar’s" in one(file("page.html", page(PARAGRAPHS[0].replace("the border czar", "the border czarâ€™s"),
                                                              PARAGRAPHS[1]))).text


@pytest.mark.parametrize("content", ["<html></html>", "<p>", "<" * 1000, "<div>" * 30_000 + "text" + "</div>" * 5_000])
def test_pages_without_an_article_are_refused(file, content):
    assert "page.html" in refused(file("page.html", content))


def test_pages_too_large_to_be_news_are_refused(file, monkeypatch):
    assert "too many tags" in refused(file("page.html", page(*["<b>word</b>"] * html.MOST_TAGS)))
    monkeypatch.setattr(html, "LARGEST_PAGE", 100)
    assert "too large" in refused(file("page.html", page(*PARAGRAPHS)))


# Records

@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_the_text_of_a_record_is_kept_character_for_character(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("records") / "a.jsonl"
    for ascii_only in (True, False):
        if ascii_only or "\0" not in text:
            path.write_text(json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only) + "\n", "utf-8")
            assert one(path).text == text


def test_mojibake_of_a_record_is_kept(file):
    assert one(file("a.json", json.dumps({"text": "Ellisonâ€™s\r\n"}))).text == "Ellisonâ€™s\r\n"


def test_a_record_carries_its_metadata_and_unknown_keys_are_ignored(file):
    metadata = {"title": "T", "published": "2026-02-04", "publisher": "P", "url": "https://news.example/7", "text": "Words."}
    path = file("a.json", json.dumps({"id": 7, **metadata, "section": "politics", "tags": [1]}))
    assert one(path) == Article(id="7", source=str(path), **metadata)


def test_an_annotated_article_is_read_as_its_article(file):
    assert one(file("a.json", '{"article": {"id": "a", "text": "Words."}, "entities": []}')).id == "a"


def test_a_bad_record_among_good_ones_is_told_with_its_place_and_reading_goes_on(file):
    lines = ['{"id": "a", "text": "One."}', '{"id": "b", "text": ', "", '{"id": "c"}', "[]", '{"text": 5}', '{"text": " \\n"}',
             '{"text": "x", "id": "a\\nb"}', '{"text": "x", "title": 5}', '{"text": "x", "published": "soon"}',
             '{"text": "half \\ud800"}', '{"n": ' + "9" * 5000 + "}", "[" * 100_000, '{"id": "z", "text": "Last."}']
    path = file("many.jsonl", "\n".join(lines))
    errors: list[SourceError] = []
    assert [a.id for a in read([path], on_error=errors.append)] == ["a", "z"]
    assert [e.where for e in errors] == [f"{path}:{n}" for n in (2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)]
    assert all(e.valid for e in errors)
    assert "at character 20" in str(errors[0])


def test_an_array_of_records_is_read_one_by_one(file):
    errors: list[SourceError] = []
    path = file("many.json", '[{"id": "a", "text": "One."}, {"id": "b"}, {"id": "c", "text": "Three."}]')
    assert [a.id for a in read([path], on_error=errors.append)] == ["a", "c"]
    assert [e.where for e in errors] == [f"{path}, record 2"]


def test_a_line_over_the_limit_is_told_once_and_passed_over(file):
    source = Input(str(file("many.jsonl", b"short\n" + b"x" * 1000 + b"\nlast")))
    assert list(source.lines(limit=100)) == [b"short\n", None, b"last"]


def test_json_lines_are_streamed(tmp_path):
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            line = b'{"text": "Words."}\n'
            buffer[: len(line)] = line
            return len(line)

    articles_ = READERS[".jsonl"](Input("-", Endless()), pytest.fail)
    assert [next(articles_).text for _ in range(3)] == ["Words."] * 3


@pytest.mark.parametrize(("given_", "iso"), [
    ("2026-02-04", "2026-02-04"), ("2026-02-04T15:00:00Z", "2026-02-04T15:00:00Z"), ("Feb. 4, 2026", "2026-02-04"),
    ("4 February 2026", "2026-02-04"),
    ("Wednesday, February 4, 2026", "2026-02-04"), ("Sept. 30, 2025", "2025-09-30"),
    ("Wed, 04 Feb 2026 15:00:00 +0000", "2026-02-04T15:00:00+00:00"), (None, None), ("", None),
])
def test_dates_are_iso_8601(given_, iso):
    assert articles.iso_date(given_, "a.json") == iso


@pytest.mark.parametrize("given_", ["02/04/2026", "2026-13-04", "yesterday", "February", "February 30, 2026", "x" * 100_000,
                                    "0000-00-00"])
def test_what_is_no_date_is_refused(given_):
    with pytest.raises(SourceError, match="is no date"):
        articles.iso_date(given_, "a.json")


# Ids

def test_ids_are_made_of_text_and_file_name_and_not_of_folder_or_line(file):
    first = one(file("one/wire.jsonl", '{"text": "Words."}')).id
    second = one(file("two/wire.jsonl", '\n\n{"text": "Words."}')).id
    assert first == second == "9333541e1f6ffa91"
    assert one(file("other.jsonl", '{"text": "Words."}')).id != first
    assert one(file("wire.jsonl", '{"text": "Other words."}')).id != first


# Files, folders, streams

def test_a_folder_is_read_to_its_depths_in_the_order_of_names(file, tmp_path):
    for name in ("b/2.txt", "a.txt", "b/1.jsonl", "notes.docx"):
        file(name, json.dumps({"text": name}) if name.endswith("l") else f"{name} words.")
    assert [a.source for a in read([tmp_path])] == [str(tmp_path / n) for n in ("a.txt", "b/1.jsonl", "b/2.txt")]


def test_gzipped_files_are_unpacked_and_broken_ones_told(file):
    packed = gzip.compress(b'{"text": "Words."}\n')
    assert one(file("wire.jsonl.gz", packed)).text == "Words."
    assert "broken or cut off" in refused(file("cut.jsonl.gz", packed[:-12]))


def test_a_gzip_bomb_is_refused(file, monkeypatch):
    monkeypatch.setattr(inputs.Input.read, "__defaults__", (1000,))
    assert "too large" in refused(file("bomb.txt.gz", gzip.compress(b"x" * 1_000_000)))


@pytest.mark.parametrize(("name", "content", "says"), [
    ("empty.txt", b"", "there is no text"),
    ("blank.txt", b" \n\n ", "there is no text"),
    ("empty.json", b"", "not JSON"),
    ("binary.txt", bytes(range(256)) * 20, "not a text file"),
    ("binary.txt", b"words\0words", "not a text file"),
    ("binary.html", b"\x89PNG\r\n\x1a\n\0\0", "not a text file"),
    ("story.docx", b"words", "no reader for files named .docx"),
    ("story", b"words", "without a suffix"),
    ("cut.json", b'{"text": "Wor', "unterminated string"),
])
def test_what_cannot_be_read_is_refused_with_its_file(file, name, content, says):
    message = refused(file(name, content))
    assert says in message
    assert name in message


def test_an_empty_file_of_json_lines_has_no_articles(file):
    assert list(read([file("none.jsonl", "")])) == []


def test_absent_files_and_folders_without_articles_are_told_and_the_others_read(file, tmp_path):
    (tmp_path / "empty").mkdir()
    errors: list[SourceError] = []
    good = file("good.txt", "Words.")
    assert [a.text for a in read(["absent.txt", tmp_path / "empty", good], on_error=errors.append)] == ["Words."]
    assert [e.what for e in errors] == ["no such file or folder", "no article files in the folder"]


@pytest.mark.parametrize(("content", "reader"), [
    ('{"text": "a"}\n{"text": "b"}\n', "read_jsonl"), ('{"text": "a"}', "read_jsonl"),
    ('\ufeff{\n  "text": "a"\n}', "read_json"),
    ('[{"text": "a"}]', "read_json"), ("<!DOCTYPE html><p>a", "read_html"), ("Officers to leave\n\nMore.", "read_text"),
    ("", "read_text"),
])
def test_the_format_of_a_stream_is_told_by_its_first_bytes(content, reader):
    source = Input("-", io.BytesIO(content.encode()))
    assert reader_for(source).__name__ == reader
    assert source.read() == content.encode()


def test_standard_input():
    code = "from kg.sources import read; print([a.text for a in read(['-'])])"
    records = b'{"text": "One."}\n{"text": "Two."}\n'
    done = subprocess.run([sys.executable, "-c", code], input=records, capture_output=True, check=True)
    assert done.stdout == b"['One.', 'Two.']\n"


def test_no_reader_is_loaded_before_it_reads():
    code = "import sys, kg.sources; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"trafilatura", "ftfy", "charset_normalizer", "dateparser", "spacy", "lxml", "fastwarc", "feedparser", "pypdf",
                "pyarrow", "backports.zstd", "http.client", "ssl"} & set(loaded)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data):
    with contextlib.suppress(SourceError):
        assert isinstance(decoded(data, "a.txt"), str)


@settings(deadline=None)  # the first of each kind loads a library
@given(st.binary(max_size=200), st.sampled_from(sorted(READERS)))
def test_any_file_is_read_or_refused(tmp_path_factory, data, suffix):
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_bytes(data)
    errors: list[SourceError] = []
    for found in read([path], on_error=errors.append):
        assert found.text.strip()
