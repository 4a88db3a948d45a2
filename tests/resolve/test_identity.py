"""Which entities of two articles are one: never two people or bodies by a guess, and one body under all its names."""

from __future__ import annotations

import pytest

from kg import authorities
from kg.model import Article, Entity, Extraction, Mention, Statement
from kg.rdf.iris import article_iri, entity_iri
from kg.resolve.identity import identities

Named = tuple[str, str]  # type, name


def iris(*entities: Named, said: tuple[tuple[int, str, int], ...] = (), kind: str = "name", id: str = "a") -> list[str]:
    """The IRIs of entities that one article names; ``said`` are relations between them, by position."""
    text = " ; ".join(name for _, name in entities)
    found, start = [], 0
    for number, (type_, name) in enumerate(entities):
        found.append(Entity(id=str(number), type=type_, name=name,
                            mentions=(Mention(start=start, end=start + len(name), kind=kind),)))  # type: ignore[arg-type]
        start += len(name) + 3
    statements = tuple(Statement(subject=str(s), predicate=p, object=str(o)) for s, p, o in said)
    extraction = Extraction(article=Article(id=id, text=text), entities=tuple(found), statements=statements)
    known = identities(extraction)
    return [entity_iri(article_iri(extraction.article), e.type, known[e.id]).value for e in found]


def same(one: list[str], other: list[str]) -> bool:
    return one[0] == other[0]


@pytest.mark.parametrize(("one", "other"), [
    ([("Person", "Tim Walz")], [("Person", "Tim Walz"), ("State", "Minnesota")]),
    ([("Person", "Gov. Tim Walz")], [("Person", "Tim Walz")]),
    ([("Person", "Mr. José Peña")], [("Person", "Jose Pena")]),
    ([("Agency", "ICE")], [("Agency", "U.S. Immigration and Customs Enforcement")]),
    ([("Agency", "Immigration and Customs Enforcement")], [("Agency", "ICE"), ("State", "Minnesota")]),
    ([("Agency", "DHS")], [("Agency", "Department of Homeland Security")]),
    ([("County", "Hennepin County")], [("County", "Hennepin County"), ("State", "Minnesota")]),
    ([("County", "Jackson County"), ("State", "Minnesota")], [("County", "Jackson County"), ("State", "Minn.")]),
    ([("Agency", "Hennepin County Sheriff's Office")],
     [("Agency", "Hennepin County Sheriff’s Office"), ("State", "Minnesota"), ("State", "Wisconsin")]),
    ([("City", "Elk Crossing"), ("State", "Minnesota")], [("City", "Elk Crossing"), ("State", "Minn.")]),
    ([("Organization", "Acme Mining Corp.")], [("Organization", "Acme Mining")]),
    ([("Operation", "Operation Metro Surge")], [("Operation", "Operation Metro Surge")]),
    ([("LegalCase", "Minnesota v. Noem")], [("LegalCase", "Minnesota v. Noem")]),
    ([("Agency", "Senate")], [("Agency", "Senate"), ("Agency", "Congress")]),
    ([("Agency", "Senate"), ("State", "Minnesota"), ("Agency", "Congress")], [("Agency", "U.S. Senate")]),
])
def test_one_thing_in_two_articles(one: list[Named], other: list[Named]) -> None:
    assert same(iris(*one, id="one"), iris(*other, id="other"))


