"""Progress for a person at a terminal: articles, how many a second, and the time left in words."""

from __future__ import annotations

import io
import sys

import pytest

from kg.cli import ticker
from kg.cli.ticker import Pace, Ticker, spoken


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def seconds(monkeypatch):
    """A clock that goes on by a second at each look."""
    passed = iter(range(10_000))
    monkeypatch.setattr(ticker, "perf_counter", lambda: float(next(passed)))


def shown(share, monkeypatch, stream):
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "150")
    done = iter(range(1, 1000))
    with Ticker("building", lambda: None if share is None else next(done) * share) as ticking:
        for _ in range(10):
            ticking.advance()
    return stream.getvalue()


@pytest.mark.usefixtures("seconds")
def test_a_terminal_is_told_articles_their_pace_and_the_time_left(monkeypatch):
    text = shown(0.002, monkeypatch, Terminal())
    assert "10 articles, 1.0 articles/s, about 8 minutes left" in text
    assert "2%" in text


@pytest.mark.usefixtures("seconds")
def test_no_time_is_told_where_nobody_knows_how_much_there_is(monkeypatch):
    text = shown(None, monkeypatch, Terminal())
    assert "10 articles, 1.0 articles/s" in text
    assert "left" not in text


def test_files_and_pipes_are_told_nothing(monkeypatch):
    assert shown(0.1, monkeypatch, io.StringIO()) == ""


def test_the_pace_is_that_of_the_last_minute():
    pace = Pace()
    for second in range(100):  # what the store holds already passes fast
        pace.note(float(second), 0.5 * second / 100)
    for second in range(100, 200):
        pace.note(float(second), 0.5 + 0.1 * (second - 100) / 100)
    assert pace.left() == pytest.approx(0.401 / 0.001, rel=0.01)


def test_nothing_is_foretold_of_work_that_stands_still():
    pace = Pace()
    for second in range(10):
        pace.note(float(second), 0.3)
    assert pace.left() is None
    assert Pace().left() is None


@pytest.mark.parametrize(("left", "words"), [
    (59, "less than a minute left"), (60, "about 1 minute left"), (3_599, "about 1 hour left"), (5_400, "about 1.5 hours left"),
])
def test_the_time_left_is_told_in_words(left, words):
    assert spoken(left) == words
