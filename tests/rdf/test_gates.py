"""Whatever an extractor proposes, what passes the gates conforms to the shapes, and nothing is lost without a reason."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kg import ontology
from kg.model import Article, Claim, Entity, Extraction, Interval, Mention, Quantity, SetAside, Span, Statement
from kg.rdf.assertion import quads
from kg.rdf.gates import gated
from kg.rdf.iris import article_iri
from kg.rdf.validation import validate
from kg.rdf.verification import verify
from kg.store.embedded import EmbeddedStore

TEXT = "Sheriff Ann Lee said 40 deputies signed the agreement."
ARTICLE = Article(id="a", text=TEXT)
LEE = Entity(id="1", type="Person", name="Ann Lee", mentions=(Mention(start=8, end=15),))
DEAL = Entity(id="2", type="Agreement", name="agreement", mentions=(Mention(start=44, end=53, kind="nominal"),))
SIGNED = Statement(subject="1", predicate="partyTo", object="2", evidence=(Span(33, 53),), confidence=0.8)
SAID = Claim(speaker="1", cue=Span(16, 20), content=(Span(21, 53),), source=Span(8, 15))
GOOD = Extraction(article=ARTICLE, entities=(LEE, DEAL), statements=(SIGNED,), claims=(SAID,))
NAN = float("nan")


def test_what_is_right_passes_as_it_is() -> None:
    assert gated(GOOD) == GOOD


@pytest.mark.parametrize(("statement", "reason"), [
    (replace(SIGNED, predicate="knows"), "unknown relation"),
    (replace(SIGNED, object="9"), "unknown entity"),
    (replace(SIGNED, attributed_to="9"), "unknown entity"),
    (replace(SIGNED, object="1"), "a thing related to itself"),
    (replace(SIGNED, subject="2", object="1"), "types outside the relation's domain or range"),
    (replace(SIGNED, polarity="maybe"), "unknown qualifier value"),
    (replace(SIGNED, modality="likely"), "unknown qualifier value"),
    (replace(SIGNED, evidence=()), "evidence is not in the text"),
    (replace(SIGNED, evidence=(Span(33, 99),)), "evidence is not in the text"),
    (replace(SIGNED, evidence=(Span(33, 33),)), "evidence is not in the text"),
    (replace(SIGNED, confidence=1.1), "confidence outside 0 to 1"),
    (replace(SIGNED, confidence=NAN), "confidence outside 0 to 1"),
    (replace(SIGNED, confidence=0.2), "confidence below the minimum"),
])
def test_a_statement_that_may_not_be_written_is_set_aside(statement: Statement, reason: str) -> None:
    found = gated(replace(GOOD, statements=(statement,)), min_confidence=0.5)
    assert found.statements == ()
    assert [item.reason for item in found.set_aside] == [reason]


@pytest.mark.parametrize(("statement", "mended", "reason"), [
    (replace(SIGNED, valid_time=Interval(start="soon", end="2026-02")),
     replace(SIGNED, valid_time=Interval(start=None, end="2026-02")), "a time that is none"),
    (replace(SIGNED, valid_time=Interval(start="2026-02-31")), SIGNED, "a time that is none"),
    (replace(SIGNED, quantity=Quantity(value=NAN)), SIGNED, "a number that is none"),
    (replace(SIGNED, quantity=Quantity(value=5, minimum=7, maximum=3)), replace(SIGNED, quantity=Quantity(value=5)),
     "bounds out of order"),
    (replace(SIGNED, frame="no name> <of a frame"), SIGNED, "a frame whose name cannot be written"),
])
def test_a_statement_loses_only_the_qualifier_that_is_wrong(statement: Statement, mended: Statement, reason: str) -> None:
    found = gated(replace(GOOD, statements=(statement,)))
    assert found.statements == (mended,)
    assert [item.reason for item in found.set_aside] == [reason]


def test_an_entity_of_an_unknown_type_takes_its_statements_with_it() -> None:
    found = gated(replace(GOOD, entities=(replace(LEE, type="Wizard"), DEAL)))
    assert found.entities == (DEAL,)
    assert found.claims == (replace(SAID, speaker=None),)
    assert sorted({item.reason for item in found.set_aside}) == ["unknown entity", "unknown entity type"]


def test_an_entity_without_a_name_is_called_by_its_first_mention() -> None:
    assert gated(replace(GOOD, entities=(replace(LEE, name=" "), DEAL))).entities[0].name == "Ann Lee"


def test_two_entities_that_are_one_thing_are_written_once() -> None:
    again = replace(LEE, id="3", name="Ms. Ann Lee")
    twice = replace(GOOD, entities=(LEE, DEAL, again), statements=(SIGNED, replace(SIGNED, subject="3", confidence=0.9)))
    written = quads(gated(twice))
    confidences = [q.object.value for q in written if str(q.predicate).endswith("#confidence>")]
    assert confidences == ["0.9"]


ONTOLOGY = ontology.load()
words = st.text(max_size=12) | st.sampled_from(["Ann Lee", "ICE", "Senate", "Hennepin County", "\ud800", "\x00", '"\n\\', "<>"])
offsets = st.integers(-2, len(TEXT) + 2)
spans = st.builds(Span, start=offsets, end=offsets) | st.just(Span(8, 15))
types = st.sampled_from([*sorted(ONTOLOGY.types), "Wizard"])
ids = st.sampled_from(["1", "2", "3", "4"])
numbers = st.floats() | st.integers(0, 100).map(float)
times = st.none() | words | st.dates().map(str) | st.datetimes(timezones=st.timezones()).map(str) | st.sampled_from(
    ["2026", "0000", "2026-02", "2026-13", "2026-02-04T10:00", "2026-02-04 10:00:00+23:00", "9999-12-31T23:59:59-20:00"])
quantities = st.none() | st.builds(Quantity, value=numbers, minimum=st.none() | numbers, maximum=st.none() | numbers,
                                   approximate=st.booleans(), unit=st.none() | words)
mentions = st.builds(Mention, start=offsets, end=offsets, kind=st.sampled_from(["name", "nominal", "pronoun", "nickname"]))
entities = st.builds(Entity, id=ids, type=types, name=words, mentions=st.lists(mentions, max_size=3).map(tuple),
                     identifier=st.sampled_from([None, "gov.us:ice", "fips:27053", "x"]), member_type=st.none() | types | words,
                     count=quantities)
statements = st.builds(
    Statement, subject=ids, predicate=st.sampled_from(["sues", "criticizes", "supports", "knows"]), object=ids,
    polarity=st.sampled_from(["positive", "negative", "x"]), modality=st.sampled_from(["actual", "planned", "x"]),
    attributed_to=st.none() | ids, quantity=quantities, valid_time=st.none() | st.builds(Interval, start=times, end=times),
    evidence=st.lists(spans, max_size=2).map(tuple), confidence=st.floats() | st.floats(0, 1), frame=st.none() | words)
claims = st.builds(Claim, speaker=st.none() | ids, cue=st.none() | spans, content=st.lists(spans, max_size=2).map(tuple),
                   source=st.none() | spans, direct=st.booleans(), confidence=st.floats())
asides = st.builds(SetAside, reason=words, detail=words, span=st.none() | spans)


def many(of: st.SearchStrategy, most: int) -> st.SearchStrategy:
    return st.lists(of, max_size=most).map(tuple)


def likely(of: st.SearchStrategy, **right: st.SearchStrategy) -> st.SearchStrategy:
    """Records in which all is right but what one example in a few has wrong."""
    return of | st.builds(lambda record, values: replace(record, **values), of, st.fixed_dictionaries(right))


agents = [st.builds(replace, entities, id=st.just(id), type=st.sampled_from(["Person", "Agency", "Group", "City"]))
          for id in ("1", "2", "3")]
proposed = st.builds(
    Extraction,
    article=st.builds(Article, id=st.uuids().map(str), text=st.just(TEXT), title=st.text(max_size=9), published=times),
    entities=st.builds(lambda *found: found[:3] + found[3], *agents, many(entities, 2)),
    statements=many(likely(statements, subject=st.just("1"), object=st.sampled_from(["2", "3"]),
                           predicate=st.just("criticizes"), polarity=st.just("positive"), modality=st.just("actual"),
                           evidence=st.just((Span(8, 15),)), confidence=st.floats(0, 1)), 6),
    claims=many(likely(claims, content=st.just((Span(0, 9), Span(12, 20))), cue=st.none(), source=st.none()), 3),
    set_aside=many(asides, 2))


def test_whatever_an_extractor_proposes_conforms_once_it_has_passed() -> None:
    store, written = EmbeddedStore(), []

    @settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(proposed, st.booleans())
    def write(extraction: Extraction, plain: bool) -> None:
        passed = gated(extraction)
        before = extraction.entities + extraction.statements + extraction.claims
        after = passed.entities + passed.statements + passed.claims
        assert len(passed.set_aside) >= len(extraction.set_aside) + len(before) - len(after)
        assert gated(passed) == passed
        article = article_iri(passed.article)
        assert store.replace(article, quads(passed, attributed_as_plain=plain)) in (True, False)
        assert article in set(store.articles())
        written.extend(passed.statements)

    write()
    assert len(written) > 50
    assert validate(store.quads) == []
    assert list(verify(store.quads)) == []


def test_no_node_is_blank_and_a_graph_is_an_articles_or_shared() -> None:
    graphs = {q.graph_name.value.removeprefix("https://w3id.org/newskg/id/").split("/")[0] for q in quads(gated(GOOD))}
    assert graphs == {"article", "entities"}
    assert not [q for q in quads(gated(GOOD)) if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]
