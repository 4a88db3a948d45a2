"""Which entities of different articles are one: never by a guess, and never against what forbids it."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.identity import layer
from kg.identity.doubts import doubts
from kg.identity.layer import lay
from kg.identity.ledger import Decision, Ledger
from kg.identity.overlay import Overlay
from kg.identity.resolution import is_resolved, resolve, take_off
from kg.rdf.assertion import quads
from kg.rdf.iris import article_iri, term
from kg.rdf.prefixes import PREFIXES
from kg.rdf.validation import validate
from kg.rdf.verification import verify
from kg.store.embedded import EmbeddedStore
from tests.identity.conftest import RUN, Tell, Told, called, iri

GOVERNOR = ["0 holdsPosition 1", "1 positionAt 2"]
WALZ = Told("full", ["Person: Tim Walz", "Position: Governor", "State: Minnesota"], GOVERNOR)


@pytest.mark.parametrize("other", [
    Told("surname", ["Person: Walz", "Position: Governor", "State: Minnesota"], GOVERNOR),
    Told("title", ["Person: Gov. Walz", "Position: Governor", "State: Minnesota"], GOVERNOR),
    Told("nickname", ["Person: Timothy Walz", "Position: Governor", "State: Minnesota"], GOVERNOR),
    Told("middle", ["Person: Tim J. Walz", "State: Minnesota"]),
    Told("initial", ["Person: T. Walz", "Position: Governor", "State: Minnesota"], GOVERNOR),
], ids=lambda told: told.id)
def test_a_person_is_one_under_every_form_of_the_name(tell: Tell, other: Told) -> None:
    store = tell(WALZ, other)
    resolve(store)
    assert len(called(store, "Person")) == 1


def test_a_name_with_a_wrong_letter_is_one_where_the_office_is(tell: Tell) -> None:
    said = ["0 holdsPosition 1", "1 positionAt 2"]
    entities = ["Position: Press Secretary", "Agency: White House", "City: Duluth"]
    store = tell(*(Told(name, [f"Person: Karoline {name}", *entities], said) for name in ("Leavitt", "Leavit")))
    resolve(store)
    assert called(store, "Person") == ["Karoline Leavit"] or called(store, "Person") == ["Karoline Leavitt"]


@pytest.mark.parametrize("other", [
    Told("wife", ["Person: Gwen Walz", "State: Minnesota"]),
    Told("elsewhere", ["Person: Walz", "Position: Sheriff", "State: Texas"], GOVERNOR, "2024-01-01"),
    Told("junior", ["Person: Tim Walz Jr.", "State: Minnesota"]),
    Told("none", ["Person: Walz"], [], "2024-01-01"),
], ids=lambda told: told.id)
def test_two_people_are_never_made_one(tell: Tell, other: Told) -> None:
    first = WALZ if other.id != "junior" else Told("senior", ["Person: Tim Walz Sr.", "State: Minnesota"])
    store = tell(first, other)
    resolve(store)
    assert len(called(store, "Person")) == 2


def test_a_surname_that_two_people_may_bear_is_left_to_a_person(tell: Tell) -> None:
    store = tell(WALZ, Told("wife", ["Person: Gwen Walz", "Position: Governor", "State: Minnesota"], GOVERNOR),
                 Told("torn", ["Person: Walz", "Position: Governor", "State: Minnesota"], GOVERNOR))
    told = resolve(store)
    assert called(store, "Person") == ["Gwen Walz", "Tim Walz", "Walz"]
    assert len(told.candidates) == 2


def test_what_one_article_tells_apart_stays_apart(tell: Tell) -> None:
    store = tell(Told("both", ["Person: Walz", "Person: Tim Walz", "Position: Governor", "State: Minnesota"],
                      ["0 holdsPosition 2", "1 holdsPosition 2", "2 positionAt 3"]))
    resolve(store)
    assert called(store, "Person") == ["Tim Walz", "Walz"]


def test_no_chain_joins_what_cannot_be_one(tell: Tell) -> None:
    """Two men of one initial: the one of the initial alone goes to neither."""
    people = [Told(name, [f"Person: {name} Smith", "Position: Sheriff", "County: Polk County", "State: Iowa"],
                   ["0 holdsPosition 1", "1 positionAt 2"]) for name in ("John", "James", "J.")]
    store = tell(*people)
    resolve(store)
    assert called(store, "Person") == ["J. Smith", "James Smith", "John Smith"]


def test_an_office_is_one_where_its_holder_is(tell: Tell) -> None:
    store = tell(Told("one", ["Person: Tom Homan", "Position: border czar"], ["0 holdsPosition 1"]),
                 Told("two", ["Person: Tom Homan", "Position: border czar"], ["0 holdsPosition 1"]),
                 Told("three", ["Person: Ann Weber", "Position: border czar"], ["0 holdsPosition 1"]))
    resolve(store)
    assert len(called(store, "Position")) == 2


def test_a_killing_is_one_where_its_victim_is(tell: Tell) -> None:
    def death(id: str, victim: str, event: str, day: str = "2026-01-10") -> Told:
        return Told(id, [f"Person: {victim}", f"Event: {event}", "City: Minneapolis", "State: Minnesota"],
                    ["0 victimOf 1", "1 takesPlaceIn 2"], day)

    store = tell(death("one", "Renee Good", "killing of Renee Good"), death("two", "Renee Good", "killing"),
                 death("three", "Alex Pretti", "killing"))
    resolve(store)
    assert len(called(store, "Event")) == 2


def test_a_body_is_one_in_another_order_of_words(tell: Tell) -> None:
    store = tell(Told("one", ["Organization: Institute for River Studies", "City: Duluth"]),
                 Told("two", ["Organization: River Studies Institute", "City: Duluth"]))
    resolve(store)
    assert len(called(store, "Organization")) == 1


def test_a_body_of_a_kind_that_every_town_has_needs_more(tell: Tell) -> None:
    store = tell(Told("one", ["Agency: Harbor Safety Department"]), Told("two", ["Agency: Department of Harbor Safety"]))
    resolve(store)
    assert len(called(store, "Agency")) == 2


def test_two_authorities_are_never_one(tell: Tell) -> None:
    store = tell(Told("one", ["County: Jackson County", "State: Minnesota"]),
                 Told("two", ["County: Jackson County", "State: Ohio"]))
    resolve(store)
    assert len(called(store, "County")) == 2


ARTICLES = (WALZ, Told("surname", ["Person: Walz", "Position: Governor", "State: Minnesota"], [*GOVERNOR, "0 criticizes 2"]),
            Told("nickname", ["Person: Timothy Walz", "Person: Tom Homan", "State: Minnesota"], ["0 criticizes 1"]),
            Told("torn", ["Person: Homan", "Agency: ICE", "State: Minnesota"], ["0 memberOf 1"]))


def test_the_order_of_articles_does_not_show(tell: Tell) -> None:
    dumps = set()
    for seed in range(6):
        articles = list(ARTICLES)
        random.Random(seed).shuffle(articles)  # noqa: S311
        store = tell(*articles)
        resolve(store)
        dumps.add(store.dump())
    assert len(dumps) == 1


def test_articles_that_come_later_find_who_was_known_before(tell: Tell) -> None:
    whole = tell(*ARTICLES)
    resolve(whole)
    grown = tell(ARTICLES[3])
    for number in (2, 1, 0):
        resolve(grown)
        extraction = ARTICLES[number].extraction()
        grown.replace(article_iri(extraction.article), quads(extraction, RUN))
    resolve(grown)
    assert grown.dump() == whole.dump()


def test_every_statement_has_its_words_and_the_graph_conforms(tell: Tell) -> None:
    store = tell(*ARTICLES)
    assert resolve(store).merged >= 2
    assert validate(store.quads) == []
    assert list(verify(store.quads)) == []


def test_a_merged_entity_redirects_and_its_names_go_along(tell: Tell) -> None:
    store = tell(*ARTICLES)
    before = iri(store, "Timothy Walz")
    resolve(store)
    rows = list(store.quads.query(f"""SELECT ?now ?name {{ <{before}> <http://www.w3.org/2002/07/owl#sameAs> ?now .
        ?now <http://www.w3.org/2004/02/skos/core#altLabel> ?name }} ORDER BY ?name""", use_default_graph_as_union=True))
    assert {row["now"].value for row in rows} == {iri(store, "Tim Walz")}
    assert [row["name"].value for row in rows] == ["Tim Walz", "Timothy Walz", "Walz"]


def test_plain_facts_speak_of_who_it_is(tell: Tell) -> None:
    store = tell(*ARTICLES)
    resolve(store)
    query = "ASK { ?who rdfs:label 'Tim Walz' ; kg:criticizes ?homan . ?homan rdfs:label 'Tom Homan' }"
    assert bool(store.quads.query(query, use_default_graph_as_union=True, prefixes=dict(PREFIXES)))


def test_what_is_resolved_is_not_resolved_again(tell: Tell) -> None:
    store = tell(*ARTICLES)
    assert not is_resolved(store)
    assert resolve(store).changed
    assert is_resolved(store)
    assert not resolve(store).changed


def test_the_layer_comes_off_to_the_last_byte(tell: Tell) -> None:
    store = tell(*ARTICLES)
    before = store.dump()
    resolve(store)
    assert store.dump() != before
    assert take_off(store)
    assert store.dump() == before


@pytest.mark.parametrize("cut", [resolve, take_off])
def test_a_layer_that_is_cut_off_at_any_step_comes_to_the_same(tell: Tell, monkeypatch: pytest.MonkeyPatch,
                                                               cut: Callable[[EmbeddedStore], object]) -> None:
    monkeypatch.setattr(layer, "STEP", 1)
    read, whole = tell(*ARTICLES).dump(), laid(tell(*ARTICLES)).dump()
    for steps in count():
        store = laid(tell(*ARTICLES)) if cut is take_off else tell(*ARTICLES)
        with monkeypatch.context() as cutting:
            cutting.setattr(store, "change", cut_off(store.change, steps))
            try:
                cut(store)
            except KeyboardInterrupt:
                assert is_resolved(store) == (cut is take_off and steps == 0)
            else:
                break
        assert laid(store).dump() == whole
        take_off(store)
        assert store.dump() == read
    assert steps > 5


def laid(store: EmbeddedStore) -> EmbeddedStore:
    resolve(store)
    return store


def cut_off(change: Callable[..., None], steps: int) -> Callable[..., None]:
    """Changes of a store, of which only the first few are made."""
    left = iter(range(steps))

    def some(*quads: set[ox.Quad]) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        change(*quads)

    return some


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_overlay_comes_off_to_the_last_byte(tell: Tell, data: st.DataObject) -> None:
    store = tell(*ARTICLES)
    before = store.dump()
    entities = sorted({q.subject.value for q in store.quads.quads_for_pattern(None, term("nameInArticle"), None, None)})
    statements = sorted({q.subject.value for q in store.quads.quads_for_pattern(None, None, term("Statement"), None)})
    articles = [a.value for a in store.articles()]
    some = st.sampled_from(entities)
    for _ in range(2):
        target = data.draw(some)
        same = {e: target for e in data.draw(st.sets(some, max_size=4)) if e != target}
        lay(store, Overlay(
            same=same, split={(data.draw(st.sampled_from(articles)), data.draw(some)): "https://w3id.org/newskg/id/entity/x"},
            types={data.draw(some): "Law"}, labels={data.draw(some): "Another name"},
            rejected=frozenset(data.draw(st.sets(st.sampled_from(statements), max_size=3)))))
    lay(store, Overlay())
    assert store.dump() == before


def test_an_empty_store_has_nothing_to_resolve() -> None:
    assert resolve(EmbeddedStore()).entities == 0


def officials(*offices: str) -> list[Told]:
    """Articles about John Smith, in an office of a county of a state each."""
    return [Told(f"{n}", ["Person: John Smith", f"Position: {office}", f"County: {county}", f"State: {state}"],
                 ["0 holdsPosition 1", "1 positionAt 2"])
            for n, (office, county, state) in enumerate(part.split(", ") for part in offices)]


def test_two_officials_of_one_name_in_two_states_are_two(tell: Tell) -> None:
    store = tell(*officials("Sheriff, Polk County, Iowa", "Sheriff, Polk County, Iowa", "Sheriff, Lake County, Montana"))
    resolve(store)
    assert called(store, "Person") == ["John Smith", "John Smith"]
    query = "SELECT (COUNT(?s) AS ?n) { ?s rdf:subject ?who ; rdf:predicate kg:holdsPosition } GROUP BY ?who ORDER BY ?n"
    rows = store.quads.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    assert [int(row["n"].value) for row in rows] == [1, 2]


def test_an_official_who_rises_within_a_state_is_one(tell: Tell) -> None:
    store = tell(*officials("Sheriff, Polk County, Iowa", "Supervisor, Dallas County, Iowa"))
    resolve(store)
    assert called(store, "Person") == ["John Smith"]


def party(id: str, *names: str, state: str, party: str) -> Told:
    return Told(id, [*(f"Person: {name}" for name in names), f"PoliticalParty: {party}", f"State: {state}"], ["0 memberOf 1"])


def test_people_of_one_name_in_two_parties_and_two_states_are_two(tell: Tell) -> None:
    store = tell(party("one", "John Smith", state="Iowa", party="Democratic Party"),
                 party("two", "John Smith", state="Iowa", party="Democratic Party"),
                 party("three", "John Smith", state="Montana", party="Republican Party"))
    resolve(store)
    assert called(store, "Person") == ["John Smith", "John Smith"]


@pytest.mark.parametrize("other", [
    party("two", "John Smith", state="Iowa", party="Republican Party"),
    party("two", "John Smith", state="Montana", party="Democratic Party"),
], ids=["who has changed the party", "who is told of in two states"])
def test_a_person_may_be_one_all_the_same(tell: Tell, other: Told) -> None:
    store = tell(party("one", "John Smith", state="Iowa", party="Democratic Party"), other)
    resolve(store)
    assert called(store, "Person") == ["John Smith"]


TWO = officials("Sheriff, Polk County, Iowa", "Sheriff, Lake County, Montana")


def test_a_name_taken_apart_is_shown_with_what_tells_it(tell: Tell) -> None:
    store = tell(*TWO)
    resolve(store)
    (apart,) = doubts(store.quads).apart
    assert sorted(apart.reasons) == ["offices in Iowa", "offices in Montana"]
    assert [(side.label, side.articles) for side in apart.sides] == [("John Smith", 1)] * 2
    assert all("John Smith" in side.words for side in apart.sides)
    assert validate(store.quads) == []


def test_a_person_makes_them_one_again_and_may_take_that_back(tell: Tell) -> None:
    store = tell(*TWO)
    as_read = iri(store, "John Smith")
    resolve(store)
    before = store.dump()
    (apart,) = doubts(store.quads).apart
    ledger = Ledger((Decision("merge", entities=tuple(side.iri for side in apart.sides), by="anna"),))
    told = resolve(store, ledger)
    assert called(store, "Person") == ["John Smith"]
    assert iri(store, "John Smith") == as_read
    assert told.stale == ()
    assert doubts(store.quads).apart == ()
    assert not resolve(store, ledger).changed
    resolve(store)
    assert store.dump() == before
