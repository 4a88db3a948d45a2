"""The page for people who correct: all that ``kg review`` lists, and decisions in the file that it writes, with the token."""

from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from kg.identity.ledger import beside, read
from tests.serve.newsroom import DOUBTFUL, LEAVING, written
from tests.serve.serving import eventually
from tests.serve.visiting import served, visited

pytestmark = pytest.mark.xdist_group("browser")
TOKEN = "the-token-of-these-tests"  # noqa: S105


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """The address of a server that takes decisions, and its store."""
    store = written(tmp_path_factory.mktemp("desk") / "news.kg", *LEAVING, *DOUBTFUL)
    with served(store, TOKEN) as address:
        yield address, store


@pytest.fixture
def review(browser, desk):
    with visited(browser, desk[0], "/review") as page:
        page.page.get_by_label("Token").fill(TOKEN)
        page.page.get_by_label("Your name").fill("anna")
        yield page
        assert page.errors == []


def decided(desk):
    return [(d.decision, len(d.entities), d.by) for d in read(beside(desk[1])).decisions]


def press(page, within, name):
    page.page.locator(within).get_by_role("button", name=name, exact=True).click()
    page.page.locator(within).locator(f"[aria-pressed=true]:text-is('{name}')").wait_for()


def test_all_that_the_terminal_lists_is_listed(review):
    told = review.page.text_content("main")
    for words in ("Riverside Transit Agency", "54 % likely one, for one name is the initials of the other",
                  "record leg:17 of the authority file",
                  "Told apart by offices in Iowa; offices in Montana", "The governor backs it", "Homan sues Wednesday"):
        assert words in told, words


def test_pairs_names_and_statements_are_decided_and_written_down(review, desk):
    before = decided(desk)
    press(review, ".pair:has-text('RTA'):has-text('Riverside Transit Agency')", "Different")
    press(review, ".pair:has-text('Told apart by')", "One and the same")
    press(review, ".card:has(mark:text-is('The governor backs it'))", "No")
    press(review, ".card:has(mark:text-is('Border czar Tom Homan'))", "Yes, it says so")
    assert decided(desk)[len(before):] == [("apart", 2, "anna"), ("merge", 2, "anna"), ("reject", 0, "anna"),
                                           ("confirm", 0, "anna")]
    review.picture("explorer-decided")


def test_a_doubtful_statement_stands_in_its_sentence(review):
    card = review.page.locator(".card:has(mark:text-is('Border czar Tom Homan'))")
    assert card.locator("blockquote").text_content() == (
        "Border czar Tom Homan said on Wednesday that 700 officers will leave Minnesota.")


def test_a_record_is_shown_with_what_the_file_tells(review):
    review.page.locator("a", has_text="Ann Marie Weber").first.click()
    review.page.wait_for_selector("main:has-text('No entity is linked to it.')")
    assert "record leg:17 of the authority file" in review.page.text_content("main")
    assert "Mayor; Duluth" in review.page.text_content("main")


def test_an_entity_is_renamed_and_split_and_it_takes_effect(browser, desk):
    address, store = desk
    with visited(browser, address, "/search", {"q": "Acme"}) as page:
        page.page.click("main .entity")
        page.page.click("a:has-text('Correct')")
        page.page.get_by_label("Token").fill(TOKEN)
        page.page.get_by_label("Another name").fill("Acme Mines")
        page.page.click("button:has-text('Rename')")
        page.page.wait_for_selector("text=1 decision written")
        page.page.get_by_label("In some articles it is another, called").fill("Acme of the deal")
        page.page.get_by_label("A deal").check()
        page.page.click("button:has-text('Split')")
        page.page.wait_for_selector("text=2 decisions written")
        page.page.click("button:has-text('Let them take effect')")
        page.page.wait_for_selector("text=In effect")
        assert page.errors == []
    assert [d.decision for d in read(beside(store)).decisions][-2:] == ["rename", "split"]
    assert eventually(lambda: "Acme of the deal" in suggested(address))
    with visited(browser, address, "/search", {"q": "Acme"}) as page:
        assert sorted(page.page.locator("main .entity").all_text_contents()) == ["Acme Mines", "Acme of the deal"]


def suggested(address):
    with urlopen(f"{address}/api/suggest?q=Acme") as answer:  # noqa: S310
        return answer.read().decode()


def test_without_the_token_nothing_is_written(browser, desk):
    before = decided(desk)
    with visited(browser, desk[0], "/review") as page:
        page.page.locator(".pair").first.get_by_role("button", name="Different").click()
        page.page.wait_for_selector(".desk .problem")
    assert decided(desk) == before
