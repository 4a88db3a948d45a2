"""Every statement quotes its article: property tests over articles in odd Unicode, through extraction, store and check."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.extract.assembly import assemble
from kg.graph import Graph
from kg.language import parse
from kg.model import Article, Extraction, Span

SENTENCES = (
    "Gov. Tim Walz criticized Operation Metro Surge on Tuesday.",
    "“We will sue,” said Attorney General Keith Ellison, “and we will win.”",
    "About 700 officers of Immigration and Customs Enforcement will leave Minnesota next week, Tom Homan said.",
    "Hennepin County did not sign an agreement with ICE.",
    "Renee Good was killed by a federal agent in Minneapolis on Jan. 7.",
    "The sheriff's office could hold people for 48 hours, the county said.",
    "The court ordered the agency to release John O’Brien; he is 42.",
)
ODD = st.sampled_from([
    "\u00a0", "\u2009", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u2028", "\x85", "\t", "\r\n", "\n\n", "\x0b",
    "\x1c", "e\u0301", "İ", "ß", "ﬁ", "Ⅳ", "𝔘", "👩\u200d👩\u200d👧", "🇺🇸", "عربى", "汉字", "\ufffd", "\U0010ffff",
    "…", "—", "“", "”", "‘", "’", '"', "'", "«", "''", "``",
])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Real sentences, put together and broken by odd characters at odd places."""
    parts: list[str] = []
    for sentence in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)):
        cut = draw(st.integers(0, len(sentence)))
        within, after = draw(st.one_of(st.just(""), ODD)), draw(st.one_of(st.sampled_from([" ", "\n\n"]), ODD))
        parts += [sentence[:cut], within, sentence[cut:], after]
    return Article(id="a", text="".join(parts), published=draw(st.sampled_from([None, "2026-02-04"])))


def extraction_of(article: Article) -> Extraction:
    (doc,) = parse([article])
    assert doc.text == article.text
    return assemble(doc)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_every_span_holds_words_of_the_article(article):
    extraction = extraction_of(article)
    for span in extraction.spans():
        assert 0 <= span.start < span.end <= len(article.text)
        assert span.of(article.text).strip()
    for statement in extraction.statements:
        assert statement.evidence
        assert 0 < statement.confidence <= 1
        assert {statement.subject, statement.object} <= {e.id for e in extraction.entities}
    for claim in extraction.claims:
        assert claim.content


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_what_is_stored_quotes_its_article_and_conforms(article):
    with Graph() as graph:
        assert graph.build([article]).failed == 0
        assert not list(graph.verify())
    with Graph() as again:
        again.build([article])
        again.build([article])
        assert not list(again.verify())


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120).filter(str.strip))
@example("0«0")
def test_any_text_can_be_read(text):
    for span in extraction_of(Article(id="a", text=text)).spans():
        assert span.of(text).strip()


@pytest.mark.parametrize("text", [".", "\n\n\n.", "“", "” said", '"""""', "said said said", "(" * 500, "A" * 5000,
                                  "the " * 500, "‘’" * 50])
def test_degenerate_texts_can_be_read(text):
    assert all(isinstance(span, Span) for span in extraction_of(Article(id="a", text=text)).spans())


def test_the_examples_conform_to_the_shapes_and_quote_their_articles(examples_graph):
    assert list(examples_graph.validate()) == []
    assert list(examples_graph.verify()) == []
