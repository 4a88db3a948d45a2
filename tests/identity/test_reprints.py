"""One text in several outlets is one source, under the name of the earliest, with all outlets named."""

from __future__ import annotations

import pytest

import kg
from kg.identity.reprints import reprints

STORY = """Sheriff Ann Weber criticized the county board on Monday after it voted to close the jail in Duluth.

The board sued Acme Mining, which runs the kitchen of the jail, and said that the company owes it two million dollars.

Mayor Luis Ortega supports the vote. He met the members of the board at the courthouse on Tuesday."""
CUT = STORY.rsplit("He met", 1)[0] + "He declined to say more."
OTHER = """Governor Carla Benitez praised the farmers of Iowa on Friday and opened the state fair in Des Moines, where thousands
came to see cows, tractors and a choir from Ames that sang for an hour in the rain without a single break."""


def article(id: str, text: str, day: str) -> kg.Article:
    return kg.Article(id=id, text=text, published=day, publisher=id, title=id)


@pytest.fixture(scope="module")
def graph():
    with kg.open() as made:
        made.build([article("Courier", CUT, "2026-03-03"), article("Wire", STORY, "2026-03-02"),
                    article("Herald", STORY, "2026-03-04"), article("Ledger", OTHER, "2026-03-01"),
                    article("Review", "Sheriff Ann Weber criticized the county board of Duluth, Minn., again.", "2026-03-05")])
        yield made


def titles(graph) -> dict[str, str]:
    rows = graph.query("SELECT ?copy ?first { ?c kg:reprintOf ?f . ?c dcterms:title ?copy . ?f dcterms:title ?first }").rows()
    return {copy.value: first.value for copy, first in rows}


def test_the_earliest_is_the_original_and_a_cut_text_a_reprint(graph):
    assert titles(graph) == {"Courier": "Wire", "Herald": "Wire"}


def test_a_reprint_is_no_second_source(graph):
    rows = [dict(zip(("article", "reprintedBy"), (row[6].value, row[8] and row[8].value), strict=True))
            for row in graph.query(kg.question("corroborated").with_values({"name": ""})).rows()]
    assert {row["article"] for row in rows} <= {"Wire", "Review"}
    assert all(row["reprintedBy"] == "Courier, Herald" for row in rows if row["article"] == "Wire")


def test_edges_are_drawn_once_with_all_outlets(graph):
    drawn = graph.to_networkx(kg.Selection(relations={"sues"}))
    assert drawn.number_of_edges() == 1
    assert {data["outlets"] for _, data in drawn.nodes(data=True)} == {3}
    assert graph.to_networkx(kg.Selection(relations={"sues"}, include={"reprints"})).number_of_edges() == 3


def test_short_texts_and_texts_of_one_form_are_no_reprints():
    with kg.open() as made:
        made.build([article("a", "The board voted.", "2026-01-01"), article("b", "The board voted.", "2026-01-02")])
        assert reprints(made.store.quads) == {}
