"""The page of the graph and the picture on an entity's page, in a real browser on a real server."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from PIL import Image

from tests.export.browser import PHONE
from tests.export.stores import ID, ODD_TEXTS, large, odd
from tests.serve.visiting import barriers, served, stored, visited

pytestmark = pytest.mark.xdist_group("browser")
HUB, SVG = ID + "n0", "{http://www.w3.org/2000/svg}"
MINNESOTA = ID + "minnesota"


@pytest.fixture(scope="module")
def examples(examples_graph, tmp_path_factory):
    with served(stored(examples_graph.store.quads, tmp_path_factory.mktemp("graph") / "examples.kg")) as address:
        yield address


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """A server of 3,000 statements whose first entity is in many of them."""
    with served(stored(large(3_000), tmp_path_factory.mktemp("graph") / "crowd.kg")) as address:
        yield address


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    quads = ox.Store()
    quads.load(path=Path(__file__).parent.parent / "data" / "two_articles.trig", format=ox.RdfFormat.TRIG)
    with served(stored(quads, tmp_path_factory.mktemp("graph") / "two.kg")) as address:
        yield address


@pytest.fixture
def page(browser, two):
    """Two articles, with everything that they say."""
    with visited(browser, two, "/graph") as found:
        yield found
        assert found.errors == []


def order(page):
    return page.drawn("view.graph.order")


def until(page, script, argument=None):
    page.page.wait_for_function(f"(argument) => {{ const view = window.kgView; return {script}; }}", arg=argument)


def asked(page):
    """The parameters of the address."""
    return parse_qs(urlparse(page.page.url).query)


def double_click(page, key):
    place, box = page.drawn("view.position(argument)", key), page.page.locator("#graph").bounding_box()
    page.page.mouse.dblclick(box["x"] + place["x"], box["y"] + place["y"])


def test_it_opens_on_the_most_connected_and_counts_what_it_shows(browser, two, examples):
    with visited(browser, two, "/graph") as page:
        assert page.counts == "12 entities · 14 statements"
        assert page.page.text_content("#left") == ""
    with visited(browser, examples, "/graph") as page:
        assert page.page.title() == "Graph"
        assert order(page) == int(page.counts.split()[0]) > 100
        assert re.fullmatch(r"\d+ entities more Draw more", page.page.text_content("#left"))
        page.picture("explorer-graph")
        drawn = order(page)
        page.page.click("#left button")
        until(page, "view.graph.order > argument", drawn)
        assert asked(page) == {"limit": ["300"]}
        assert page.errors == []


def test_a_double_click_expands_and_what_came_can_be_collapsed_and_removed(browser, crowd):
    with visited(browser, crowd, "/graph", {"around": HUB, "limit": "6"}) as page:
        assert order(page) == 6
        other = page.drawn("view.graph.findNode(key => key !== argument)", HUB)
        place = "view.graph.mapNodes((key, { x, y }) => [key, x, y]).find(([key]) => key === argument)"
        before = page.drawn(place, HUB)
        double_click(page, other)
        until(page, "view.graph.order > 6")
        assert asked(page)["expand"] == [other]
        assert page.drawn(place, HUB) == before
        page.picture("explorer-expanded")
        expanded = order(page)
        page.page.reload()
        until(page, "view?.graph.order === argument", expanded)
        page.page.click("#panel button:has-text('Collapse')")
        until(page, "view.graph.order === 6")
        page.page.click("#panel button:has-text('Remove')")
        until(page, "!view.graph.hasNode(argument)", other)
        assert asked(page)["without"] == [other]
        assert page.errors == []


def test_what_comes_glides_from_what_was_expanded_to_where_it_is_without_motion(browser, crowd):
    spots = "view.graph.mapNodes((key, { x, y }) => [key, x, y])"
    with visited(browser, crowd, "/graph", {"around": HUB, "limit": "6"}) as page:
        page.page.click("#left button")
        until(page, "view.graph.order === 36")
        still = page.drawn(spots)
    with visited(browser, crowd, "/graph", {"around": HUB, "limit": "6"}, reduced_motion="no-preference") as page:
        page.page.evaluate("""(hub) => {
          const far = () => {
            const { graph } = window.kgView, { x, y } = graph.getNodeAttributes(hub);
            return graph.reduceNodes((sum, _, node) => sum + Math.hypot(node.x - x, node.y - y), 0) / graph.order;
          };
          window.far = [];
          const look = () => { if (window.kgView.graph.order === 36) window.far.push(far()); requestAnimationFrame(look); };
          requestAnimationFrame(look);
        }""", HUB)
        page.page.click("#left button")
        page.page.wait_for_function("() => window.far.some((far, i) => i && far < window.far[i - 1])")
        until(page, f"JSON.stringify({spots}) === JSON.stringify(argument)", still)
        assert page.errors == []


def test_more_neighbours_are_told_of_and_drawn(browser, crowd):
    with visited(browser, crowd, "/graph", {"around": HUB, "limit": "6"}) as page:
        left = int(page.page.text_content("#left").split()[0].replace(",", ""))
        page.page.click("#left button")
        until(page, "view.graph.order === 36")
        assert page.page.text_content("#left").startswith(f"{left - 30} neighbours more")
        page.page.select_option("#hops", "2")
        page.page.wait_for_function("() => location.search.includes('hops=2')")
        assert page.errors == []


def test_what_is_hidden_makes_room_for_more_of_the_rest(browser, crowd):
    with visited(browser, crowd, "/graph", {"around": HUB, "limit": "10"}) as page:
        types = page.drawn("view.graph.mapNodes((key, node) => node.entity.type)")
        hidden = next(type_ for type_ in types if type_ != "Person")
        page.page.locator(f"input[data-facet=type][value={hidden}]").uncheck()
        until(page, "view.graph.order === 10 && view.graph.everyNode((key, node) => node.entity.type !== argument)", hidden)
        assert asked(page)["no-type"] == [hidden]
        page.page.click("#clear")
        until(page, "view.graph.someNode((key, node) => node.entity.type === argument)", hidden)
        assert "no-type" not in asked(page)


def test_the_legend_hides_and_shows_and_sliders_choose(page):
    for facet, value, left in (("relation", "withdrawsFrom", 12), ("modality", "planned", 13), ("polarity", "negative", 13),
                               ("voice", "speaker", 11)):
        page.page.eval_on_selector(f"details[data-name={facet}]", "element => { element.open = true }")
        page.page.locator(f"input[data-facet={facet}][value={value}]").uncheck()
        until(page, "view.graph.reduceEdges((n, _, line) => n + line.statements.length, 0) === argument", left)
        page.page.click("#clear")
        until(page, "view.graph.reduceEdges((n, _, line) => n + line.statements.length, 0) === 14")
    page.page.fill("#confidence", "0.85")
    until(page, "view.graph.reduceEdges((n, _, line) => n + line.statements.length, 0) === 6")
    page.page.locator("[aria-label=Until]").press("Home")
    page.page.wait_for_function("() => location.search.includes('until=')")


def test_a_line_tells_the_words_that_say_so_and_leads_to_them(browser, examples):
    with visited(browser, examples, "/graph") as page:
        line = page.drawn("view.graph.findEdge((_, line) => line.statements.some(s => s.article))")
        page.page.evaluate("key => window.kgView.goTo(window.kgView.graph.extremities(key))", line)
        page.click(line)
        page.page.wait_for_selector("#panel blockquote")
        address = page.page.locator("#panel blockquote a").first.get_attribute("href")
        assert re.fullmatch(r"/id/article/[^#]+#chars=\d+-\d+", address)
        words = page.drawn("view.graph.getEdgeAttribute(argument, 'statements').map(s => s.evidence)", line)
        assert page.page.locator("#panel blockquote").first.text_content() in words
        assert page.errors == []


def test_the_search_box_finds_in_the_graph_and_draws_what_is_not_there_yet(browser, two):
    with visited(browser, two, "/graph", {"around": ID + "good"}) as page:
        assert order(page) == 2
        for name, drawn in (("killing", 2), ("Tim Walz", 5)):
            page.page.fill("#search", name)
            page.page.wait_for_selector("#hit-0")
            page.page.press("#search", "ArrowDown")
            page.page.press("#search", "Enter")
            page.page.wait_for_function("name => document.querySelector('#panel h2')?.textContent === name", arg=name)
            assert order(page) == drawn
            assert urlparse(page.page.url).path == "/graph"


def test_the_way_to_another_is_found_by_the_search_box_and_kept_in_the_address(browser, two):
    with visited(browser, two, "/graph", {"around": ID + "homan"}) as page:
        page.page.click("#seek")
        assert page.page.evaluate("document.activeElement.id") == "search"
        assert page.page.get_attribute("#search", "placeholder") == "The way from Tom Homan to whom or what?"
        page.page.keyboard.type("white")
        page.page.wait_for_selector("#hit-0")
        page.page.keyboard.press("ArrowDown")
        page.page.keyboard.press("Enter")
        page.page.wait_for_selector("h1:has-text('Between Tom Homan and White House')")
        assert asked(page) == {"around": [ID + "homan"], "to": [ID + "white-house"]}
        until(page, "view.graph.order === 3")
        page.picture("explorer-between")
        assert barriers(page) == []
        assert page.page.get_attribute("#search", "placeholder").startswith("Find a person")
    with visited(browser, two, "/graph", {"around": ID + "good", "to": ID + "walz"}) as page:
        assert page.page.text_content("#left") == "No way of 6 steps or fewer leads from one to the other."
        assert order(page) == 2
        assert page.errors == []


def test_the_whole_view_is_in_the_address(browser, two):
    with visited(browser, two, "/graph", {"around": MINNESOTA}) as page:
        page.page.select_option("#hops", "2")
        page.page.check("#coloured")
        page.page.locator("input[data-facet=type][value=Group]").uncheck()
        page.page.wait_for_function("() => location.search.includes('no-type=Group')")
        page.click(MINNESOTA)
        page.page.wait_for_selector("#panel h2")
        page.page.click("#to-table")
        page.page.wait_for_timeout(600)
        told, address = page.counts, page.page.url
    with visited(browser, two, address.removeprefix(two)) as page:
        assert page.counts == told
        assert page.page.input_value("#hops") == "2"
        assert page.page.is_checked("#coloured")
        assert not page.page.is_checked("input[data-facet=type][value=Group]")
        assert page.page.text_content("#panel h2") == "Minnesota"
        assert page.page.is_visible("#table")


def test_communities_are_coloured_on_demand(page):
    colors = "[...new Set(view.graph.mapNodes((key, node) => node.color))]"
    by_type = page.drawn(colors)
    page.page.check("#coloured")
    until(page, f"{colors}.join() !== argument.join()", by_type)
    groups = page.drawn("view.graph.mapNodes((key, node) => [node.entity.community, node.color])")
    assert len(dict(groups)) == len(set(dict(groups).values())) > 1
    assert all(dict(groups)[community] == color for community, color in groups)


def test_the_keyboard_moves_the_picture_and_the_table_reaches_every_node(page):
    page.page.focus("#graph")
    before = page.drawn("view.sigma.getCamera().getState()")
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("+")
    until(page, "view.sigma.getCamera().ratio < argument", before["ratio"])
    assert page.drawn("view.sigma.getCamera().x") > before["x"]
    page.page.keyboard.press("0")
    until(page, "view.sigma.getCamera().ratio === argument", before["ratio"])
    page.page.focus("#to-table")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#table tbody tr").count() == 14
    labels = page.drawn("view.graph.mapNodes((key, node) => node.label)")
    assert set(page.page.locator("#table .entity bdi").all_text_contents()) == set(labels)
    page.page.locator("#table .entity", has_text="Tim Walz").first.focus()
    page.page.keyboard.press("Enter")
    assert page.page.text_content("#panel h2") == "Tim Walz"


def test_the_keyboard_alone_goes_from_name_to_name_draws_more_and_comes_back_from_the_details(browser, crowd):
    with visited(browser, crowd, "/graph", {"around": HUB, "limit": "6"}) as page:
        page.page.focus("#graph")
        page.page.keyboard.press("n")
        assert page.page.text_content("#panel h2") == "Person number 0"
        page.page.keyboard.press("p")
        other = page.page.text_content("#panel h2")
        assert other != "Person number 0"
        page.page.keyboard.press("e")
        until(page, "view.graph.order > 6")
        assert page.page.text_content("#panel h2") == other
        page.page.keyboard.press("Escape")
        assert page.page.is_hidden("#panel")
        assert page.page.evaluate("document.activeElement.id") == "graph"
        page.page.click("#to-table")
        page.page.locator("#table .entity").first.focus()
        page.page.keyboard.press("Enter")
        assert page.page.evaluate("document.activeElement.id") == "panel"
        page.page.keyboard.press("Tab")
        assert page.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Close"
        page.page.keyboard.press("Escape")
        assert page.page.evaluate("document.activeElement.matches('#table .entity')")
        assert page.errors == []


def test_the_picture_is_saved_as_svg_whose_text_is_text_and_as_png(browser, two, tmp_path):
    with visited(browser, two, "/graph", {"around": MINNESOTA, "hops": "2"}) as page:
        with page.page.expect_download() as download:
            page.page.click("#save-svg")
        assert download.value.suggested_filename == "around-minnesota.svg"
        tree = ElementTree.parse(download.value.path()).getroot()  # noqa: S314  # it is ours
        texts = {text.text for text in tree.iter(SVG + "text")}
        assert texts >= set(page.drawn("view.labelled().map(({ key }) => view.graph.getNodeAttribute(key, 'label'))"))
        shapes = [*tree.iter(SVG + "circle"), *tree.iter(SVG + "polygon")]
        assert len([shape for shape in shapes if shape.get("stroke-width")]) == order(page)
        assert len(list(tree.iter(SVG + "path"))) == page.drawn("view.graph.size")
        with page.page.expect_download() as download:
            page.page.click("#save-png")
        download.value.save_as(tmp_path / "graph.png")
        box = page.page.locator("#graph").bounding_box()
        with Image.open(tmp_path / "graph.png") as image:
            assert image.size == (round(box["width"]) * 2, round(box["height"]) * 2)
            assert len(image.convert("RGB").getcolors(1 << 24)) > 20
        assert page.errors == []


def test_text_of_articles_never_becomes_markup(browser, tmp_path):
    with served(stored(odd(), tmp_path / "odd.kg")) as address, visited(browser, address, "/graph") as page:
        page.page.click("#to-table")
        assert ODD_TEXTS["entities"] in page.page.locator("#table .words").all_text_contents()
        page.page.locator("#table .words", has_text="</script>").click()
        assert page.page.text_content("#panel blockquote") == ODD_TEXTS["script"]
        assert page.page.locator("main img, main script").count() == 0
        with page.page.expect_download() as download:
            page.page.click("#save-svg")
        assert ElementTree.parse(download.value.path()) is not None  # noqa: S314
        assert page.errors == []


def test_it_works_on_a_phone(browser, examples):
    with visited(browser, examples, "/graph", viewport=PHONE, has_touch=True, device_scale_factor=2) as page:
        assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.page.evaluate("document.documentElement.scrollHeight") <= PHONE["height"]
        page.picture("explorer-phone")
        assert page.page.is_hidden("#filters")
        page.page.tap("#filters-toggle")
        assert page.page.is_visible("#filters")
        page.picture("explorer-phone-filters")
        page.page.tap("#filters-toggle")
        page.page.tap("#to-table")
        page.page.locator("#table .words").first.tap()
        assert page.page.locator("#panel").bounding_box()["width"] == PHONE["width"]
        page.picture("explorer-phone-details")
        assert page.errors == []


def test_the_page_of_an_entity_draws_what_is_around_it(browser, crowd):
    with visited(browser, crowd, "/id/n0") as page:
        page.page.wait_for_selector(".around canvas")
        assert order(page) == 60
        assert re.match(r"\d+ neighbours more\. Open in the graph", page.page.text_content(".around > p"))
        page.picture("explorer-entity")
        page.page.click(".around a:has-text('Open in the graph')")
        page.page.wait_for_selector("#counts:not(:empty)")
        assert asked(page) == {"around": [HUB]}
        assert page.page.title() == "Around Person number 0"
        assert page.errors == []


def test_an_entity_of_the_picture_leads_to_its_page(browser, two):
    with visited(browser, two, "/id/minnesota") as page:
        page.page.wait_for_selector(".around canvas")
        place, box = page.drawn("view.position(argument)", ID + "ice"), page.page.locator(".around .scene > div").bounding_box()
        page.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
        page.page.wait_for_function("() => document.title === 'ICE'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", ["graph", "table"])
def test_axe_finds_nothing_serious(browser, examples, scheme, part):
    with visited(browser, examples, "/graph", {"view": part}, color_scheme=scheme) as page:
        page.page.fill("#search", "Minnesota")
        page.page.wait_for_selector("#hit-0")
        page.page.press("#search", "ArrowDown")
        page.page.press("#search", "Enter")
        page.page.wait_for_selector("#panel h2")
        page.picture(f"explorer-{part}-{scheme}")
        assert barriers(page) == []
