"""The page in a real browser: what a reader sees, finds, hides, clicks and types."""

import io
import re

import pytest

from kg.export.destination import write_into
from kg.export.registry import find
from kg.export.writer import Request
from kg.network.graph import to_networkx
from kg.network.selection import EVERYTHING, PLAIN
from kg.rdf.prefixes import PREFIXES
from tests.export.browser import PHONE, chromium, opened
from tests.export.stores import ID, ODD_TEXTS, large
from tests.foreign.readers import HOME

pytestmark = pytest.mark.xdist_group("browser")
KILLING = "the killing of Renee Good"
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


def page_file(store, path, selection=EVERYTHING):
    with path.open("wb") as file:
        write_into(file, find("html"), Request(store, PREFIXES, selection))
    return path


@pytest.fixture(scope="module")
def examples_page(examples_graph, tmp_path_factory):
    return page_file(examples_graph.store.quads, tmp_path_factory.mktemp("page") / "examples.html")


@pytest.fixture(scope="module")
def large_page(tmp_path_factory):
    """More than 6,000 entities, some of them in small parts of their own."""
    return page_file(large(9_000, nodes=0.9), tmp_path_factory.mktemp("page") / "large.html")


@pytest.fixture
def page(browser, two_articles, tmp_path):
    """Two articles, with everything that they say."""
    with opened(browser, page_file(two_articles, tmp_path / "page.html")) as found:
        yield found
        assert found.errors == []


@pytest.mark.parametrize("selection", [PLAIN, EVERYTHING], ids=["plain", "everything"])
def test_it_opens_without_an_error_or_a_request_and_counts_what_it_shows(browser, examples_graph, tmp_path, selection):
    expected = to_networkx(examples_graph.store.quads, selection)
    with opened(browser, page_file(examples_graph.store.quads, tmp_path / "page.html", selection)) as page:
        page.picture(f"examples-{'plain' if selection is PLAIN else 'everything'}")
        assert page.errors == []
        assert page.requests == [page.url]
        assert page.counts == f"{expected.number_of_nodes()} entities · {expected.number_of_edges()} statements"
        assert page.drawn("view.graph.order") == expected.number_of_nodes()
        assert page.drawn("view.graph.reduceEdges((n, _, line) => n + line.statements.length, 0)") == expected.number_of_edges()


def test_an_empty_store_says_so(browser, empty_store, tmp_path):
    with opened(browser, page_file(empty_store, tmp_path / "page.html")) as page:
        assert page.counts == "0 entities · 0 statements"
        assert page.page.is_visible("#nothing")
        assert page.errors == []


def test_text_of_articles_never_becomes_markup(browser, odd_store, tmp_path):
    with opened(browser, page_file(odd_store, tmp_path / "page.html")) as page:
        page.choose("</script>")
        assert page.page.text_content("#panel h2") == ODD_TEXTS["script"]
        assert page.page.text_content("#panel blockquote") == ODD_TEXTS["script"]
        page.page.click("#to-table")
        assert ODD_TEXTS["entities"] in page.page.locator("#table .words").all_text_contents()
        assert page.page.locator("#panel img, #panel script, #table img, #table script, #hits img").count() == 0
        page.choose("word word")
        assert len(page.page.text_content("#panel h2")) < 300  # of 10,000 characters
        page.picture("odd-texts")
        assert page.errors == []
        assert page.requests == [page.url]


def test_an_entity_in_love_with_itself_is_drawn_and_its_words_found(browser, odd_store, tmp_path):
    with opened(browser, page_file(odd_store, tmp_path / "page.html")) as page:
        assert page.drawn("view.graph.filterEdges((key, _, a, b) => a === b).length") == 1
        page.choose("themselves")
        assert page.page.text_content("#panel blockquote") == "They support themselves"


