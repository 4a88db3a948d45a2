"""Sentences: they end at line breaks, and at an abbreviation's stop before the first word of the next."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize("text", [
    "A call came at 3 p.m.|When they arrived, they found a man.",
    "The plant belongs to Norland Foods Inc.|It employs 400 people.",
    "He lives in St. Paul, Minn.|The court heard him there.",
    "Officers to leave|The mayor said so.",
])
def test_a_sentence_ends(nlp: Language, text: str) -> None:
    joined = text.replace("|", "\n" if "Officers" in text else " ")
    assert [s.text.strip() for s in nlp(joined).sents] == text.split("|")


@pytest.mark.parametrize("text", [
    "At 5 p.m. Wednesday the council met.",
    "Voters saw Rep. Will Hurd at the rally.",
    "The hearing is on Jan. 6 in Denver.",
    "Acme Inc. Chairman Bo Lee resigned.",
])
def test_a_sentence_goes_on(nlp: Language, text: str) -> None:
    assert len(list(nlp(text).sents)) == 1
