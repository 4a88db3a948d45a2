"""The text around some words: whole paragraphs, and no word is cut."""

import pytest

from kg.identity.passages import around

LONG = " ".join(f"word{i}" for i in range(200))
TEXT = f"A day before.\n\n{LONG}\n \nA day after."


@pytest.mark.parametrize("most", range(0, 60, 7))
@pytest.mark.parametrize("words", ["word0", "word90 word91", "word199"])
def test_what_is_kept_begins_and_ends_with_whole_words_of_the_paragraph(words, most):
    start = TEXT.index(words)
    passage = around(TEXT, start, start + len(words), most)
    kept = passage.text.split()
    assert TEXT[passage.start :].startswith(passage.text)
    assert set(kept) <= set(LONG.split())
    assert " ".join(kept) == passage.text
    assert words in passage.text
    assert len(passage.text) <= len(words) + 2 * most


def test_it_tells_where_a_paragraph_goes_on():
    at = TEXT.index("word0")
    passage = around(TEXT, at, at + 5, 10)
    assert (passage.cut_before, passage.cut_after) == (False, True)
    whole = around(TEXT, at, at + 5, len(TEXT))
    assert (whole.text, whole.cut_before, whole.cut_after) == (LONG, False, False)


def test_words_in_two_paragraphs_have_both():
    start, end = TEXT.index("before"), TEXT.index("word0") + 5
    assert around(TEXT, start, end, len(TEXT)).text == f"A day before.\n\n{LONG}"


def test_a_text_without_spaces_is_not_kept_around():
    assert around("x" * 1000, 400, 500, 100).text == "x" * 100
