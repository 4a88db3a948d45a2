"""Entities are linked to records of an authority file where nothing is left open; the rest is left to a person."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.main import run
from kg.graph import Graph
from kg.identity.doubts import doubts
from kg.identity.ledger import Decision, Ledger
from kg.identity.records import Record, keep
from kg.identity.resolution import is_resolved, resolve, take_off
from kg.identity.terms import IDENTITY, SAME_AS
from kg.rdf.assertion import quads
from kg.rdf.iris import article_iri, term
from kg.rdf.prefixes import DCTERMS
from kg.rdf.validation import validate
from kg.store.embedded import EmbeddedStore
from tests.identity.conftest import RUN, Tell, Told, called, iri

MAYOR = ["0 holdsPosition 1", "1 positionAt 2"]
WEBER = Told("weber", ["Person: Ann Marie Weber", "Position: Mayor", "City: Duluth", "State: Minnesota"], MAYOR)
RECORD = Record("https://registry.example/17", "Ann Marie Weber", "Person")


def linked(store: EmbeddedStore, *records: Record, ledger: Ledger | None = None) -> dict[str, str]:
    """Label -> identifier of the record that it is linked to."""
    keep(store, records)
    told = resolve(store, ledger or Ledger())
    labels = {q.subject.value: q.object.value for q in store.quads if q.predicate.value.endswith("#label")}
    return {labels[match.entity]: match.record.identifier for match in told.links}


def test_the_only_bearer_of_a_name_is_linked_to_the_only_record_of_it(tell: Tell) -> None:
    store = tell(WEBER)
    assert linked(store, RECORD) == {"Ann Marie Weber": RECORD.identifier}
    assert ox.NamedNode(RECORD.iri) in {q.object for q in store.quads.quads_for_pattern(
        ox.NamedNode(iri(store, "Ann Marie Weber")), SAME_AS, None, None)}
    assert validate(store.quads) == []


def test_an_identifier_that_is_no_iri_is_one_of_the_entity(tell: Tell) -> None:
    store = tell(WEBER)
    linked(store, Record("leg:17", "Ann Marie Weber", "Person"))
    found = store.quads.quads_for_pattern(None, ox.NamedNode(DCTERMS + "identifier"), ox.Literal("leg:17"), None)
    assert [q.subject.value for q in found] == [iri(store, "Ann Marie Weber")]


@pytest.mark.parametrize("record", [
    Record("a:1", "Anne-Marie Weber", "Person", ("Ann Marie Weber",)),
    Record("a:1", "Mayor Ann Marie Weber", "Person"),
], ids=lambda record: record.label)
def test_aliases_and_titles_are_looked_through(tell: Tell, record: Record) -> None:
    assert linked(tell(WEBER), record) == {"Ann Marie Weber": "a:1"}


@pytest.mark.parametrize("record", [
    Record("a:1", "Ann Marie Weber", "County"),
    Record("a:1", "Ann Louise Weber", "Person"),
    Record("a:1", "Weber", "Person"),
    Record("a:1", "Ann Marie Weber", "Person", place="Houston, Texas"),
    Record("a:1", "Ann Marie Weber", "Person", office="sheriff"),
], ids=lambda record: f"{record.label} {record.type} {record.place or record.office or ''}")
def test_another_type_name_place_or_office_is_not_linked(tell: Tell, record: Record) -> None:
    assert linked(tell(WEBER), record) == {}


TWO = (Record("a:mn", "Ann Marie Weber", "Person", place="Duluth, Minnesota"),
       Record("a:tx", "Ann Marie Weber", "Person", place="Houston, Texas"))


def test_of_two_records_of_a_name_the_place_decides(tell: Tell) -> None:
    assert linked(tell(WEBER), *TWO) == {"Ann Marie Weber": "a:mn"}


def test_a_name_that_two_records_bear_is_left_to_a_person(tell: Tell) -> None:
    store = tell(Told("bare", ["Person: Ann Marie Weber"]))
    assert linked(store, *TWO) == {}
    shown = [candidate for candidate in doubts(store.quads).candidates if "record a:mn" in (s.title for s in candidate.sides)]
    assert [side.words for side in shown[0].sides if side.articles == 0] == ["Duluth, Minnesota"]


def test_a_person_decides_by_merge_and_apart(tell: Tell) -> None:
    store = tell(Told("bare", ["Person: Ann Marie Weber"]))
    entity = iri(store, "Ann Marie Weber")
    merge = Decision("merge", entities=(entity, TWO[1].iri), by="anna", why="she moved")
    assert linked(store, *TWO, ledger=Ledger((merge,))) == {"Ann Marie Weber": "a:tx"}
    assert {q.object.value for q in store.quads.quads_for_pattern(None, term("decidedBy"), None, None)} == {"anna"}
    apart = tuple(Decision("apart", entities=(entity, record.iri)) for record in TWO)
    told = resolve(store, Ledger(apart))
    assert (told.links, told.candidates, told.stale) == ((), (), ())


def test_entities_of_two_records_are_never_one(tell: Tell) -> None:
    full, nickname = (Told(name, [f"Person: {name} Walz", "Position: Governor", "State: Minnesota"], MAYOR)
                      for name in ("Tim", "Timothy"))
    store = tell(full, nickname)
    resolve(store)
    assert called(store, "Person") == ["Tim Walz"]
    records = (Record("a:1", "Tim Walz", "Person"), Record("a:2", "Timothy Walz", "Person"))
    assert linked(store, *records) == {}  # either may be either
    pairs = ((iri(store, "Tim Walz"), records[0].iri), (next(iter(merged(store))), records[1].iri))
    found = linked(store, *records, ledger=Ledger(tuple(Decision("merge", entities=pair) for pair in pairs)))
    assert found == {"Tim Walz": "a:1", "Timothy Walz": "a:2"}
    assert called(store, "Person") == ["Tim Walz", "Timothy Walz"]


def merged(store: EmbeddedStore) -> set[str]:
    """The entities as read that are others."""
    return {q.subject.value for q in store.quads.quads_for_pattern(None, SAME_AS, None, IDENTITY)}


def test_entities_of_one_record_are_one(tell: Tell) -> None:
    store = tell(Told("one", ["Organization: Duluth Harbor Trust"]), Told("two", ["Organization: Lakeside Dock Company"]))
    trust = Record("a:1", "Duluth Harbor Trust", "Organization", ("Lakeside Dock Company",))
    assert set(linked(store, trust).values()) == {"a:1"}
    assert len(called(store, "Organization")) == 1


def test_a_county_known_by_fips_is_no_other_county(tell: Tell) -> None:
    jackson = Told("one", ["County: Jackson County", "State: Minnesota"], ["0 locatedIn 1"])
    assert linked(tell(jackson), Record("fips:39079", "Jackson County", "County")) == {}
    ours = Record("fips:27063", "Jackson County", "County", place="fips:27")
    assert linked(tell(jackson), ours) == {"Jackson County": "fips:27063"}


def test_a_name_that_every_town_has_needs_its_place(tell: Tell) -> None:
    police = Told("one", ["Agency: Harbor Police Department", "City: Duluth", "State: Minnesota"], ["0 locatedIn 1"])
    assert linked(tell(police), Record("a:1", "Harbor Police Department", "Agency")) == {}
    ours = Record("a:1", "Harbor Police Department", "Agency", place="Duluth")
    assert linked(tell(police), ours) == {"Harbor Police Department": "a:1"}


def test_links_are_decisions_with_score_reasons_and_the_run_that_made_them(tell: Tell) -> None:
    store = tell(WEBER)
    linked(store, RECORD)
    (node,) = (q.subject for q in store.quads.quads_for_pattern(None, None, term("AuthorityLink"), None))
    told = {q.predicate.value.split("#")[-1]: q.object for q in store.quads.quads_for_pattern(node, None, None, None)}
    assert float(told["score"].value) > 0.9
    assert told["reason"].value == "name: same"
    run_ = told["wasGeneratedBy"]
    assert list(store.quads.quads_for_pattern(run_, term("softwareVersion"), None, None))


def test_links_come_off_to_the_last_byte(tell: Tell) -> None:
    store = tell(WEBER)
    before = store.dump()
    resolve(store)
    resolved = store.dump()
    assert linked(store, RECORD)
    assert linked(store) == {}
    assert store.dump() == resolved
    take_off(store)
    assert store.dump() == before


def test_the_order_of_articles_and_records_does_not_show(tell: Tell) -> None:
    others = [Told("bare", ["Person: Ann Marie Weber", "State: Texas"]), Told("sur", ["Person: Weber", "City: Duluth"])]
    one, other = tell(WEBER, *others), tell(*others[::-1], WEBER)
    linked(one, *TWO)
    linked(other, *TWO[::-1])
    assert one.dump() == other.dump()


def test_articles_that_come_later_are_linked_too(tell: Tell) -> None:
    store = tell()
    assert linked(store, RECORD) == {}
    extraction = WEBER.extraction()
    store.replace(article_iri(extraction.article), quads(extraction, RUN))
    assert not is_resolved(store)
    assert [match.record for match in resolve(store).links] == [RECORD]


def asked(store: Path, pattern: str) -> bool:
    with Graph(store) as graph:
        return any(True for _ in graph.query(f"SELECT * {{ {pattern} }}").rows())


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, mine = tmp_path / "news.kg", tmp_path / "mine.csv"
    (tmp_path / "a.txt").write_text("Mayor Ann Weber of Duluth, Minnesota, praised the harbor plan on Monday.\n", "utf-8")
    assert run(["build", str(tmp_path / "a.txt"), "--store", str(store)]) == 0
    mine.write_text("identifier,label,type\nhttps://registry.example/17,Ann Weber,Person\na:2,Vale County,County\n", "utf-8")
    assert run(["link", str(mine), "--store", str(store)]) == 0
    assert "2 records, 1 found in the graph, 0 doubtful" in capsys.readouterr().err
    assert asked(store, "?who rdfs:label 'Ann Weber' ; owl:sameAs <https://registry.example/17>")
    (tmp_path / "b.txt").write_text("Ann Weber of Duluth, Minnesota, met Vale County officials on Friday.\n", "utf-8")
    assert run(["build", str(tmp_path / "b.txt"), "--store", str(store)]) == 0
    assert "entities linked to records" in capsys.readouterr().err
    assert run(["link", "--remove", "--store", str(store)]) == 0
    assert not asked(store, "?record a kg:AuthorityRecord")
    assert not asked(store, "?who owl:sameAs <https://registry.example/17>")


@pytest.mark.parametrize(("words", "code", "says"), [
    (["link"], 2, "either an AUTHORITY or --remove"), (["link", "--remove", "mine.csv"], 2, "either an AUTHORITY or --remove"),
    (["link", "mine.csv"], 1, "there is no store"),
])
def test_what_cannot_be_linked_is_said(words: list[str], code: int, says: str, tmp_path: Path,
                                       capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--store", str(tmp_path / "none.kg")]) == code
    assert says in capsys.readouterr().err
