"""PDF files, written by reportlab: paragraphs, divided words, what is believed of metadata, and hostile files."""

from __future__ import annotations

import io
import sys
import zlib
from itertools import product

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from kg.errors import SourceError
from kg.sources import pdf, read
from kg.sources.inputs import Input
from kg.sources.lines import Line, paragraphs
from kg.sources.pdf import read_pdf
from tests.sources.pages import PARAGRAPHS

TITLE = "Officers to leave Minnesota"
STYLES = getSampleStyleSheet()


def found(data: bytes):
    (article,) = read_pdf(Input("story.pdf", io.BytesIO(data)), pytest.fail)
    return article


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        found(data)
    assert caught.value.where == "story.pdf"
    return str(caught.value)


def printed(*parts: str, title: str | None = TITLE, head: str = "", style: str = "BodyText", **options) -> bytes:
    """A file with a headline and paragraphs, and a head and foot on each page."""
    out = io.BytesIO()

    def edges(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.drawString(70, 30, f"Example Times - page {document.page}")
        canvas.drawString(70, 810, head)

    flow = [Paragraph(TITLE, STYLES["Title"]), *(Paragraph(part, STYLES[style]) for part in parts)]
    SimpleDocTemplate(out, pagesize=A4, title=title, **options).build(flow, onFirstPage=edges, onLaterPages=edges)
    return out.getvalue()


def lines(*texts: str) -> bytes:
    """A file with these lines on one page."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for number, text in enumerate(texts):
        canvas.drawString(72, 700 - 14 * number, text)
    canvas.save()
    return out.getvalue()


def test_a_file_is_an_article_of_its_paragraphs(file):
    path = file("story.pdf", printed(*PARAGRAPHS))
    (article,) = read([path])
    assert article.text == "\n\n".join((TITLE, *PARAGRAPHS))
    assert (article.title, article.source) == (TITLE, str(path))


def test_heads_and_feet_of_pages_are_left_out_and_paragraphs_go_on_over_pages():
    words = ("county", "sheriff", "agency", "governor", "state", "court", "judge", "office", "border", "city")
    long = [f"The {a} and the {b} {PARAGRAPHS[0][8:-1]}, so the {b} told the {a}." for a, b in product(words, words[:5])]
    article = found(printed(*long, head="EXAMPLE TIMES"))
    assert article.text == "\n\n".join((TITLE, *long))


def test_paragraphs_without_space_between_them_end_where_a_line_is_short():
    column = ["Federal officers will begin to leave the state", "on Wednesday, the border czar said.",
              "About 700 of them will go in the first week, he", "told a news conference."]
    assert found(lines(*column)).text == f"{column[0]} {column[1]}\n\n{column[2]} {column[3]}"


@pytest.mark.parametrize(("parts", "joined"), [
    (("an agree-", "ment with ICE"), "an agreement with ICE"),
    (("the co\u00ad", "operation"), "the cooperation"),
    (("the long-term plan is a long-", "term one"), "the long-term plan is a long-term one"),
    (("an Anglo-", "American firm"), "an Anglo-American firm"),
    (("in 2019-", "20 it was"), "in 2019-20 it was"),
    (("he said -", "and left"), "he said - and left"),
    (("it is well known that the well-", "known man left"), "it is well known that the well-known man left"),
    (("cooperation of the co-", "operation"), "cooperation of the cooperation"),
    (("ends in a hyphen-", "(sic)"), "ends in a hyphen-(sic)"),
])
def test_words_divided_at_the_end_of_a_line_are_made_whole(parts, joined):
    assert paragraphs([[Line(text, 72, 700 - 12 * n, 10) for n, text in enumerate(parts)]]) == [joined]


def test_a_paragraph_begins_where_a_line_is_indented_or_of_another_size():
    page = [Line("Headline", 72, 720, 18), Line("The first one ends here, and it is long enough.", 72, 700, 10),
            Line("The second begins here, and it is long enough", 84, 688, 10), Line("to have another line.", 72, 676, 10)]
    assert paragraphs([page]) == [page[0].text, page[1].text, f"{page[2].text} {page[3].text}"]


def test_a_page_that_is_only_a_number_has_no_paragraph():
    assert paragraphs([[Line("Page 3 of 10", 72, 30, 10)], []]) == []


@pytest.mark.parametrize("title", ["Microsoft Word - release_v3.doc", "untitled", "", " ", None, "x" * 1000])
def test_a_title_that_the_page_does_not_show_is_not_believed(title):
    assert found(printed(*PARAGRAPHS, title=title)).title is None


@pytest.mark.parametrize(("shown", "published"), [
    ("February 4, 2026", "2026-02-04"), ("4 Feb. 2026", "2026-02-04"), ("2026-02-04", "2026-02-04"), ("February 5, 2026", None),
    ("February 31, 2026", None), ("", None),
])
def test_a_date_that_the_page_does_not_show_is_not_believed(shown, published):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(f"ST. PAUL, {shown} - {PARAGRAPHS[0]}")))
    writer.add_metadata({"/CreationDate": "D:20260204120000-06'00'"})
    out = io.BytesIO()
    writer.write(out)
    assert found(out.getvalue()).published == published


# What is refused

def test_a_file_without_text_is_refused():
    assert "has no text" in refused(lines())


def test_an_encrypted_file_is_refused():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(*PARAGRAPHS)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "encrypted" in refused(out.getvalue())


def with_content(content: bytes) -> bytes:
    """A page whose content is given as it is stored: deflated."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
               b">>", b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def test_the_file_that_the_next_tests_spoil_is_read():
    assert found(with_content(zlib.compress(b"BT /F1 12 Tf 72 700 Td (Officers leave.) Tj ET"))).text == "Officers leave."


def test_a_page_that_unpacks_to_too_much_is_refused():
    text = b"BT /F1 12 Tf 72 700 Td (Officers leave.) Tj ET"
    assert "not readable as PDF" in refused(with_content(zlib.compress(text + b" " * 100_000_000)))


def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "LONGEST", 0.0)
    assert "takes too long" in refused(printed(*PARAGRAPHS))


def test_too_many_pages_and_too_much_text_are_refused(monkeypatch):
    data = printed(*PARAGRAPHS * 40)
    monkeypatch.setattr(pdf, "LARGEST_TEXT", 1000)
    assert "more than 1,000 characters" in refused(data)
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    assert "pages" in refused(data)


@pytest.mark.parametrize("data", [b"", b"words", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", printed(*PARAGRAPHS)[:300]])
def test_what_is_no_pdf_is_refused(data):
    assert "PDF" in refused(data)


def test_without_pypdf_it_is_said_what_to_install(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(SourceError, match=r"pip install 'newskg\[pdf\]'"):
        list(read([file("story.pdf", b"%PDF-")]))


def test_nothing_is_printed(capfd):
    refused(printed(*PARAGRAPHS)[:-400].replace(b"endobj", b"endobk"))
    assert capfd.readouterr() == ("", "")


GOOD = printed(*PARAGRAPHS)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8))
def test_no_damage_to_a_file_does_more_than_refuse_it(damage):
    data = bytearray(GOOD)
    for at, value in damage:
        data[at:at + len(value)] = value
    errors: list[SourceError] = []
    try:
        assert found(bytes(data)).text.strip()
    except SourceError as error:
        errors.append(error)
    assert all(error.where == "story.pdf" for error in errors)
