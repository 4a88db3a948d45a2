"""IRIs tell apart what differs, and nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from kg.model import Article, Interval, Quantity, Span
from kg.rdf.iris import article_iri, claim_iri, statement_iri
from tests.rdf.test_gates import ARTICLE, SAID, SIGNED

HERE = article_iri(ARTICLE)
ENDS = ("s", "o", None)


@pytest.mark.parametrize("changed", [
    {"predicate": "negotiates"}, {"polarity": "negative"}, {"modality": "planned"}, {"evidence": (Span(0, 3),)},
    {"quantity": Quantity(value=40)}, {"quantity": Quantity(value=40, approximate=True)},
    {"valid_time": Interval(start="2026")}, {"valid_time": Interval(end="2026")},
])
def test_another_qualifier_makes_another_statement(changed: dict[str, object]) -> None:
    assert statement_iri(HERE, replace(SIGNED, **changed), ENDS) != statement_iri(HERE, SIGNED, ENDS)


def test_another_end_makes_another_statement() -> None:
    found = {statement_iri(HERE, SIGNED, ends) for ends in (ENDS, ("x", "o", None), ("s", "x", None), ("s", "o", "x"))}
    assert len(found) == 4


def test_confidence_and_frame_make_no_other_statement() -> None:
    assert statement_iri(HERE, replace(SIGNED, confidence=0.1, frame="f"), ENDS) == statement_iri(HERE, SIGNED, ENDS)


@pytest.mark.parametrize("changed", [{"content": (Span(0, 3),)}, {"cue": None}, {"source": None}, {"direct": True}])
def test_other_words_make_another_claim(changed: dict[str, object]) -> None:
    assert claim_iri(HERE, replace(SAID, **changed), "s") != claim_iri(HERE, SAID, "s")


def test_an_article_is_its_text_and_where_it_was_published() -> None:
    same = [Article(id=id, text="x", url="https://example.org/1", title=id) for id in "ab"]
    assert len({article_iri(a) for a in same}) == 1
    other = [Article(id="a", text="x"), Article(id="b", text="x"), Article(id="a", text="y"), *same[:1],
             Article(id="a", text="x", publisher="Herald"), Article(id="a", text="x", url="https://example.org/2")]
    assert len({article_iri(a) for a in other}) == len(other)