def test_only_web_addresses_become_links(browser, odd_store, tmp_path):
    import pyoxigraph as ox

    url = ox.NamedNode("https://schema.org/url")
    (quad,) = odd_store.quads_for_pattern(None, url, None, None)
    odd_store.remove(quad)
    odd_store.add(ox.Quad(quad.subject, url, ox.Literal("javascript:alert(1)"), quad.graph_name))
    with opened(browser, page_file(odd_store, tmp_path / "page.html")) as page:
        page.choose("themselves")
        assert page.page.locator("#panel .source").count() == 1
        assert page.page.locator("#panel .source a").count() == 0


def test_a_link_to_an_article_tells_it_nothing(browser, odd_store, tmp_path):
    with opened(browser, page_file(odd_store, tmp_path / "page.html")) as page:
        page.choose("themselves")
        link = page.page.locator("#panel .source a")
        assert link.get_attribute("href") == "https://news.example/a?a=1&b=2"
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_search_offers_names_and_the_one_taken_is_told_of(page):
    page.page.fill("#search", "walz")
    assert page.page.locator("#hits .name").all_text_contents() == ["Tim Walz"]
    page.page.press("#search", "ArrowDown")
    assert page.page.get_attribute("#search", "aria-activedescendant") == "hit-0"
    page.page.press("#search", "Enter")
    assert page.page.text_content("#panel h2") == "Tim Walz"
    groups = page.page.locator("#panel h3").all_text_contents()
    assert [re.sub(r"[→←\d ]+", " ", g).strip() for g in groups] == ["calls for", "criticizes", "supports"]
    page.page.fill("#search", "nobody of that name")
    assert page.page.text_content("#hits") == "Nothing has that name"


def test_what_is_not_plainly_so_is_said_to_be_what_it_is(page):
    page.choose("ICE")
    card = page.page.locator("#panel .card", has_text="700 officers will leave")
    assert card.locator(".tag").all_text_contents() == ["planned", "said by Tom Homan"]
    assert card.locator(".source").text_content() == ("700 officers · from 4 Feb 2026 · 70 % sure · 4 Feb 2026 · Gazette · "
                                                      "Officers to leave")
    page.choose("Hennepin")
    denied = page.page.locator("#panel .card", has_text="has not signed")
    assert denied.locator(".tag").all_text_contents() == ["denied"]


def test_a_click_on_a_node_and_on_a_line_tells_of_them(page):
    page.click(ID + "killing")
    page.page.wait_for_selector("#panel h2")
    assert page.page.text_content("#panel h2") == "killing"
    line = page.drawn("view.graph.findEdge((_, line) => line.statements.some(s => s.evidence === argument))", KILLING)
    page.page.click("#panel .close")
    page.page.click("#fit")
    page.click(line)
    page.page.wait_for_selector("#panel blockquote")
    assert page.page.text_content("#panel blockquote") == KILLING


def test_the_neighbourhood_of_what_is_hovered_stands_out(page):
    box, place = page.page.locator("#graph").bounding_box(), page.drawn(f"view.position('{ID}killing')")
    page.page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
    page.page.wait_for_function("() => window.kgView.near !== null")
    assert set(page.drawn("[...view.near].filter(key => view.graph.hasNode(key))")) == {ID + "killing", ID + "good"}


def test_types_relations_and_ways_of_meaning_are_hidden_and_shown(page):
    everything = page.counts
    for facet, value, left in (("type", "Agency", "9 statements"), ("relation", "withdrawsFrom", "12 statements"),
                               ("modality", "planned", "13 statements"), ("polarity", "negative", "13 statements"),
                               ("voice", "speaker", "11 statements")):
        box = page.page.locator(f"input[data-facet={facet}][value={value}]")
        page.page.eval_on_selector(f"details[data-name={facet}]", "element => { element.open = true }")
        box.uncheck()
        page.page.wait_for_function("text => document.getElementById('counts').textContent !== text", arg=everything)
        assert f"· {left} of 14" in page.counts, facet
        assert page.drawn("view.graph.reduceEdges((n, _, line) => n + line.statements.length, 0)") == int(left.split()[0])
        page.page.click("#clear")
        page.page.wait_for_function("text => document.getElementById('counts').textContent === text", arg=everything)
        assert box.is_checked()


