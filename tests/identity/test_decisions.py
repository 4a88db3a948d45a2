"""What people decide stands before what was computed, is replayed by every build, and is told when it no longer applies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import DecisionError, UnknownTermError
from kg.identity.ledger import Decision, Ledger, append, beside, read
from kg.identity.resolution import is_resolved, resolve, take_off
from kg.rdf.iris import term
from kg.rdf.validation import validate
from tests.identity.conftest import Tell, Told, called, iri

GOVERNOR = ["0 holdsPosition 1", "1 positionAt 2"]
FULL = Told("full", ["Person: Tim Walz", "Position: Governor", "State: Minnesota"], GOVERNOR)
SURNAME = Told("surname", ["Person: Walz", "Position: Governor", "State: Minnesota"], [*GOVERNOR, "0 criticizes 2"])
STRANGER = Told("stranger", ["Person: Gwen Mills", "State: Minnesota"], ["0 criticizes 1"])


def test_people_join_what_nothing_else_would(tell: Tell) -> None:
    store = tell(FULL, STRANGER)
    pair = (iri(store, "Tim Walz"), iri(store, "Gwen Mills"))
    resolve(store, Ledger((Decision("merge", entities=pair, by="anna", on="2026-11-25", why="married"),)))
    assert len(called(store, "Person")) == 1
    (quad,) = store.quads.quads_for_pattern(None, term("decidedBy"), None, None)
    assert quad.object.value == "anna"
    assert validate(store.quads) == []


def test_people_hold_apart_what_would_be_joined_and_the_later_decision_stands(tell: Tell) -> None:
    store = tell(FULL, SURNAME)
    pair = (iri(store, "Tim Walz"), iri(store, "Walz"))
    resolve(store)
    assert called(store, "Person") == ["Tim Walz"]
    apart = Decision("apart", entities=pair, by="anna")
    assert resolve(store, Ledger((apart,))).candidates == ()
    assert called(store, "Person") == ["Tim Walz", "Walz"]
    resolve(store, Ledger((apart, Decision("merge", entities=pair, by="ben"))))
    assert called(store, "Person") == ["Tim Walz"]


def test_a_name_is_split_where_it_is_somebody_elses(tell: Tell) -> None:
    again = Told("again", FULL.entities, GOVERNOR)
    store = tell(FULL, again)
    entity, article = iri(store, "Tim Walz"), next(a.value for a in store.articles() if _title(store, a) == "again")
    resolve(store, Ledger((Decision("split", entity=entity, articles=(article,), name="Tim Walz (teacher)"),)))
    assert called(store, "Person") == ["Tim Walz", "Tim Walz (teacher)"]
    subjects = {q.object.value for q in store.quads.quads_for_pattern(None, None, None, next(
        a for a in store.articles() if a.value == article)) if q.predicate.value.endswith("#subject")}
    assert iri(store, "Tim Walz (teacher)") in subjects
    assert entity not in subjects


def _title(store, article) -> str:
    return next(store.quads.quads_for_pattern(article, term("articleId"), None, None)).object.value


def test_entities_are_renamed_and_retyped(tell: Tell) -> None:
    store = tell(FULL, SURNAME)
    entity = iri(store, "Walz")
    resolve(store, Ledger((Decision("rename", entity=entity, name="Governor Tim Walz"),)))
    assert called(store, "Person") == ["Governor Tim Walz"]  # who Walz was found to be
    resolve(store, Ledger((Decision("retype", entity=iri(store, "Minnesota"), type="Place"),)))
    assert called(store, "State") == []
    assert called(store, "Place") == ["Minnesota"]


def test_a_rejected_statement_stands_no_longer_and_a_confirmed_one_says_so(tell: Tell) -> None:
    store = tell(STRANGER)
    before = store.dump()
    statement = next(q.subject.value for q in store.quads.quads_for_pattern(None, None, term("criticizes"), None))
    fact = list(store.quads.quads_for_pattern(None, term("criticizes"), None, None))
    assert len(fact) == 1
    resolve(store, Ledger((Decision("confirm", statement=statement), Decision("reject", statement=statement, by="anna"))))
    assert not list(store.quads.quads_for_pattern(None, term("criticizes"), None, None))
    assert len(list(store.quads.quads_for_pattern(None, None, term("RejectedStatement"), None))) == 1
    resolve(store, Ledger((Decision("reject", statement=statement), Decision("confirm", statement=statement))))
    assert list(store.quads.quads_for_pattern(None, term("criticizes"), None, None)) == fact
    assert len(list(store.quads.quads_for_pattern(None, term("reviewed"), term("confirmed"), None))) == 1
    take_off(store)
    assert store.dump() == before


def test_a_decision_that_no_longer_applies_is_told_and_kept(tell: Tell) -> None:
    store = tell(FULL)
    gone = Decision("reject", statement="https://w3id.org/newskg/id/statement/gone", by="anna")
    assert resolve(store, Ledger((gone,))).stale == (gone,)


def test_decisions_are_part_of_what_a_layer_is_made_of(tell: Tell) -> None:
    store = tell(FULL, SURNAME)
    resolve(store)
    assert not is_resolved(store, Ledger((Decision("rename", entity=iri(store, "Tim Walz"), name="T. Walz"),)))


def test_a_ledger_is_lines_of_json_that_people_can_read(tmp_path: Path) -> None:
    path = beside(tmp_path / "news.kg")
    pair = ("https://a.example/1", "https://a.example/2")
    decisions = (Decision("merge", entities=pair, by="anna", on="2026-11-25", why="“same”"),
                 Decision("confirm", statement="https://a.example/s"))
    for decision in decisions:
        append(path, decision)
    assert read(path).decisions == decisions
    assert json.loads(path.read_text("utf-8").splitlines()[0]) == {
        "decision": "merge", "entities": ["https://a.example/1", "https://a.example/2"], "by": "anna", "on": "2026-11-25",
        "why": "“same”"}


@pytest.mark.parametrize(("line", "says"), [
    ("nonsense", "no decision"), ('{"decision": "burn"}', "no decision"), ("[]", "no decision"),
    ('{"decision": "merge", "entities": ["https://a.example/1"]}', "a decision to merge lacks two entities"),
    ('{"decision": "rename", "entity": "https://a.example/1"}', "a decision to rename lacks a name"),
    ('{"decision": "reject", "statement": "not an IRI"}', "no IRI: 'not an IRI'"),
    ('{"decision": "reject", "statement": "https://a.example/> } ; DROP ALL"}', "no IRI"),
    ('{"decision": "confirm", "statement": "https://a.example/s", "on": "yesterday"}', "no day: 'yesterday'"),
    ('{"decision": "confirm", "statement": "https://a.example/s", "mood": 1}', "no decision"),
])
def test_a_line_that_is_no_decision_is_told_with_its_number(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('{"decision": "confirm", "statement": "https://a.example/s"}\n\n' + line + "\n", "utf-8")
    with pytest.raises(DecisionError) as error:
        read(path)
    assert says in str(error.value)
    assert "d.jsonl, line 3" in str(error.value)


def test_a_type_that_is_none_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownTermError, match="valid: one of Agency"):
        append(tmp_path / "d.jsonl", Decision("retype", entity="https://a.example/1", type="Persn"))
