"""Statements that cannot both hold are found at the end of a build, and kept with their kind; what can be is not found."""

from __future__ import annotations

import random

import pytest

from kg.identity import contradictions
from kg.identity.contradictions import NEXT, Contradiction
from kg.identity.ledger import Decision, Ledger
from kg.identity.resolution import resolve, take_off
from kg.model import Article, Entity, Extraction, Interval, Mention, Quantity, Span, Statement
from kg.query.questions import question
from kg.rdf.assertion import quads
from kg.rdf.iris import CONTRADICTIONS, article_iri, term
from kg.rdf.prefixes import PREFIXES
from kg.rdf.validation import validate
from kg.store.embedded import EmbeddedStore
from tests.identity.conftest import RUN, Tell


def said(day: str, relation: str = "partyTo", end: str = "287(g) Agreement", *, of: str = "Hennepin County",
         count: float | None = None, least: float | None = None, about: bool = False, since: str | None = None,
         until: str | None = None, **qualifiers: str) -> Extraction:
    """An article of a day that states one thing."""
    types = {"partyTo": ("County", "Agreement"), "withdrawsFrom": ("Agency", "State"), "holdsPosition": ("Person", "Position")}
    kinds = types.get(relation, ("Person", "Operation"))
    text = f"{of} ; {end} ; {day} {relation} {count} {least} {about} {since} {sorted(qualifiers.items())}"
    starts = (text.index(name) for name in (of, end))
    ends = [Entity(id=str(n), type=kind, name=name, mentions=(Mention(start=start, end=start + len(name)),))
            for n, (kind, name, start) in enumerate(zip(kinds, (of, end), starts, strict=True))]
    quantity = None if count is None else Quantity(value=count, minimum=least, approximate=about, unit="officers")
    time = Interval(start=since, end=until) if since or until else None
    statement = Statement(subject="0", predicate=relation, object="1", evidence=(Span(0, len(of)),), confidence=0.8,
                          quantity=quantity, valid_time=time, **qualifiers)
    return Extraction(article=Article(id=day, text=text, published=day or None), entities=tuple(ends), statements=(statement,))


def store_of(tell: Tell, *extractions: Extraction) -> EmbeddedStore:
    store = tell()
    for extraction in extractions:
        store.replace(article_iri(extraction.article), quads(extraction, RUN))
    return store


def found(store: EmbeddedStore) -> list[str]:
    resolve(store)
    return [contradiction.kind for contradiction in contradictions.contradictions(store.quads)]


NO = {"polarity": "negative"}
SEND = {"relation": "withdrawsFrom", "of": "ICE", "end": "Minnesota"}


@pytest.mark.parametrize(("one", "other", "kinds"), [
    (said("2026-02-04"), said("2026-02-06", **NO), ["denial"]),
    (said("2026-02-04", since="2026-02-01"), said("2026-06-06", **NO), ["denial"]),
    (said("2026-02-04"), said("2026-09-06", **NO), []),
    (said("2026-02-04", since="2025", until="2025"), said("2026-02-04", since="2026-01-01", **NO), []),
    (said("2026-02-04", modality="planned"), said("2026-02-06", **NO), []),
    (said("2026-02-04", modality="possible"), said("2026-02-06", modality="possible", **NO), []),
    (said("2026-02-04", modality="planned"), said("2026-02-06", modality="planned", **NO), ["denial"]),
    (said("2026-02-04"), said("2026-02-06", of="Ramsey County", **NO), []),
    (said("2026-02-04", **SEND, count=700), said("2026-02-05", **SEND, count=650), ["miscount"]),
    (said("2026-02-04", **SEND, count=700), said("2026-02-25", **SEND, count=650), []),
    (said("2026-02-04", **SEND, count=700, modality="planned"), said("2026-02-25", **SEND, count=650), ["otherThanPlanned"]),
    (said("2026-02-04", **SEND, count=700, modality="planned"), said("2026-06-25", **SEND, count=650), []),
    (said("2026-02-04", **SEND, count=700, modality="possible"), said("2026-02-05", **SEND, count=650), []),
    (said("2026-02-04", **SEND, count=700, about=True), said("2026-02-05", **SEND, count=650), []),
    (said("2026-02-04", **SEND, count=600, least=600), said("2026-02-05", **SEND, count=650), []),
    (said("2026-02-04", **SEND, count=600), said("2026-02-05", **SEND, count=650, least=650), ["miscount"]),
    (said("2026-02-04", **SEND, count=700), said("2026-02-05", **SEND), []),
    (said("2026-02-04", "supports", "Metro Surge"), said("2026-02-08", "criticizes", "Metro Surge"), ["contrariety"]),
    (said("2026-02-04", "supports", "Metro Surge"), said("2026-06-08", "criticizes", "Metro Surge"), []),
    (said("2026-02-04", "supports", "Metro Surge"), said("2026-02-08", "criticizes", "Metro Surge", **NO), []),
    (said("2026-02-04", "criticizes", "Metro Surge"), said("2026-02-08", "opposes", "Metro Surge"), []),
], ids=str)
def test_what_cannot_both_hold(tell: Tell, one: Extraction, other: Extraction, kinds: list[str]) -> None:
    assert found(store_of(tell, one, other)) == kinds


