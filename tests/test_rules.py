"""The model's rules for parts of speech, matched by class of words, are those that spaCy matches token by token."""

from __future__ import annotations

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from kg.language import pipeline
from kg.model import MODEL
from kg.rules import Rules
from kg.sources import read
from tests.benchmarks.timing import ROOT

ARTICLES = list(read([ROOT / "tests" / "quality" / "articles"]))


@pytest.fixture(scope="module")
def ruler() -> AttributeRuler:
    found = spacy.load(MODEL).get_pipe("attribute_ruler")
    assert isinstance(found, AttributeRuler)
    return found


def parsed(text: str) -> Doc:
    """A text read up to the rules by the model that the ruler belongs to."""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    for name in ("tok2vec", "tagger", "parser"):
        doc = nlp.get_pipe(name)(doc)  # type: ignore[operator]
    return doc


@pytest.mark.parametrize("text", [article.text for article in ARTICLES], ids=[article.id for article in ARTICLES])
def test_an_article_has_the_same_matches(ruler: AttributeRuler, text: str) -> None:
    doc = parsed(text)
    assert Rules(ruler).match(doc) == ruler.match(doc)


@pytest.mark.parametrize("text", [
    "We're gonna go. Let's see, y'all.",  # rules of two tokens
    "There's nothin' doin'.\n\n It ain't so.",  # a rule by a regular expression, and one of white space
    "",
])
def test_rules_of_any_form_are_matched(ruler: AttributeRuler, text: str) -> None:
    doc = parsed(text)
    assert Rules(ruler).match(doc) == ruler.match(doc)


def test_words_are_told_apart_where_a_rule_names_them(ruler: AttributeRuler) -> None:
    rules = Rules(ruler)
    for text in ("The man saw that dog.", "The man saw the dog.", "The man said that dogs bark."):
        doc = parsed(text)
        assert rules.match(doc) == ruler.match(doc)


def test_a_rule_that_reads_more_than_word_tag_and_label_is_matched_where_it_stands() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"LOWER": "may", "ENT_TYPE": "DATE"}]], {"POS": "PROPN"})
    rules = Rules(ruler)
    month, verb = nlp.make_doc("in May"), nlp.make_doc("in May")
    month.set_ents([month.char_span(3, 6, label="DATE")])
    assert [len(rules.match(doc)) for doc in (month, verb, month)] == [1, 0, 1]


def test_the_pipeline_matches_by_class_of_words() -> None:
    ruler = pipeline().get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    assert ruler.match.__func__ is Rules.match  # type: ignore[attr-defined]