@pytest.mark.parametrize(("one", "other"), [
    ([("Person", "Tim Walz")], [("Person", "Gwen Walz")]),
    ([("Person", "Walz")], [("Person", "Walz")]),
    ([("Person", "Gov. Walz")], [("Person", "Gov. Walz")]),
    ([("Person", "Judge Smith")], [("Person", "Judge Smith")]),
    ([("Person", "Sheriff Lee")], [("Person", "Sheriff Lee")]),
    ([("Person", "J. Smith")], [("Person", "J. Smith")]),
    ([("Person", "King Jr.")], [("Person", "King Jr.")]),
    ([("Person", "Martin King Jr.")], [("Person", "Martin King Sr.")]),
    ([("Person", "John A. Smith")], [("Person", "John B. Smith")]),
    ([("Agency", "City Council")], [("Agency", "City Council")]),
    ([("Agency", "City Council"), ("State", "Ohio")], [("Agency", "City Council"), ("State", "Ohio")]),
    ([("Agency", "Senate"), ("Agency", "Montana Legislature"), ("State", "Montana")],
     [("Agency", "Senate"), ("Agency", "Minnesota Legislature"), ("State", "Minnesota")]),
    ([("Agency", "Supreme Court"), ("State", "Ohio")], [("Agency", "Supreme Court")]),
    ([("Agency", "Department of Transportation"), ("State", "Ohio")], [("Agency", "Department of Transportation")]),
    ([("Agency", "Senate"), ("Agency", "Montana Senate"), ("State", "Montana"), ("Agency", "ICE")],
     [("Agency", "U.S. Senate")]),
    ([("Agency", "School Board")], [("Agency", "School Board")]),
    ([("Agency", "Springfield Police Department"), ("State", "Ohio")],
     [("Agency", "Springfield Police Department"), ("State", "Illinois")]),
    ([("County", "Jackson County"), ("State", "Minnesota")], [("County", "Jackson County"), ("State", "Ohio")]),
    ([("County", "Jackson County")], [("County", "Jackson County")]),
    ([("City", "Elk Crossing"), ("State", "Minnesota")], [("City", "Elk Crossing"), ("State", "Ohio")]),
    ([("Place", "Highway 52")], [("Place", "Highway 52")]),
    ([("Place", "Lake Street"), ("State", "Ohio")], [("Place", "Lake Street"), ("State", "Minnesota")]),
    ([("Facility", "City Hall")], [("Facility", "City Hall")]),
    ([("Facility", "Riverfront Park")], [("Facility", "Riverfront Park")]),
    ([("Law", "Senate Bill 212"), ("State", "Ohio")], [("Law", "Senate Bill 212"), ("State", "Minnesota")]),
    ([("Law", "House Bill 2")], [("Law", "House Bill 2")]),
    ([("Agreement", "287(g) agreement")], [("Agreement", "287(g) agreement")]),
    ([("Group", "Federal Officers")], [("Group", "Federal Officers")]),
    ([("Position", "Mayor")], [("Position", "Mayor")]),
    ([("Position", "governor")], [("Position", "governor")]),
    ([("Organization", "Chamber of Commerce")], [("Organization", "Chamber of Commerce")]),
    ([("Organization", "TPA")], [("Organization", "TPA")]),
    ([("Person", "Jordan Lake")], [("Place", "Jordan Lake")]),
])
def test_two_things_that_bear_one_name(one: list[Named], other: list[Named]) -> None:
    assert not same(iris(*one, id="one"), iris(*other, id="other"))


def test_what_is_only_described_is_the_articles_own() -> None:
    assert iris(("Operation", "Operation Metro Surge"), kind="nominal", id="one") != iris(
        ("Operation", "Operation Metro Surge"), kind="nominal", id="two")


def test_an_office_is_told_by_what_it_belongs_to() -> None:
    minnesota = iris(("Position", "governor"), ("State", "Minnesota"), said=((0, "positionAt", 1),), id="one")
    again = iris(("Position", "Governor"), ("State", "Minn."), said=((0, "positionAt", 1),), id="two")
    ohio = iris(("Position", "governor"), ("State", "Ohio"), said=((0, "positionAt", 1),), id="three")
    assert minnesota[0] == again[0] != ohio[0]


def test_an_office_of_something_untold_is_untold() -> None:
    one = iris(("Position", "president"), ("Agency", "City Council"), said=((0, "positionAt", 1),), id="one")
    two = iris(("Position", "president"), ("Agency", "City Council"), said=((0, "positionAt", 1),), id="two")
    assert one[0] != two[0]


def test_a_body_without_a_name_of_its_own_is_told_by_its_place() -> None:
    one = iris(("Agency", "City Council"), ("City", "Minneapolis"), said=((0, "partOf", 1),), id="one")
    two = iris(("Agency", "City Council"), ("City", "Minneapolis"), said=((0, "partOf", 1),), id="two")
    other = iris(("Agency", "City Council"), ("City", "St. Paul"), ("State", "Minnesota"), said=((0, "partOf", 1),), id="three")
    assert one[0] == two[0] != other[0]


def test_a_circle_of_parts_ends() -> None:
    assert iris(("Agency", "Board"), ("Agency", "Council"), said=((0, "partOf", 1), (1, "partOf", 0)))


def test_every_authority_has_an_iri_of_its_own() -> None:
    from kg.resolve.identity import Identity

    article = article_iri(Article(id="a", text="x"))
    records = authorities.load().records
    found = {entity_iri(article, r.type, Identity(r.identifier, r.name, own=False, record=r)) for r in records}
    assert len(found) == len(records)
