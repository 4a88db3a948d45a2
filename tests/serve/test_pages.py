"""Every page of the explorer as a reader sees it: what it says, with which words, and that it keeps nobody out."""

from urllib.parse import quote

import pytest

from tests.export.browser import DESKTOP, PHONE
from tests.serve.visiting import barriers, visited

pytestmark = pytest.mark.xdist_group("browser")
LINKS = "SELECT ?who ?relation ?what { ?s rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?what }"
LOOKS = {"light": ("light", DESKTOP), "dark": ("dark", DESKTOP), "phone": ("light", PHONE)}
FIRST = {  # a query that tells the IRI of what a page is of
    "entity": "SELECT ?x { ?x a kg:State ; rdfs:label 'Minnesota' }",
    "person": "SELECT ?x { ?x a kg:Person ; rdfs:label 'Tom Homan' }",
    "statement": "SELECT ?x { ?x a kg:Statement ; kg:modality kg:planned }",
    "claim": "SELECT ?x { ?x a kg:Claim ; kg:direct true }",
    "article": "SELECT ?x { ?x a kg:Article ; dcterms:title 'Officers to leave Minnesota' }",
    "stance": "SELECT ?x { ?x a kg:Statement ; rdf:predicate kg:criticizes }",
    "operation": "SELECT ?x { ?x a kg:Operation ; rdfs:label 'Operation Metro Surge' }",
    "record": "SELECT ?x { ?x kg:recordIdentifier 'leg:17' }",
}
PAGES = {
    "home": "/", "entity": "entity", "statement": "statement", "claim": "claim", "article": "article", "timeline": "/timeline",
    "results": "/search?q=officers", "no-results": "/search?q=zeppelin", "review": "/review",
    "correcting": "/review?iri=person", "record": "/review?iri=record", "asking": "/query",
    "answer": f"/query?query={LINKS}", "map": f"/query?view=map&query={LINKS}",
}

# What the keyboard must reach, numbered; and what it is at, and whether that is seen. The editor has a field of its own.
CONTROLS = """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && !e.matches('.skip'))
    .map((e, i) => { e.dataset.control = i; return String(i); })"""
FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const style = getComputedStyle(e), editor = e.closest('.CodeMirror');
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    return { number: e.dataset.control ?? '', seen: editor !== null || outlined, html: e.outerHTML.slice(0, 200) };
}"""


@pytest.fixture(scope="module")
def iris(browser, news):
    with visited(browser, news, "/") as page:
        ask = ("query => fetch('/sparql?query=' + encodeURIComponent(query), {headers: {Accept: 'text/csv'}})"
               ".then(answer => answer.text())")
        return {name: page.page.evaluate(ask, query).split()[1] for name, query in FIRST.items()}


@pytest.fixture
def visit(browser, news, iris):
    """Open a page by its name in :data:`PAGES` or what it is of; nothing may go wrong on it."""
    def opening(name, **options):
        path = PAGES.get(name, name)
        for of, iri in iris.items():
            path = path.replace(f"?iri={of}", f"?iri={quote(iri, safe='')}")
        return visited(browser, news, iris[path].removeprefix("https://w3id.org/newskg") if path in iris else path, **options)

    return opening


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_keeps_anybody_out_or_is_wider_than_the_screen(visit, name, look):
    scheme, viewport = LOOKS[look]
    with visit(name, color_scheme=scheme, viewport=viewport) as page:
        if name in ("answer", "map"):
            page.page.wait_for_selector(".scene canvas" if name == "map" else ".answer table")
        page.picture(f"explorer-{name}-{look}")
        assert page.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert barriers(page) == []
        assert page.errors == []


@pytest.mark.parametrize("name", [*PAGES, "/graph"])
def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(visit, name):
    with visit(name) as page:
        if name in ("answer", "map"):
            page.page.wait_for_selector(".scene canvas" if name == "map" else ".answer table")
        left = set(page.page.evaluate(CONTROLS))
        assert left
        for _ in range(3 * len(left) + 20):
            page.page.keyboard.press("Tab")
            told = page.page.evaluate(FOCUSED)
            if told is None:
                break
            left.discard(told["number"])
            assert told["seen"], told["html"]
        missed = [page.page.locator(f"[data-control='{number}']") for number in left]
        assert [control.evaluate("e => e.outerHTML") for control in missed if control.count()] == []
        assert page.errors == []


def test_the_first_page_counts_and_names_who_and_what_is_told_of(visit):
    with visit("home") as page:
        assert page.page.text_content(".head .kind") == "6 articles · 16 statements · 3 claims"
        groups = page.page.locator(".columns h3").all_text_contents()
        assert groups == ["People", "Agencies and organizations", "Places", "Operations, agreements, cases"]
        assert page.page.locator("main .title").first.text_content() == "Fewer left than was said"


def test_an_entity_has_its_statements_by_relation_with_the_words_and_how_they_are_meant(visit):
    with visit("entity") as page:
        planned = page.page.locator(".card", has_text="700 officers will leave Minnesota")
        assert planned.locator(".tag").all_text_contents() == ["planned", "said by Tom Homan"]
        assert "700 officers · 4 Feb 2026 · 90 % sure" in planned.locator(".source").text_content()
        planned.locator("blockquote a").click()
        page.page.wait_for_selector(".mark.sought")
        assert page.page.title() == "Officers to leave Minnesota"
        assert page.errors == []


def test_a_person_has_offices_over_time_and_what_several_articles_say_alike_is_one_fact(visit):
    with visit("person") as page:
        assert page.page.locator(".happening").all_text_contents() == ["4 Feb 2026Border czar reported in 1 article"]
        office = page.page.locator(".group", has_text="holds position").locator(".sentence")
        assert office.all_text_contents() == ["Tom Homan holds the office of Border czar"]
        headings = page.page.locator(".part h2").all_text_contents()
        assert headings == ["Offices over time", "What Tom Homan does and is", "What Tom Homan says of others"]


def test_how_a_statement_is_meant_is_said_in_its_sentence(visit):
    with visit("entity") as page:
        sentences = page.page.locator(".sentence").all_text_contents()
        assert "Immigration and Customs Enforcement is to withdraw from Minnesota" in sentences
        assert "650 officers withdraw from Minnesota" in sentences


def test_a_statement_is_told_with_the_text_around_its_words_and_who_said_so(visit):
    with visit("statement") as page:
        assert page.page.text_content(".context mark") == "700 officers will leave Minnesota"
        assert page.page.text_content(".context") == (
            "Border czar Tom Homan said on Wednesday that 700 officers will leave Minnesota.")
        assert "Said by Tom Homan (“said”)" in page.page.text_content("main")
        assert page.page.locator(".tag").all_text_contents() == ["planned", "said by Tom Homan"]
        page.page.click("text=this claim")
        page.page.wait_for_selector("h2:has-text('Read in it')")
        assert page.page.locator(".card .sentence").count() == 1
        assert page.errors == []


def test_a_claim_is_told_in_the_words_of_who_said_it(visit):
    with visit("claim") as page:
        assert page.page.text_content("h1") == "Tom Homan added"
        assert page.page.text_content("main blockquote") == "“We are not surrendering,” Homan added, “and we will be back.”"
        marked = page.page.locator("main blockquote mark").all_text_contents()
        assert marked == ["We are not surrendering", "and we will be back"]
        page.page.click("blockquote a:has-text('back')")
        page.page.wait_for_selector(".mark.sought")
        assert page.page.locator(".mark.sought").all_text_contents() == ["and we will be back"]


def test_pointing_at_words_of_an_article_tells_what_was_read_of_them(visit):
    with visit("article") as page:
        side = page.page.locator(".side")
        assert "4 statements, 2 claims" in side.text_content()
        page.page.locator(".mark.entity", has_text="Tom Homan").hover()
        page.page.wait_for_selector(".side.chosen")
        assert "Tom Homan holds the office of Border czar" in side.text_content()
        page.page.locator(".mark.entity", has_text="Hennepin County").focus()
        page.page.wait_for_selector(".side .tag:has-text('denied')")
        page.page.get_by_role("checkbox", name="Claims").uncheck()
        assert page.page.locator(".mark.claim").count() == 0
        assert page.errors == []


def test_the_keyboard_leads_from_words_to_what_was_read_of_them_and_back(visit):
    with visit("article") as page:
        page.page.locator(".mark.entity", has_text="Tim Walz").focus()
        page.page.keyboard.press("Enter")
        assert page.page.evaluate("document.activeElement.matches('.side')")
        page.page.keyboard.press("Tab")
        assert page.page.evaluate("document.activeElement.textContent") == "Tim Walz"
        page.page.keyboard.press("Escape")
        assert page.page.evaluate("document.activeElement.matches('.mark.entity.pinned')")
        assert page.errors == []


@pytest.mark.parametrize("path", ["/id/entity/person/tom-homann-1", "/tom-homann"])
def test_where_nothing_is_known_one_may_search(visit, path):
    with visit(path) as page:
        assert page.page.text_content("h1") == "Nothing is known under this address"
        page.picture("explorer-absent")
        assert barriers(page) == []
        assert page.page.get_by_label("Look for it").input_value() == "tom homann"
        page.page.get_by_label("Look for it").fill("tom homan")
        page.page.locator("main").get_by_role("button", name="Search").click()
        page.page.wait_for_selector("main .entity:has-text('Tom Homan')")


def test_the_newest_months_are_unfolded_and_each_tells_how_much_is_in_it(visit):
    with visit("timeline") as page:
        months = page.page.locator(".month summary").all_text_contents()
        assert months == ["February 2026 2 happenings", "January 2026 1 happening"]
        assert page.page.locator(".month[open] .happening").count() == 3
        page.page.locator(".month summary").first.click()
        assert page.page.locator(".month[open] .happening").count() == 1


@pytest.mark.parametrize("path", ["home", "timeline", "/timeline?iri=operation", "operation", "stance"])
def test_where_sources_disagree_both_stand_side_by_side_with_their_words(visit, path):
    with visit(path) as page:
        pairs = page.page.locator(".disagreement")
        assert pairs.locator(".differ").all_text_contents() == ["The one is contrary to the other"]
        assert pairs.locator(".sentence").all_text_contents() == [
            "Tim Walz supports Operation Metro Surge", "Tim Walz criticizes Operation Metro Surge"]
        assert pairs.locator("blockquote").all_text_contents() == [
            "The governor backs it", "Tim Walz called Operation Metro Surge reckless"]
        assert page.errors == []


def test_figures_that_differ_stand_side_by_side_each_with_its_source(visit):
    with visit("timeline") as page:
        topic = page.page.locator(".topic").first
        assert topic.locator("h3").text_content() == "How many officers withdraw from Minnesotafigures differ"
        assert topic.locator(".amount b").all_text_contents() == ["700 officers", "650 officers"]
        assert topic.locator(".figure rect.unsure").count() == 1
        said = topic.locator(".figure .word > p:first-child").all_text_contents()
        assert said == ["Immigration and Customs Enforcement · said by Tom Homan", "650 officers · said by Tim Walz"]
        assert topic.locator(".figure .tag").all_text_contents() == ["planned"]
        topic.locator("blockquote a").first.click()
        page.page.wait_for_selector(".mark.sought")
        assert page.errors == []
