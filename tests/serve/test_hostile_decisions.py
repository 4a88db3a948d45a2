"""Decisions that attack who looks at them: names, reasons and names of who decides are text on every page that shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from kg.identity.ledger import beside, read
from tests.serve.harmless import assert_harmless
from tests.serve.newsroom import DOUBTFUL, LEAVING, written
from tests.serve.poisoned import PAYLOADS
from tests.serve.serving import CSV, eventually
from tests.serve.visiting import served, visited

pytestmark = pytest.mark.xdist_group("browser")
TOKEN = "the-token-of-these-tests"  # noqa: S105
IMAGE, SVG, CLOSING, HANDLER = PAYLOADS[1], PAYLOADS[2], PAYLOADS[13], PAYLOADS[9]
PREFIX = "https://w3id.org/newskg"
FIND = {
    "acme": "SELECT ?x { ?x a kg:Organization ; rdfs:label 'Acme Mining' }",
    "agencies": "SELECT ?x { ?x a kg:Agency ; rdfs:label ?l FILTER(CONTAINS(?l, 'Transit') || ?l = 'RTA') }",
    "walz": "SELECT ?x { ?x a kg:Person ; rdfs:label 'Tim Walz' }",
    "of": "SELECT ?x { ?x a kg:Article ; dcterms:title 'Fewer left than was said' }",
    "planned": "SELECT ?x { ?x a kg:Statement ; kg:modality kg:planned }",
}


@dataclass
class Decided:
    """A server on which everything was decided that people can decide, each with a payload."""

    address: str
    store: Path
    iris: dict[str, list[str]]

    def path(self, name: str) -> str:
        return self.iris[name][0].removeprefix(PREFIX)


def found(address: str, query: str) -> list[str]:
    answer = httpx.get(f"{address}/sparql", params={"query": query}, headers={"Accept": CSV}, timeout=60)
    return sorted(answer.text.split()[1:])


def post(address: str, path: str, body: object = None) -> None:
    answer = httpx.post(f"{address}{path}", json=body, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=120)
    answer.raise_for_status()


@pytest.fixture(scope="module")
def decided(tmp_path_factory) -> Iterator[Decided]:
    store = written(tmp_path_factory.mktemp("decided") / "news.kg", *LEAVING, *DOUBTFUL)
    with served(store, TOKEN) as address:
        iris = {name: found(address, query) for name, query in FIND.items()}
        by = {"by": SVG, "why": CLOSING}
        for decision in (
                {"decision": "rename", "entity": iris["acme"][0], "name": f"Acme {IMAGE}"},
                {"decision": "merge", "entities": iris["agencies"]},
                {"decision": "split", "entity": iris["walz"][0], "articles": iris["of"], "name": f"Other Walz {HANDLER}"},
                {"decision": "confirm", "statement": iris["planned"][0]}):
            post(address, "/decisions", {**decision, **by})
        post(address, "/decisions/replay")
        assert eventually(lambda: found(address, "SELECT ?x { ?x rdfs:label ?l FILTER(STRSTARTS(?l, 'Other Walz')) }"))
        yield Decided(address, store, iris)


@pytest.mark.parametrize("path", ["/", "/graph", "/timeline", "/review", "/search?q=acme"])
def test_no_script_runs_where_what_was_decided_is_named(browser, decided, path):
    with visited(browser, decided.address, path) as seen:
        assert_harmless(seen)


@pytest.mark.parametrize("name", ["acme", "agencies", "walz", "planned", "of"])
def test_no_script_runs_on_the_pages_of_what_was_decided_on(browser, decided, name):
    with visited(browser, decided.address, decided.path(name)) as seen:
        assert_harmless(seen)


def test_a_name_that_is_markup_is_the_heading_word_for_word(browser, decided):
    with visited(browser, decided.address, decided.path("acme")) as seen:
        assert seen.page.text_content("h1") == f"Acme {IMAGE}"
        seen.page.click("a:has-text('Correct')")
        seen.page.wait_for_selector(".correction")
        assert seen.page.get_by_label("Another name").input_value() == f"Acme {IMAGE}"
        assert_harmless(seen)


def test_no_script_runs_where_reasons_and_who_decided_are_asked_for(browser, decided):
    query = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(isLiteral(?o) && (CONTAINS(?o, 'window.ran'))) }"
    with visited(browser, decided.address, f"/query?query={quote(query)}") as seen:
        seen.page.wait_for_selector(".answer table")
        told = seen.page.text_content(".answer")
        assert SVG in told
        assert CLOSING in told
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator(".answer :is(img, svg[onload], script, style)").count() == 0
        assert seen.errors == []


def test_what_is_typed_on_the_review_page_is_written_as_it_is_and_stays_text(browser, decided):
    with visited(browser, decided.address, f"/review?iri={quote(decided.iris['walz'][0], safe='')}") as seen:
        seen.page.get_by_label("Token").fill(TOKEN)
        seen.page.get_by_label("Your name").fill(SVG)
        seen.page.get_by_label("Another name").fill(CLOSING)
        seen.page.click("button:has-text('Rename')")
        seen.page.wait_for_selector("text=1 decision written")
        seen.page.get_by_label("It is the same as").fill("javascript:window.ran='iri'")
        assert_harmless(seen)
    last = read(beside(decided.store)).decisions[-1]
    assert (last.name, last.by) == (CLOSING, SVG)


def test_a_refusal_that_repeats_what_was_sent_is_text(browser, decided):
    with visited(browser, decided.address, f"/review?iri={quote(decided.iris['walz'][0], safe='')}") as seen:
        seen.page.get_by_label("Token").fill(TOKEN)
        seen.page.evaluate("document.querySelector('input[type=url]').type = 'text'")
        seen.page.get_by_label("It is the same as").fill(IMAGE)
        seen.page.click("button:has-text('Merge')")
        seen.page.wait_for_selector(".desk .problem")
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator("main img").count() == 0
