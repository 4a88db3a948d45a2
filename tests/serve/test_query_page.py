"""The page on which one asks: named questions with fields, an editor, and the answer as a table, a map of links and files."""

from urllib.parse import parse_qs, urlparse

import pytest

from tests.serve.visiting import visited

pytestmark = pytest.mark.xdist_group("browser")
LINKS = ("SELECT ?who ?relation ?what { ?s rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?what "
         "FILTER(?relation = kg:sues) }")
STATES = "SELECT ?name { ?x a kg:State ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture
def page(browser, news):
    with visited(browser, news, "/query") as found:
        yield found


def write(page, text):
    page.page.click("summary:has-text('SPARQL')")
    page.page.click(".CodeMirror")
    page.page.keyboard.press("ControlOrMeta+a")
    page.page.keyboard.insert_text(text)


def test_a_named_question_is_answered_and_its_fields_narrow_it(page):
    page.page.select_option("#question", "connections")
    page.page.wait_for_selector(".answer table")
    page.page.get_by_label("Part of the name").fill("walz")
    page.page.keyboard.press("Tab")
    page.page.wait_for_function("() => document.querySelectorAll('.answer tbody tr').length === 2")
    assert set(page.page.locator("td[data-name=subject]").all_text_contents()) == {"Tim Walz"}
    assert page.errors == []


def test_questions_are_offered_and_the_one_that_is_taken_is_told_with_links_and_a_map(browser, news, page):
    assert page.page.locator(".questions button").count() == page.page.locator("#question option").count() - 1
    page.page.get_by_role("button", name="Who sued whom").click()
    page.page.wait_for_selector(".answer table")
    assert page.page.locator("th").all_text_contents() == ["who", "relation", "against", "so or not", "how meant", "quote",
                                                           "article", "published"]
    assert page.page.get_attribute("td[data-name=who] a", "href").startswith("/id/entity/agency/")
    assert page.page.get_attribute("td[data-name=article] a", "href").startswith("/id/article/")
    page.page.click("button:has-text('Map of links')")
    page.page.wait_for_selector(".scene canvas")
    drawn = page.drawn("view.graph.mapEdges((_, line, from, to, a, b) => [a.label, line.label, b.label])")
    assert drawn == [["Riverside Transit Agency", "sues", "Acme Mining"]]
    page.page.click("button:has-text('Table')")
    page.page.click("td[data-name=quote] a")
    page.page.wait_for_selector(".mark.sought")
    assert page.page.text_content(".mark.sought").startswith("Riverside Transit Agency")
    assert page.errors == []


def test_a_shared_question_comes_with_its_fields(browser, news, page):
    page.page.select_option("#question", "connections")
    page.page.get_by_label("Part of the name").fill('wa"lz\\')
    page.page.keyboard.press("Tab")
    page.page.wait_for_selector("text=Nothing in the graph answers this")
    with visited(browser, news, page.page.url.removeprefix(news)) as shared:
        shared.page.wait_for_selector("text=Nothing in the graph answers this")
        assert shared.page.input_value("#question") == "connections"
        assert shared.page.get_by_label("Part of the name").input_value() == 'wa"lz\\'
        assert shared.page.is_hidden(".CodeMirror")
        assert shared.errors == []


def test_names_in_an_answer_lead_to_their_pages_and_the_address_can_be_shared(browser, news, page):
    write(page, LINKS)
    page.page.keyboard.press("ControlOrMeta+Enter")
    page.page.wait_for_selector(".answer table")
    assert page.page.locator(".answer td").all_text_contents() == ["Riverside Transit Agency", "sues", "Acme Mining"]
    with visited(browser, news, page.page.url.removeprefix(news)) as shared:
        shared.page.wait_for_selector(".answer table")
        shared.page.click(".answer td a")
        shared.page.wait_for_function("() => document.title === 'Riverside Transit Agency'")
        assert shared.errors == []


@pytest.mark.parametrize("query", [LINKS, "CONSTRUCT { ?a kg:sues ?b } { ?a kg:sues ?b }"], ids=["solutions", "triples"])
def test_links_are_looked_at_as_a_map_which_is_kept_in_the_address(browser, news, query):
    with visited(browser, news, "/query", {"query": query}) as page:
        page.page.click("button:has-text('Map of links')")
        page.page.wait_for_selector(".scene canvas")
        assert page.page.is_hidden(".answer table")
        drawn = page.drawn("view.graph.mapEdges((_, line, from, to, a, b) => [a.label, line.label, b.label])")
        assert drawn == [["Riverside Transit Agency", "sues", "Acme Mining"]]
        assert parse_qs(urlparse(page.page.url).query)["view"] == ["map"]
        address = page.page.url.removeprefix(news)
    with visited(browser, news, address) as shared:
        shared.page.wait_for_selector(".scene canvas")
        shared.page.click("button:has-text('Table')")
        assert shared.page.is_visible(".answer table")
        assert shared.errors == []


def test_an_answer_without_links_has_no_map(browser, news):
    with visited(browser, news, "/query", {"query": "SELECT ?name { ?x a kg:Person ; rdfs:label ?name }"}) as page:
        page.page.wait_for_selector(".answer table")
        assert page.page.locator("button:has-text('Map of links')").count() == 0


def test_an_answer_is_downloaded(browser, news):
    with visited(browser, news, "/query", {"query": STATES}) as page:
        with page.page.expect_download() as download:
            page.page.click("button:has-text('CSV')")
        assert download.value.path().read_text("utf-8").split() == ["name", "Iowa", "Minnesota", "Montana"]


@pytest.mark.parametrize(("query", "says"), [
    ("ASK { ?x a kg:Person }", "Yes"),
    ("SELECT ?x { ?x a kg:Nothing }", "Nothing in the graph answers this"),
    ("SELECT ?x { ?x a }", "line 1, column"),
])
def test_yes_nothing_and_what_is_wrong_are_said(browser, news, query, says):
    with visited(browser, news, "/query", {"query": query}) as page:
        page.page.wait_for_selector(f".answer:has-text('{says}')")