def test_confidence_and_time_are_set_by_sliders(page):
    everything = page.counts
    page.page.fill("#confidence", "0.85")
    page.page.wait_for_function("text => document.getElementById('counts').textContent !== text", arg=everything)
    assert "6 statements of 14" in page.counts
    page.page.click("#clear")
    page.page.wait_for_function("text => document.getElementById('counts').textContent === text", arg=everything)
    page.page.locator("[aria-label=Until]").press("Home")
    page.page.wait_for_function("text => document.getElementById('counts').textContent !== text", arg=everything)
    assert int(re.search(r"(\d+) statements? of 14", page.counts)[1]) < 14
    assert page.page.locator("[aria-label=Until]").get_attribute("aria-valuetext")


def test_the_table_says_the_same_and_its_rows_tell_all(page):
    page.page.click("#to-table")
    assert page.page.locator("#table tbody tr").count() == 14
    page.page.click("#table th button:has-text('Sure')")
    sure = [int(t.split()[0]) for t in page.page.locator("td[data-name=Sure]").all_text_contents()]
    assert sure == sorted(sure)
    page.page.click("#table .words:has-text('Walz called the surge reckless')")
    assert page.page.text_content("#panel blockquote") == "Walz called the surge reckless"
    page.page.click("#panel .entity:has-text('Tim Walz')")
    assert page.page.text_content("#panel h2") == "Tim Walz"


def test_the_address_keeps_the_view(page):
    page.choose("Tim Walz")
    page.page.click("#to-table")
    page.page.locator("input[data-facet=type][value=Person]").uncheck()
    page.page.wait_for_function("() => location.hash.includes('no-type=Person')")
    page.page.reload()
    page.page.wait_for_selector("#panel h2")
    assert page.page.text_content("#panel h2") == "Tim Walz"
    assert page.page.get_attribute("body", "data-view") == "table"
    assert not page.page.locator("input[data-facet=type][value=Person]").is_checked()


