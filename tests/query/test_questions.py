"""The named questions, asked of two articles."""

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query.guard import check
from kg.query.questions import for_reading, literal, question, questions

PREFIXES = {
    "kg": "https://w3id.org/newskg/ontology#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#", "dcterms": "http://purl.org/dc/terms/",
}


@pytest.fixture
def ask(two_articles):
    def rows(name, /, **values):
        solutions = two_articles.query(question(name).with_values(values), prefixes=PREFIXES, use_default_graph_as_union=True)
        names = [v.value for v in solutions.variables]
        return [{n: s[n].value for n in names if s[n] is not None} for s in solutions]
    return rows


def test_every_question_says_what_it_answers_in_one_line_and_passes_the_guard():
    assert len(questions()) >= 14
    for q in questions().values():
        assert q.text.startswith(f"# {q.description}\n")
        assert q.description[0].isupper()
        assert q.description.endswith(".")
        check(q.text)


@pytest.mark.parametrize("name", questions())
def test_every_question_is_answered_with_quoted_words_and_the_article(name, ask):
    rows = ask(name)
    if name == "corroborated":
        assert {r["subject"] for r in rows} == {"ICE"}
    assert rows
    for row in rows:
        assert row["article"]
        assert row.get("quote") or name == "set-aside"


@pytest.mark.parametrize("name", questions())
def test_what_a_column_tells_of_is_an_iri_in_a_column_beside_it(name, ask):
    for row in ask(name):
        iris = {column.removesuffix("Iri"): value for column, value in row.items() if column.endswith("Iri")}
        assert iris
        assert iris.keys() <= row.keys()
        for column, iri in iris.items():
            assert iri.startswith("https://w3id.org/newskg/id/"), column
            assert row[column] != iri or column in ("article", "otherArticle"), f"{column} is for reading"


def test_who_holds_which_office(ask):
    (row,) = ask("who-holds-office")
    assert {name: row[name] for name in for_reading(row)} == {
        "person": "Tom Homan", "office": "border czar", "body": "White House", "article": "Officers to leave",
        "quote": "Border czar Tom Homan", "published": "2026-02-04"}


def test_parties_to_agreements_since_when_says_who(ask):
    rows = ask("parties-to-agreements", party="hennepin")
    assert [(r["partyType"], r["polarity"], r.get("since"), r.get("saidBy")) for r in rows] == [
        ("county", "negative", None, None), ("county", "positive", "2026-02", "Tim Walz")]
    assert ask("parties-to-agreements", party="ramsey") == []


def test_what_an_agreement_would_do_is_possible_and_no_fact(ask):
    (row,) = ask("agreement-effects")
    assert (row["target"], row["modality"]) == ("Hennepin County", "possible")


def test_who_criticises_the_operation_in_which_words(ask):
    rows = ask("criticism-and-support", target="metro surge")
    assert [(r["speaker"], r["stance"], r["quote"]) for r in rows] == [
        ("Tim Walz", "criticizes", "Walz called the surge reckless"), ("Tim Walz", "supports", "the governor backs it")]


def test_how_many_when_and_by_whose_count(ask):
    rows = {r["number"]: r for r in ask("how-many")}
    assert set(rows) == {"700", "650", "48"}
    assert (rows["700"]["saidBy"], rows["700"]["from"], rows["700"]["unit"]) == ("Tom Homan", "2026-02-04", "officers")
    assert rows["48"]["about"] == "true"
    assert "saidBy" not in rows["650"]


def test_withdrawals_planned_and_done(ask):
    rows = ask("deployments", place="minnesota")
    assert [(r["number"], r["modality"]) for r in rows] == [("700", "planned"), ("650", "actual")]


def test_what_is_planned_possible_demanded_and_denied_are_kept_apart(ask):
    assert [r["quote"] for r in ask("planned")] == ["700 officers will leave Minnesota"]
    assert [r["modality"] for r in ask("possible")] == ["possible"]
    assert [r["subject"] for r in ask("demanded")] == ["Tim Walz"]
    assert [r["subject"] for r in ask("denied")] == ["Hennepin County"]


def test_contradictions_have_both_sides_with_their_words(ask):
    rows = ask("contradictions")
    assert [(r["kind"], r["relation"], r["otherRelation"]) for r in rows] == [
        ("contrariety", "supports", "criticizes"), ("denial", "party to", "party to"),
        ("other than planned", "withdraws from", "withdraws from")]
    _, denial, numbers = rows
    assert (numbers["value"], numbers["otherValue"], numbers["saidBy"]) == ("700", "650", "Tom Homan")
    assert (denial["value"], denial["otherValue"], denial["saidBy"]) == ("holds", "does not hold", "Tim Walz")
    assert (denial["quote"], denial["otherQuote"]) == (
        "Hennepin County signed the 287(g) agreement", 'Hennepin County has not signed "it"')


def test_what_a_corrected_version_no_longer_states_is_withdrawn(ask):
    (row,) = ask("withdrawn")
    assert (row["quote"], row["withdrawnBy"], row["withdrawnOn"]) == (
        "900 officers will leave Minnesota", "Officers to leave", "2026-02-04")
    assert row["statedAgain"] == "true"
    assert not any("900" in value for name in questions() if name != "withdrawn" for r in ask(name) for value in r.values())


def test_who_said_what(ask):
    assert [(r["speakerName"], r["quote"]) for r in ask("who-said-what")] == [
        ("", "We will be back"), ("Tom Homan", "700 officers will leave Minnesota")]
    assert len(ask("who-said-what", speaker="homan")) == 1
    assert ask("claims-by-speaker")[0]["claims"] == "1"


def test_victims_arrests_and_suits(ask):
    assert [(r["victim"], r["event"]) for r in ask("victims")] == [("Renee Good", "killing")]
    assert [(r["by"], r["whom"]) for r in ask("arrests-and-charges")] == [("ICE", "protesters")]
    assert [(r["who"], r["against"]) for r in ask("lawsuits-and-rulings")] == [("Minnesota", "ICE")]


def test_connections_run_in_both_directions(ask):
    assert [(r["subject"], r["relation"], r["object"]) for r in ask("connections", name="border czar")] == [
        ("Tom Homan", "holds position", "border czar"), ("border czar", "position at", "White House")]


def test_entities_by_the_number_of_articles(ask):
    assert [(r["entity"], r["articles"], r["mentions"]) for r in ask("most-mentioned")] == [("Tom Homan", "2", "2")]


def test_what_was_set_aside_has_its_reason(ask):
    assert [(r["why"], r["what"]) for r in ask("set-aside")] == [("the range does not fit", "Homan sues Wednesday")]


@pytest.mark.parametrize("hostile", [
    '" } SERVICE <http://x> { ?s ?p ?o } #', "\\", '\\" }', "line\nbreak", "'''", "\\u0022", '"""',
])
def test_a_parameter_is_a_string_whatever_it_holds(hostile, ask):
    query = question("who-holds-office").with_values({"name": hostile})
    check(query)
    assert ask("who-holds-office", name=hostile) == []
    solution = next(iter(ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {literal(hostile)} }} }}")))
    assert solution["x"] == ox.Literal(hostile)


def test_an_unknown_question_or_parameter_is_answered_with_the_known():
    with pytest.raises(QueryError, match="no question named 'who'; valid: agreement-effects, "):
        question("who")
    with pytest.raises(QueryError, match="no parameter 'person'; valid: name"):
        question("who-holds-office").with_values({"person": "x"})
