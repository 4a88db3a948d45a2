"""Pages of a graph whose every text, name and address attacks: no script runs, nothing is fetched, and what it says is text."""

import subprocess
import sys
from xml.etree import ElementTree

import httpx
import pytest

from tests.export.browser import chromium, opened, watched
from tests.serve.harmless import MARKUP, TOUCH, UNSAFE, assert_harmless
from tests.serve.poisoned import PAYLOADS, poisoned
from tests.serve.serving import CSV, JSON
from tests.serve.visiting import served, visited

pytestmark = pytest.mark.xdist_group("browser")
THINGS = "SELECT ?thing { { ?thing a ?kind VALUES ?kind { kg:Article kg:Claim kg:Statement } } UNION { ?thing rdfs:label ?l } }"
VARIABLES = "SELECT ?__proto__ ?constructor ?onerror ?toString ?label { ?__proto__ rdfs:label ?label } ORDER BY ?label"


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return poisoned(tmp_path_factory.mktemp("poisoned"))


@pytest.fixture(scope="module")
def address(store):
    with served(store) as found:
        yield found


def stopped(seen):
    """What the browser has stopped, or asked its user: of what a page says itself, as that an address is odd, there is much."""
    return [error for error in seen.errors if "Policy" in error or "Trusted" in error or error.startswith("dialog")]


def things(address, kind):
    answer = httpx.get(address + "/sparql", params={"query": THINGS}, headers={"Accept": JSON}, timeout=60)
    found = {row["thing"]["value"] for row in answer.json()["results"]["bindings"]}
    return sorted(iri.removeprefix("https://w3id.org/newskg") for iri in found if f"/newskg/id/{kind}/" in iri)


@pytest.mark.parametrize("path", ["/", "/graph", "/timeline", "/review"])
def test_no_script_runs_on_the_pages_with_names(browser, address, path):
    with visited(browser, address, path) as seen:
        assert_harmless(seen)


@pytest.mark.parametrize("kind", ["article", "statement", "claim", "entity"])
def test_no_script_runs_on_the_pages_of_things(browser, address, kind):
    found = things(address, kind)
    assert found
    shown = ""
    for path in found:
        with visited(browser, address, path) as seen:
            shown += seen.page.text_content("main")
            assert_harmless(seen)
    assert any(payload in shown for payload in PAYLOADS)


def test_names_are_offered_and_drawn_as_they_are(browser, address, tmp_path):
    with visited(browser, address, "/graph") as seen:
        seen.page.fill("#search", "window.ran")
        seen.page.wait_for_selector("#hit-0")
        assert_harmless(seen)
        seen.page.press("#search", "ArrowDown")
        seen.page.press("#search", "Enter")
        seen.page.wait_for_selector("#panel h2")
        assert_harmless(seen)
        seen.page.click("#to-table")
        assert any(payload in seen.page.text_content("#table") for payload in PAYLOADS)
        assert_harmless(seen)
        with seen.page.expect_download() as download:
            seen.page.click("#save-svg")
        download.value.save_as(tmp_path / "graph.svg")
    tree = ElementTree.parse(tmp_path / "graph.svg").getroot()  # noqa: S314  # it is ours
    names = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert names.isdisjoint({"script", "foreignObject", "image", "iframe", "a", "use", "style"})
    assert not any(attribute.lower().startswith("on") for element in tree.iter() for attribute in element.attrib)
    with watched(browser, (tmp_path / "graph.svg").as_uri()) as seen:
        seen.page.goto(seen.url)
        assert seen.page.evaluate("window.ran") is None
        assert seen.errors == []
        assert [request for request in seen.requests if not request.startswith("file:")] == []


@pytest.mark.parametrize("query", [
    pytest.param(VARIABLES, id="variables"),
    pytest.param("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 300", id="everything"),
    pytest.param("DESCRIBE ?s { ?s rdfs:label ?l }", id="a graph"),
    pytest.param("SELECT * { VALUES ?x { <javascript:window.ran=1> <data:text/html,x> <vbscript:x> <file:///x> }}", id="links"),
    pytest.param("SELECT ('<img src=x onerror=window.ran=1>'^^<javascript:window.ran=1> AS ?x) {}", id="literals"),
    pytest.param(f"SELECT {PAYLOADS[0]} {{", id="a mistake"),
    pytest.param("ASK {}", id="yes"),
])
def test_no_script_runs_where_one_asks(browser, address, query):
    with visited(browser, address, "/query", {"query": query}) as seen:
        seen.page.wait_for_selector(".answer:not(:empty)")
        seen.page.wait_for_function("() => !document.querySelector('.answer').textContent.includes('Asking')")
        seen.page.evaluate(TOUCH)
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator(UNSAFE).count() == 0
        assert seen.page.locator(MARKUP.replace("main", ".answer")).count() == 0
        assert stopped(seen) == []


@pytest.mark.parametrize("parameters", [
    *({name: payload} for name in ("around", "view", "query", "iri", "hops", "no-type", "until") for payload in PAYLOADS[:2]),
    {"around": "javascript:window.ran='iri'"}, {"iri": "javascript:window.ran='iri'"}, {"__proto__": "x", "constructor": "y"},
])
@pytest.mark.parametrize("path", ["/graph", "/timeline"])
def test_no_script_runs_out_of_an_address(browser, address, path, parameters):
    with visited(browser, address, path, parameters) as seen:
        seen.page.evaluate(TOUCH)
        assert seen.page.evaluate("window.ran") is None
        assert seen.page.locator(f"{MARKUP}, {UNSAFE}").count() == 0
        assert stopped(seen) == []


def test_answers_are_data_to_a_browser_whatever_is_in_them(browser, address):
    for accept in (CSV, "text/tab-separated-values", "application/sparql-results+xml", "text/turtle", "application/rdf+xml"):
        form = "CONSTRUCT { ?s rdfs:label ?l }" if accept in ("text/turtle", "application/rdf+xml") else "SELECT ?s ?l"
        query = f"{form} {{ ?s rdfs:label ?l }}"
        answer = httpx.get(address + "/sparql", params={"query": query}, headers={"Accept": accept}, timeout=60)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "html" not in answer.headers["Content-Type"]
        if "xml" in accept:
            assert ElementTree.fromstring(answer.content) is not None  # noqa: S314


def test_the_exported_page_runs_no_script_of_the_graph(browser, store, tmp_path):
    page = tmp_path / "page.html"
    subprocess.run([sys.executable, "-m", "kg.cli", "export", "--store", str(store), "--format", "html", "-o", str(page)],
                   check=True, capture_output=True)
    with opened(browser, page) as seen:
        seen.page.fill("#search", "window.ran")
        seen.page.press("#search", "Enter")
        seen.page.wait_for_selector("#panel:not([hidden])")
        seen.page.click("#to-table")
        assert_harmless(seen)
        assert seen.requests == [seen.url]