def test_everything_can_be_done_with_the_keyboard(page):
    page.page.keyboard.press("/")
    assert page.page.evaluate("document.activeElement.id") == "search"
    page.page.keyboard.type("homan")
    page.page.keyboard.press("Enter")
    assert page.page.text_content("#panel h2") == "Tom Homan"
    page.page.focus("#graph")
    before = page.drawn("view.sigma.getCamera().getState()")
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("+")
    page.page.wait_for_function("ratio => window.kgView.sigma.getCamera().ratio < ratio", arg=before["ratio"])
    assert page.drawn("view.sigma.getCamera().x") > before["x"]
    page.page.keyboard.press("Escape")
    assert page.page.is_hidden("#panel")
    reached = set()
    for _ in range(60):
        page.page.keyboard.press("Tab")
        reached.add(page.page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"search", "to-table", "confidence", "graph", "zoom-in", "fit"} <= reached


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_no_label_lies_on_another(browser, examples_page, phone):
    with opened(browser, examples_page, **({"viewport": PHONE} if phone else {})) as page:
        boxes = [label["box"] for label in page.drawn("view.labelled()")]
        assert len(boxes) > (10 if phone else 60)
        for i, a in enumerate(boxes):
            for b in boxes[i + 1:]:
                apart = (a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
                         or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"])
                assert apart, (a, b)


def test_labels_move_along_with_a_large_picture_and_are_written_anew_at_rest(browser, tmp_path):
    moved = """() => { const { sigma, labels } = window.kgView, camera = sigma.getCamera();
      const before = sigma.graphToViewport({ x: 0, y: 0 });
      camera.setState({ x: camera.x + 0.05 });
      sigma.refresh();
      const { x, y } = sigma.graphToViewport({ x: 0, y: 0 });
      return { by: [x - before.x, y - before.y], labels: [labels.shifted.x, labels.shifted.y] }; }"""
    with opened(browser, page_file(large(2_500), tmp_path / "page.html")) as page:
        seen = page.page.evaluate(moved)
        assert seen["by"][0] < -10
        assert seen["labels"] == pytest.approx(seen["by"], abs=0.1)
        page.page.wait_for_function("() => window.kgView.labels.shifted.x === 0")


def test_in_a_large_picture_the_rest_does_not_fade_for_what_is_hovered(browser, tmp_path):
    hovered = """view.graph.nodes().filter(key => view.graph.degree(key) === 1).slice(0, 1).map(key => {
      view.sigma.emit("enterNode", { node: key });
      const drawn = view.graph.nodes().map(node => view.sigma.getNodeDisplayData(node));
      return { faded: drawn.filter(node => node.opacity < 1).length,
               rings: new Set(drawn.map(node => node.ringColor)).size, near: view.near.size }; })[0]"""
    with opened(browser, page_file(large(2_500), tmp_path / "page.html")) as page:
        assert page.drawn(hovered) == {"faded": 0, "rings": 2, "near": 3}
        assert page.errors == []


def test_it_works_on_a_phone(browser, examples_page):
    with opened(browser, examples_page, viewport=PHONE, has_touch=True, device_scale_factor=2) as page:
        page.picture("phone")
        assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.page.is_hidden("#filters")
        page.page.tap("#filters-toggle")
        assert page.page.is_visible("#filters")
        page.picture("phone-filters")
        page.page.tap("#filters-toggle")
        page.choose("Minnesota")
        panel = page.page.locator("#panel").bounding_box()
        assert panel["y"] > PHONE["height"] * 0.4
        assert panel["width"] == PHONE["width"]
        page.picture("phone-details")
        page.page.tap("#to-table")
        page.picture("phone-table")
        assert page.errors == []


def test_a_large_graph_opens_on_communities_and_unfolds(browser, large_page):
    with opened(browser, large_page) as page:
        assert int(page.counts.split()[0].replace(",", "")) > 6_000
        page.picture("large")
        assert page.drawn("view.graph.everyNode((key, node) => node.community !== null)")
        closed = page.drawn("view.graph.order")
        assert closed < 6_000 / 10
        key = page.drawn("view.graph.findNode((key, node) => node.community.number === 2)")
        members = page.drawn(f"view.graph.getNodeAttribute('{key}', 'community').members.length")
        page.click(key)
        page.page.wait_for_selector("#panel h2")
        assert page.drawn("view.graph.order") == closed - 1 + members
        assert page.page.text_content("#panel .kind") == "Community"
        page.picture("large-unfolded")
        page.page.click("#panel button:has-text('Fold it up again')")
        page.page.wait_for_function("order => window.kgView.graph.order === order", arg=closed)
        page.choose("Person number 0")
        assert page.page.text_content("#panel h2") == "Person number 0"
        assert page.drawn(f"view.graph.hasNode('{ID}n0')")
        assert page.errors == []


def test_where_no_picture_can_be_drawn_the_table_stands_in_for_it(browser, two_articles, tmp_path):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(page_file(two_articles, tmp_path / "page.html").as_uri())
    page.wait_for_selector("#table tbody tr")
    assert page.is_visible("#no-picture")
    assert page.locator("#table tbody tr").count() == 14
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", ["graph", "table"])
def test_axe_finds_nothing_serious(browser, examples_page, scheme, part):
    with opened(browser, examples_page, color_scheme=scheme, hash_="#view=table" if part == "table" else "") as page:
        page.choose("Minnesota")
        page.picture(f"{part}-{scheme}")
        page.page.evaluate((HOME / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
        found = page.page.evaluate("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations")
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in SERIOUS] == []


def test_the_browser_obeys_the_policy(browser, two_articles, tmp_path):
    output = io.BytesIO()
    write_into(output, find("html"), Request(two_articles, PREFIXES))
    before, end, after = output.getvalue().rpartition(b"</body>")
    path = tmp_path / "hostile.html"
    path.write_bytes(before + b"<script>window.ran = 1</script><img src='https://evil.example/x.png'>" + end + after)
    with opened(browser, path) as page:
        assert page.counts == f"10 entities · {to_networkx(two_articles).number_of_edges()} statements"  # the page runs
        assert page.page.evaluate("window.ran") is None
        assert any("Executing inline script violates" in error for error in page.errors)
        assert any("Loading the image" in error and "has been blocked" in error for error in page.errors)
