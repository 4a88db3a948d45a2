"""The quality page has every table, and its figures are about those of the present code.

Not to the last digit: a parse may differ between machines, and a page need not be written anew for every frame.
"""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path

import pytest

from kg.ontology import load
from tests.quality.fit_confidence import WEIGHTS, examples, fit, probability
from tests.quality.page import MARKED, renewed, tables
from tests.quality.scoring import MEASURES

pytestmark = pytest.mark.xdist_group("quality")

PAGE = Path(__file__).parent.parent.parent / "docs" / "quality.md"
STALE = 0.05  # macro F1
ROW = re.compile(r"^\| `?(\w+)`? \|.*\| ([\d.]+|–) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


@pytest.fixture(scope="module")
def now(articles) -> dict[str, str]:
    return tables(articles)


def rows(text: str, table: str) -> dict[str, str]:
    """First cell -> last cell of a table of the page."""
    (found,) = (m[0] for m in MARKED.finditer(text) if m["name"] == table)
    return dict(ROW.findall(found))


def test_the_page_has_every_table_and_no_other(page, now):
    assert {m["name"] for m in MARKED.finditer(page)} == now.keys()


@pytest.mark.parametrize("measure", MEASURES)
def test_the_page_tells_the_figures_of_the_present_code(measure, page, figures):
    assert float(rows(page, "measures")[measure]) == pytest.approx(figures[measure], abs=STALE)


def test_every_relation_that_is_annotated_has_its_row(page, articles):
    annotated = {p for article in articles for _, p, _ in article.comparison.gold_triples if p in load().relations}
    assert rows(page, "relations").keys() >= annotated


def test_only_what_stands_between_markers_is_renewed():
    page = "Before.\n<!-- table: one -->\nold\n<!-- end -->\nAfter.\n"
    assert renewed(page, {"one": "new\n"}) == "Before.\n<!-- table: one -->\nnew\n<!-- end -->\nAfter.\n"


def test_a_table_that_is_not_made_is_an_error():
    with pytest.raises(KeyError, match="two"):
        renewed("<!-- table: two -->\n<!-- end -->", {"one": ""})


def test_the_page_does_not_change_when_nothing_has(page, now):
    once = renewed(page, now)
    assert renewed(once, now) == once


def test_the_weights_of_the_confidence_are_fitted_on_these_articles_alone(articles):
    found = list(chain.from_iterable(map(examples, articles)))
    kept, again = json.loads(WEIGHTS.read_text("utf-8")), fit(found)
    assert max(abs(probability(kept, e) - probability(again, e)) for e in found) < STALE
