"""Queries on an open store: whatever changes it and however, the next answer has it; and nothing is left behind."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.errors import QueryTimeoutError, StoreError
from kg.query.live import LiveRunner
from kg.query.process import Limits, WorkerProcess
from kg.store.embedded import EmbeddedStore
from tests.store.test_embedded import ARTICLES, put

COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
NODE = ox.NamedNode("https://example.org/n")
THINGS = [ox.Quad(NODE, NODE, ox.Literal(n), NODE) for n in range(6_000)]


@pytest.fixture(params=["folder", "memory"])
def store(request, tmp_path):
    store = EmbeddedStore(tmp_path / "news.kg" if request.param == "folder" else None)
    yield store
    store.close()


@pytest.fixture
def runner(store):
    runner = LiveRunner(store, {}, Limits(seconds=20))
    yield runner
    runner.close()


@pytest.fixture
def started(monkeypatch):
    """The workers that are started."""
    workers, start = [], WorkerProcess.__init__

    def noted(worker, *arguments):
        workers.append(worker)
        start(worker, *arguments)

    monkeypatch.setattr(WorkerProcess, "__init__", noted)
    return workers


def count(runner) -> int:
    ((number,),) = runner.run(COUNT).rows()
    return int(number.value)


CHANGES = {
    "an article comes": lambda store: put(store, ARTICLES[0]),
    "many come at once": lambda store: store.change(set(), set(THINGS)),
    "some go": lambda store: store.change(set(THINGS[:3]), set()),
    "one goes and one comes": lambda store: store.change({THINGS[5]}, {THINGS[0]}),
    "quads are added beside": lambda store: store.quads.add(THINGS[1]),
    "nothing": lambda store: None,
    "it is opened again": lambda store: store.reopen(),
}


def test_every_answer_is_of_the_store_as_it_is_then(store, runner, started):
    for change in CHANGES.values():
        change(store)
        for _ in range(2):
            assert count(runner) == len(store.quads)
    assert len(started) == 1


def test_a_change_that_leaves_the_number_of_quads_is_seen(store, runner):
    store.change(set(), {THINGS[0]})
    assert runner.run("ASK { GRAPH ?g { ?s ?p 0 } }")
    store.change({THINGS[0]}, {THINGS[1]})
    assert not runner.run("ASK { GRAPH ?g { ?s ?p 0 } }")


def test_as_long_as_the_store_stays_its_copy_does(store, runner):
    count(runner)
    count(runner)
    first = runner._runner.folder
    count(runner)
    assert runner._runner.folder == first
    store.change(set(), {THINGS[0]})
    count(runner)
    assert runner._runner.folder != first
    assert not first.exists()


def test_after_a_query_that_was_stopped_the_next_is_answered(store):
    runner = LiveRunner(store, {}, Limits(seconds=1))
    store.change(set(), set(THINGS))
    with pytest.raises(QueryTimeoutError, match="no answer after 1 seconds"):
        runner.run(ENDLESS)
    assert count(runner) == len(store.quads)
    runner.close()


def test_a_copy_that_cannot_be_opened_is_told_and_the_next_query_is_answered(store, runner, monkeypatch):
    count(runner)
    store.change(set(), {THINGS[0]})
    with monkeypatch.context() as patch:
        patch.setattr("kg.query.live.snapshot", lambda *_: _elsewhere())
        with pytest.raises(StoreError, match="the store cannot be opened"):
            count(runner)
    store.change(set(), {THINGS[1]})
    assert count(runner) == len(store.quads)


class _elsewhere:  # noqa: N801
    """A copy in a folder that is not there."""

    def __enter__(self) -> Path:
        return Path("/nonexistent/store")

    def __exit__(self, *_: object) -> None:
        pass


def test_a_graph_that_is_closed_or_forgotten_leaves_no_process_and_no_copy(tmp_path, started):
    graph = kg.open(tmp_path / "news.kg")
    graph.query(COUNT)
    assert len(list(tmp_path.iterdir())) == 2
    graph.close()
    with pytest.raises(StoreError, match="the graph is closed"):
        graph.query(COUNT)
    forgotten = kg.open(tmp_path / "news.kg")
    forgotten.query(COUNT)
    del forgotten
    gc.collect()
    assert [file.name for file in tmp_path.iterdir()] == ["news.kg"]
    assert [worker.alive for worker in started] == [False, False]


def test_a_program_that_ends_without_closing_its_graph_leaves_nothing(tmp_path):
    code = ("import sys, kg; graph = kg.open(sys.argv[1]); graph.query('ASK {}');"
            "print(graph._runner._runner._worker._process.pid)")
    done = subprocess.run([sys.executable, "-W", "error", "-c", code, tmp_path / "news.kg"], capture_output=True, text=True,
                          check=True)
    assert not done.stderr
    assert not Path(f"/proc/{int(done.stdout)}").exists()
    assert [file.name for file in tmp_path.iterdir()] == ["news.kg"]


def test_what_a_program_that_was_killed_has_left_goes_with_the_next_query(tmp_path):
    code = "import os, sys, kg; graph = kg.open(sys.argv[1]); graph.query('ASK {}'); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, tmp_path / "news.kg"], check=False)
    left, = (file for file in tmp_path.iterdir() if file.name != "news.kg")
    with kg.open(tmp_path / "news.kg") as graph:
        graph.query("ASK {}")
        assert not left.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["news.kg"]
