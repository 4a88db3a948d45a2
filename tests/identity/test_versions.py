"""A corrected version of an article supersedes the old one, whose statements are withdrawn and can still be asked for."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.main import run
from kg.graph import Graph
from kg.identity.ledger import Decision, Ledger
from kg.identity.resolution import resolve, take_off
from kg.identity.terms import PREDICATE
from kg.model import Article, Entity, Extraction, Mention, Span, Statement
from kg.network.projection import Projection
from kg.network.selection import Selection
from kg.query.questions import questions
from kg.query.statistics import statistics
from kg.rdf.assertion import quads
from kg.rdf.iris import article_iri, facts_graph, term
from kg.rdf.prefixes import PREFIXES
from kg.rdf.validation import validate
from kg.rdf.verification import verify
from kg.store.embedded import EmbeddedStore
from tests.identity.conftest import RUN, Tell

URL = "https://example.org/story"


def version(day: int, *names: str, url: str | None = URL, **record: str) -> Extraction:
    """An article in which the first entity, an agency, criticizes the others, who are people."""
    text = ". ".join(names) + f". {day}"
    starts = [text.index(name) for name in names]
    entities = tuple(Entity(id=str(n), type="Person" if n else "Agency", name=name,
                            mentions=(Mention(start=s, end=s + len(name)),))
                     for n, (name, s) in enumerate(zip(names, starts, strict=True)))
    said = tuple(Statement(subject="0", predicate="criticizes", object=e.id, evidence=(Span(0, 3),), confidence=0.8)
                 for e in entities[1:])
    article = Article(id="story", text=text, title=f"Version {day}", published=f"2026-02-0{day}", url=url, **record)
    return Extraction(article=article, entities=entities, statements=said)


FIRST = version(4, "ICE", "Jon Smyth", "Jane Doe")
SECOND = version(5, "ICE", "John Smith", "Jane Doe")
OTHER = version(4, "ICE", "Jane Doe", url="https://example.org/other")


def put(store: EmbeddedStore, *extractions: Extraction) -> EmbeddedStore:
    for extraction in extractions:
        store.replace(article_iri(extraction.article), quads(extraction, RUN))
    return store


def rows(store: EmbeddedStore, query: str) -> list[list[str]]:
    found = store.quads.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    return [[term_.value if term_ is not None else "" for term_ in row] for row in found]


def criticized(store: EmbeddedStore) -> list[str]:
    return [name for (name,) in rows(store, "SELECT ?n { ?a kg:criticizes/rdfs:label ?n } ORDER BY ?n")]


def test_what_only_the_old_version_states_is_a_fact_no_longer(tell: Tell) -> None:
    store = put(tell(), FIRST, SECOND)
    assert resolve(store).withdrawn == 1
    assert criticized(store) == ["Jane Doe", "John Smith"]
    assert not list(store.quads.quads_for_pattern(None, None, None, facts_graph(article_iri(FIRST.article))))
    people = "SELECT ?n { ?p a kg:Person ; rdfs:label ?n FILTER(STRSTARTS(?n, 'J')) } ORDER BY ?n"
    assert rows(store, people) == [["Jane Doe"], ["John Smith"]]
    assert rows(store, "SELECT ?e { ?e skos:altLabel|rdfs:label 'Jon Smyth' }") == []


def test_the_named_question_tells_what_was_withdrawn_when_and_by_which_version(tell: Tell) -> None:
    store = put(tell(), FIRST, SECOND)
    resolve(store)
    names = [v.value for v in store.quads.query(questions()["withdrawn"].text, prefixes=dict(PREFIXES)).variables]
    told = [dict(zip(names, row, strict=True)) for row in rows(store, questions()["withdrawn"].text)]
    assert [(t["object"], t["article"], t["withdrawnBy"], t["withdrawnOn"], t["statedAgain"]) for t in told] == [
        ("Jane Doe", "Version 4", "Version 5", "2026-02-05", "true"),
        ("Jon Smyth", "Version 4", "Version 5", "2026-02-05", "false")]
    assert all(t["quote"] == "ICE" for t in told)


def test_no_other_question_count_or_network_sees_it(tell: Tell) -> None:
    once, twice = put(tell(), SECOND), put(tell(), FIRST, SECOND)
    resolve(once)
    resolve(twice)
    for name, question in questions().items():
        if name != "withdrawn":
            assert rows(twice, question.text) == rows(once, question.text), name
    apart = {"earlier versions of articles": {"all": 1}, "withdrawn statements by relation": {"criticizes": 2}}
    assert statistics(twice.quads) == statistics(once.quads) | apart
    everything = Selection(include=frozenset({"all"}))
    nodes = [list(Projection(store.quads, everything).nodes()) for store in (once, twice)]
    assert nodes[0] == nodes[1]


def test_the_order_in_which_dated_versions_come_does_not_show(tell: Tell) -> None:
    third = version(6, "ICE", "John Smith")
    dumps = set()
    for order in permutations((FIRST, SECOND, third)):
        store = put(tell(), *order)
        resolve(store)
        dumps.add(store.dump())
    assert len(dumps) == 1
    assert criticized(store) == ["John Smith"]


def test_an_undated_version_is_newer_when_it_comes_later_and_read_again_it_stays_so(tell: Tell) -> None:
    one, other = (Extraction(article=Article(id="a", text=text, url=URL)) for text in ("One.", "Other."))
    store = put(tell(), one, other, one)
    resolve(store)
    (quad,) = store.quads.quads_for_pattern(None, term("supersededBy"), None, None)
    assert (quad.subject, quad.object) == (article_iri(one.article), article_iri(other.article))


def test_the_old_version_stands_again_when_the_new_one_is_removed(tell: Tell) -> None:
    store, alone = put(tell(), FIRST, SECOND, OTHER), put(tell(), FIRST, OTHER)
    resolve(store)
    store.remove(article_iri(SECOND.article))
    resolve(store)
    resolve(alone)
    assert store.dump() == alone.dump()


def test_it_comes_off_to_the_last_byte(tell: Tell) -> None:
    store = put(tell(), FIRST, SECOND, OTHER)
    before = store.dump()
    resolve(store)
    take_off(store)
    assert store.dump() == before


def test_resolved_step_by_step_it_is_the_same(tell: Tell) -> None:
    grown, whole = tell(), put(tell(), FIRST, OTHER, SECOND)
    for extraction in (SECOND, FIRST, OTHER):
        put(grown, extraction)
        resolve(grown)
    resolve(whole)
    assert grown.dump() == whole.dump()
    assert not resolve(grown).changed


def test_it_conforms_and_its_quotations_still_stand(tell: Tell) -> None:
    store = put(tell(), FIRST, SECOND, OTHER)
    resolve(store)
    assert validate(store.quads) == []
    assert list(verify(store.quads)) == []


def test_a_withdrawn_statement_with_a_predicate_does_not_conform(tell: Tell) -> None:
    store = put(tell(), FIRST, SECOND)
    resolve(store)
    kept = next(q for q in store.quads.quads_for_pattern(None, term("predicateAsRead"), None, None))
    store.quads.add(ox.Quad(kept.subject, PREDICATE, kept.object, kept.graph_name))
    assert "A withdrawn statement has no rdf:predicate, but a kg:predicateAsRead." in {v.message for v in validate(store.quads)}


def test_a_name_of_the_old_version_alone_is_no_name_of_the_entity(tell: Tell) -> None:
    store = put(tell(), version(4, "ICE", "Gov. Jane Doe"), version(5, "ICE", "Jane Doe"))
    resolve(store)
    assert criticized(store) == ["Jane Doe"]
    assert rows(store, "SELECT ?n { ?e rdfs:label 'Jane Doe' ; skos:altLabel ?n }") == [["Jane Doe"]]


def test_a_correction_is_no_reprint(tell: Tell) -> None:
    words = " ".join(f"word{n}" for n in range(60))
    both = [Extraction(article=Article(id="a", text=f"{words} {end}", url=URL, published=f"2026-02-0{n}"))
            for n, end in enumerate(("gray", "green"), 4)]
    store = put(tell(), *both)
    resolve(store)
    assert not list(store.quads.quads_for_pattern(None, term("reprintOf"), None, None))


def test_a_rejected_statement_stays_rejected_in_a_version_that_stands(tell: Tell) -> None:
    store = put(tell(), FIRST, SECOND)
    article = article_iri(SECOND.article)
    statement = min(q.subject.value for q in store.quads.quads_for_pattern(None, None, term("Statement"), article))
    resolve(store, Ledger((Decision("reject", statement=statement),)))
    kinds = {q.object.value.split("#")[-1] for q in store.quads if q.predicate.value.endswith("#type")}
    assert {"RejectedStatement", "WithdrawnStatement"} <= kinds
    resolve(store)
    assert criticized(store) == ["Jane Doe", "John Smith"]


def test_built_from_records_with_the_date_of_their_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = {"id": "a", "url": URL, "published": "2026-02-04"}
    records = [one | {"modified": "2026-02-06", "text": "ICE arrested Ann Weber on Monday."},
               one | {"text": "ICE arrested Luis Ortega on Monday."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    assert run(["build", str(tmp_path / "a.jsonl"), "--store", str(tmp_path / "s.kg")]) == 0
    assert "1 articles of which a later version has taken the place" in capsys.readouterr().err
    with Graph(tmp_path / "s.kg") as graph:
        arrested = graph.query("SELECT ?n { ?ice kg:arrests/rdfs:label ?n }").rows()
        assert [row[0].value for row in arrested] == ["Ann Weber"]
    assert run(["query", "--store", str(tmp_path / "s.kg"), "withdrawn"]) == 0
    assert "Luis Ortega" in capsys.readouterr().out
    assert run(["build", str(tmp_path / "a.jsonl"), "--store", str(tmp_path / "s.kg")]) == 0
    assert "0 articles read, 2 held already" in capsys.readouterr().err