@pytest.mark.parametrize(("office", "times", "kinds"), [
    ("governor", (("2020", "2024"), ("2023", None)), ["twoHolders"]),
    ("governor", (("2020", "2022"), ("2023", None)), []),
    ("governor", (("2020", None), (None, None)), []),
    ("senator", (("2020", None), ("2021", None)), []),
])
def test_two_holders_of_an_office_that_one_person_holds(tell: Tell, office: str, times: list[tuple[str | None, str | None]],
                                                        kinds: list[str]) -> None:
    told = []
    for number, (name, (since, until)) in enumerate(zip(("John Smith", "Jane Doe"), times, strict=True)):
        holds = said(f"2026-02-0{number + 1}", "holdsPosition", office, of=name, since=since, until=until)
        start = holds.article.text.index("2026")
        state = Entity(id="2", type="State", name="Ohio", mentions=(Mention(start=start, end=start + 4),))
        at = Statement(subject="1", predicate="positionAt", object="2", evidence=(Span(0, 3),))
        told.append(Extraction(article=holds.article, entities=(*holds.entities, state), statements=(*holds.statements, at)))
    assert found(store_of(tell, *told)) == kinds


def test_each_side_has_its_source_and_words_and_the_asserting_side_is_first(tell: Tell) -> None:
    store = store_of(tell, said("2026-02-06", **NO), said("2026-02-04"))
    resolve(store)
    query = question("contradictions").with_values({"name": "hennepin"})
    (row,) = store.quads.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert [row[name].value for name in ("kind", "value", "otherValue", "quote", "otherQuote")] == [
        "denial", "holds", "does not hold", "Hennepin County", "Hennepin County"]
    assert row["article"] != row["otherArticle"]
    assert validate(store.quads) == []


def test_the_plan_stands_before_what_came_of_it(tell: Tell) -> None:
    store = store_of(tell, said("2026-02-11", **SEND, count=450), said("2026-02-04", **SEND, count=700, modality="planned"))
    resolve(store)
    (row,) = store.quads.query(question("contradictions").text, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert [row[name].value for name in ("kind", "value", "otherValue")] == ["other than planned", "700", "450"]


def test_statements_point_to_each_other(tell: Tell) -> None:
    store = store_of(tell, said("2026-02-06", **NO), said("2026-02-04"))
    resolve(store)
    pairs = {(q.subject, q.object) for q in store.quads.quads_for_pattern(None, term("contradicts"), None, None)}
    assert len(pairs) == 2
    assert pairs == {(other, one) for one, other in pairs}


def test_entities_that_are_one_contradict_themselves_across_articles(tell: Tell) -> None:
    store = store_of(tell, said("2026-02-04", "supports", "Metro Surge", of="Tim Walz"),
                     said("2026-02-05", "opposes", "Metro Surge", of="Timothy James Walz"))
    assert list(contradictions.contradictions(store.quads)) == []
    assert found(store) == ["contrariety"]


def test_what_is_rejected_or_withdrawn_contradicts_nothing(tell: Tell) -> None:
    one, other = said("2026-02-04"), said("2026-02-06", **NO)
    store = store_of(tell, one, other)
    assert found(store) == ["denial"]
    statement = min(q.subject.value for q in store.quads.quads_for_pattern(None, None, term("negative"), None))
    resolve(store, Ledger((Decision("reject", statement=statement),)))
    assert not list(store.quads.quads_for_pattern(None, None, term("Contradiction"), CONTRADICTIONS))
    resolve(store)
    assert len(list(store.quads.quads_for_pattern(None, None, term("Contradiction"), CONTRADICTIONS))) == 1


def test_the_layer_comes_off_and_the_order_of_articles_does_not_show(tell: Tell) -> None:
    articles = [said(f"2026-02-{day:02}", **(NO if day % 3 else {})) for day in range(1, 13)]
    store = store_of(tell, *articles)
    before = store.dump()
    resolve(store)
    shuffled = list(articles)
    random.Random(1).shuffle(shuffled)  # noqa: S311
    other = store_of(tell, *shuffled)
    resolve(other)
    assert store.dump() == other.dump() != before
    take_off(store)
    assert store.dump() == before
    assert not list(store.quads.quads_for_pattern(None, None, None, CONTRADICTIONS))


def test_the_work_grows_with_the_statements_and_not_with_their_pairs(tell: Tell) -> None:
    many = 4 * NEXT
    store = store_of(tell, *(said("2026-02-04", since=f"2026-02-04T{n // 60:02}:{n % 60:02}:00", **(NO if n % 2 else {}))
                             for n in range(many)))
    pairs = list(contradictions.contradictions(store.quads))
    assert len(pairs) == len(set(pairs))
    assert all(isinstance(pair, Contradiction) for pair in pairs)
    assert len({iri for pair in pairs for iri in (pair.first, pair.second)}) == many  # each has its contradiction
    assert len(pairs) <= many * NEXT / 2
