"""Sentences of an article published on Tuesday, 10 February 2026; the word in [brackets] is the predicate."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.calendar import period
from kg.extract.times import time_of

PUBLISHED = "2026-02-10"
SENTENCES = [
    ("The sheriff [signed] the agreement on Feb. 4, 2026.", ("2026-02-04", "2026-02-04")),
    ("The sheriff [signed] the agreement on Dec. 4.", ("2025-12-04", "2025-12-04")),
    ("The vote will be [held] on April 4.", ("2026-04-04", "2026-04-04")),
    ("It [began] on 20 April.", ("2025-04-20", "2025-04-20")),
    ("They have [cooperated] since 2019.", ("2019", None)),
    ("They have [cooperated] since March.", ("2025-03", None)),
    ("Agents [arrested] them last week in Dallas.", ("2026-02-02", "2026-02-08")),
    ("Agents [arrested] them Wednesday.", ("2026-02-04", "2026-02-04")),
    ("Agents [arrested] them on Tuesday.", ("2026-02-10", "2026-02-10")),
    ("He [arrived] Thursday night.", ("2026-02-05", "2026-02-05")),
    ("The council will [vote] Thursday.", ("2026-02-12", "2026-02-12")),
    ("The council will [vote] next Tuesday on the pact.", ("2026-02-17", "2026-02-17")),
    ("The operation [ran] from March to June 2025.", ("2025-03", "2025-06")),
    ("The troops will [stay] for the next 60 days.", ("2026-02-10", "2026-04-11")),
    ("The mayor [resigned] in March.", ("2025-03", "2025-03")),
    ("The mayor [resigned] in January.", ("2026-01", "2026-01")),
    ("The deal was [signed] two years ago.", ("2024", "2024")),
    ("The order [runs] until Dec. 31.", (None, "2026-12-31")),
    ("The court [ruled] yesterday.", ("2026-02-09", "2026-02-09")),
    ("He [led] the agency between 2019 and 2021.", ("2019", "2021")),
    ("They [left] the city between Wednesday and Monday.", ("2026-02-04", "2026-02-09")),
    ("They [left] the city between Tuesday and Monday.", ("2026-02-03", "2026-02-09")),
    ("They will [leave] the city between Friday and Wednesday.", ("2026-02-13", "2026-02-18")),
    ("In 2024, she was [elected] governor.", ("2024", "2024")),
    ("They will [leave] the city by Sunday.", (None, "2026-02-15")),
    ("The 2026 [election] was close.", ("2026", "2026")),
    ("Wednesday's [raid] shocked the town.", ("2026-02-04", "2026-02-04")),
    ("The order [ran] through December.", (None, "2025-12")),
    ("A hearing is [set] for March 3.", ("2026-03-03", "2026-03-03")),
    ("They [met] in Dallas.", None),
    ("They [worked] for two years.", None),
]


@pytest.mark.parametrize(("marked", "expected"), SENTENCES)
def test_sentence(grammar, marked, expected):
    before, word, after = marked.replace("]", "[").split("[")
    doc = grammar(before + word + after)
    (token,) = [t for t in doc if t.idx == len(before)]
    found = time_of(token, PUBLISHED)
    assert (found and (found.start, found.end)) == expected


@pytest.mark.parametrize("published", [None, "", "yesterday", "0000-00-00"])
def test_without_a_publication_date_only_full_dates_are_read(grammar, published):
    doc = grammar("It closed on Feb. 4, 2026. It opened Monday.")
    assert [t.start for token in doc if (t := time_of(token, published)) and token.pos_ == "VERB"] == ["2026-02-04"]


WORDS = st.sampled_from([
    "last", "next", "this", "past", "week", "month", "year", "days", "weekend", "monday", "friday", "february", "may", "31",
    "30", "29", "4", "1999", "2026", "9999", "60", "two", "ago", "since", "yesterday", "summer", "winter", "the", "of", ",",
    "2026-02-30", "10000000", "decade"])


@given(st.lists(WORDS, max_size=6), st.dates(), st.sampled_from([-1, 0, 1]))
def test_periods_never_raise_and_end_after_they_start(words, published, direction):
    found = period(words, published, direction)
    if found:
        assert found.start[:4] <= found.end[:4]
        assert found.start[: len(found.end)] <= found.end[: len(found.start)]


@given(st.dates(min_value=date(1900, 1, 8), max_value=date(2100, 1, 1)), st.sampled_from(["monday", "thursday", "sunday"]))
def test_a_weekday_of_the_past_lies_in_the_week_up_to_publication(published, weekday):
    found = period([weekday], published, -1)
    assert 0 <= (published - date.fromisoformat(found.start)).days < 7
