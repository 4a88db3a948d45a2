"""The search box and the page of results: names and words are found, marked, narrowed to a kind and shared by their address."""

import pytest

from tests.serve.newsroom import Written, written
from tests.serve.visiting import served, visited

pytestmark = pytest.mark.xdist_group("browser")
GIVEN = ("Ada", "Boris", "Clara", "Dmitri", "Edith", "Farouk", "Gloria", "Hector", "Ingrid", "Jorge", "Keiko", "Liam",
         "Mercedes", "Nils", "Olga", "Pavel", "Quentin", "Rosa", "Stefan", "Tamika", "Ursula",
         "Viktor", "Wanda", "Xavier", "Yusuf")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """A server of 25 people of one surname, each with an article."""
    articles = (Written(f"On {given}", "The Gazette", f"2026-01-{day:02}", f"{given} Marlow of {given}ville saw the harbor.",
                        {f"{given} Marlow": "Person"}) for day, given in enumerate(GIVEN, 1))
    with served(written(tmp_path_factory.mktemp("crowd") / "crowd.kg", *articles)) as address:
        yield address


def test_suggestions_come_as_one_types_and_the_keyboard_chooses(browser, news):
    with visited(browser, news, "/") as page:
        page.page.keyboard.press("/")
        page.page.keyboard.type("hom")
        page.page.wait_for_selector("#hit-0")
        assert page.page.locator("#hits [role=option]").all_text_contents() == [
            "Tom Homanperson",
            "Officers to leave MinnesotaBorder czar Tom Homan said on Wednesday that 700 officers will leave Minnesota.",
            "All results"]
        assert page.page.locator("#hits mark").all_text_contents() == ["Homan"]
        page.picture("explorer-suggestions")
        page.page.keyboard.press("ArrowDown")
        assert page.page.get_attribute("#search", "aria-activedescendant") == "hit-0"
        page.page.keyboard.press("Enter")
        page.page.wait_for_function("() => document.title === 'Tom Homan'")
        assert page.errors == []


def test_enter_without_a_choice_leads_to_all_results(browser, news):
    with visited(browser, news, "/") as page:
        page.page.fill("#search", "operation surge")
        page.page.press("#search", "Enter")
        page.page.wait_for_selector("h1:has-text('Results for')")
        assert page.page.url == f"{news}/search?q=operation+surge"
        assert page.page.text_content(".head .kind") == "1 name · 2 articles"
        assert page.page.is_hidden("#hits")
        assert page.page.input_value("#search") == "operation surge"
        page.picture("explorer-results")
        assert page.errors == []


def test_passages_have_the_words_marked_and_lead_to_them(browser, news):
    with visited(browser, news, "/search", {"q": "officers minnesota"}) as page:
        first = page.page.locator(".card blockquote").first
        assert first.locator("mark").all_text_contents() == ["officers", "Minnesota"]
        first.locator("a").click()
        page.page.wait_for_selector(".mark.sought")
        assert "#chars=" in page.page.url
        assert page.errors == []


def test_results_are_narrowed_to_a_kind(browser, news):
    with visited(browser, news, "/search", {"q": "minnesota"}) as page:
        kinds = page.page.locator("nav.kinds")
        assert kinds.locator("a").all_text_contents() == ["All", "Names 1", "Articles 2", "state 1"]
        kinds.get_by_text("state").click()
        page.page.wait_for_function("() => location.search.includes('kind=State')")
        page.page.wait_for_selector("nav.kinds [aria-current]:has-text('state')")
        assert page.page.locator("main .entity").all_text_contents() == ["Minnesota"]
        assert page.page.locator("main .card").count() == 0


def test_further_results_come_by_links_that_can_be_shared(browser, crowd):
    with visited(browser, crowd, "/search", {"q": "Marlow"}) as page:
        assert page.page.locator("main .entity").count() == 8
        page.page.click("a:has-text('All 25 names')")
        page.page.wait_for_selector("text=1 to 20 of 25")
        first = page.page.locator("main .entity").all_text_contents()
        page.page.click("text=Further results")
        page.page.wait_for_selector("text=21 to 25 of 25")
        rest, shared = page.page.locator("main .entity").all_text_contents(), page.page.url.removeprefix(crowd)
        assert len({*first, *rest}) == 25
        page.page.go_back()
        page.page.wait_for_selector("text=1 to 20 of 25")
    with visited(browser, crowd, shared) as page:
        assert page.page.locator("main .entity").all_text_contents() == rest
        page.page.click("text=Before these")
        page.page.wait_for_selector("text=1 to 20 of 25")
    with visited(browser, crowd, "/search", {"q": "harbor", "kind": "Article", "from": "20"}) as page:
        assert page.page.locator("main .card").count() == 5
        assert page.errors == []


def test_without_words_and_without_a_hit_it_is_said_what_to_do(browser, news):
    with visited(browser, news, "/search") as page:
        assert "Write a name, or words of an article" in page.page.text_content("main")
    with visited(browser, news, "/search", {"q": "walz zeppelin"}) as page:
        assert "Nothing has that name" in page.page.text_content("main")
        page.picture("explorer-no-results")
        page.page.click("main a:has-text('walz')")
        page.page.wait_for_selector("text=1 name · 2 articles")
        assert page.errors == []


def test_letters_without_accents_find_those_with_and_markup_stays_text(browser, tmp_path):
    text = "Zoë Müller said: <img src=x onerror=alert(1)> is no markup."
    store = written(tmp_path / "odd.kg", Written("<b>Odd</b>", "<i>Gazette</i>", "2026-01-01", text, {"Zoë Müller": "Person"}))
    with served(store) as address, visited(browser, address, "/search", {"q": "muller"}) as page:
        assert page.page.locator("main mark").all_text_contents() == ["Müller"]
        assert page.page.text_content("main blockquote") == text
        assert page.page.text_content("main .title") == "<b>Odd</b>"
        assert page.page.locator("main img, main b").count() == 0
        assert page.errors == []
