"""Processes that read articles for a build: whatever happens to them, the graph is that of one process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.build import Event, build
from kg.errors import ExtractionError
from kg.model import MODEL, Article
from kg.rdf.runs import Settings
from kg.store.embedded import EmbeddedStore
from kg.workers.draft import draft
from kg.workers.local import ENDED, Processes, cores

SETTINGS = Settings(MODEL)
TEXT = "Mayor {0} of Duluth criticized {1} and the city council on Monday. {0} sued Ohio."
ARTICLES = [Article(id=str(n), text=TEXT.format(name, other), published="2026-02-04", publisher="Herald")
            for n, (name, other) in enumerate((a, b) for a in ("Ann Weber", "Bo Ray", "Luis Ortega") for b in ("ICE", "Iowa"))]


# Imported by every Python that starts, with what happens to a process that is given a certain article.
DEADLY = """
import multiprocessing.connection as m, os, signal
received = m.Connection.recv
def recv(self):
    got = received(self)
    if got[0].id == "deadly":
        {}
    return got
m.Connection.recv = recv
"""


@pytest.fixture(scope="module")
def alone() -> bytes:
    store = EmbeddedStore()
    build(ARTICLES, store)
    return store.dump()


def children(parent: int) -> list[int]:
    """The processes that a process has started and that are still there."""
    tasks = Path(f"/proc/{parent}/task")
    return [int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()]


def test_several_processes_write_the_graph_of_one(alone: bytes, tmp_path: Path) -> None:
    store, events = EmbeddedStore(tmp_path / "news.kg"), []
    summary = build(ARTICLES, store, jobs=2, on_event=events.append)
    assert (summary.built, summary.failed) == (len(ARTICLES), 0)
    assert [event.article.id for event in events] == [article.id for article in ARTICLES]
    assert store.dump() == alone
    assert build(ARTICLES, store, jobs=2).unchanged == len(ARTICLES)


def test_a_killed_process_is_replaced_and_its_article_read_again(alone: bytes) -> None:
    store = EmbeddedStore()

    def killing() -> Iterator[Article]:
        for number, article in enumerate(ARTICLES):
            if number == 3:
                for pid in children(os.getpid()):
                    os.kill(pid, signal.SIGKILL)
            yield article

    assert build(killing(), store, jobs=2).failed == 0
    assert store.dump() == alone


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "raise MemoryError"])
def test_an_article_whose_process_ends_twice_is_reported_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch,
                                                                                 tmp_path: Path, end: str) -> None:
    deadly = Article(id="deadly", text="deadly", source="deadly.txt")
    (tmp_path / "sitecustomize.py").write_text(DEADLY.format(end), "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with closing(Processes(SETTINGS, 2)) as workers:
        drafts = [workers.submit(article) for article in (ARTICLES[0], deadly, ARTICLES[1])]
        first, dead, last = (promise.result() for promise in drafts)
    assert (first.error, last.error) == (None, None)
    assert dead.error is not None
    assert (dead.error.what, dead.error.where) == (ENDED, "deadly.txt")


def test_a_wrong_model_is_told_once() -> None:
    with pytest.raises(ExtractionError, match="no spaCy pipeline"):
        build(ARTICLES, EmbeddedStore(), model="no_such_model", jobs=2)


def test_a_draft_is_the_same_whoever_makes_it() -> None:
    with closing(Processes(SETTINGS, 1)) as workers:
        assert workers.submit(ARTICLES[0]).result() == draft(ARTICLES[0], SETTINGS)


def test_a_later_version_replaces_an_earlier_one_that_is_still_under_way() -> None:
    old, new = (Article(id="a", text=f"Ann Weber {verb} Ohio on Monday.", url="https://news.example/a")
                for verb in ("criticized", "sued"))
    dumps = []
    for jobs in (1, 2):
        store = EmbeddedStore()
        build([old, ARTICLES[0], new, old, new], store, jobs=jobs)
        dumps.append(store.dump())
        build([new, old], store, jobs=jobs)
        dumps.append(store.dump())
    assert dumps[:2] == dumps[2:]


BUILDING = """
import itertools, signal
from kg.build import build
from kg.model import Article
from kg.store.embedded import EmbeddedStore
signal.signal(signal.SIGINT, signal.default_int_handler)
many = (Article(id=str(n), text=f"Ann Weber sued Ohio {n} times.") for n in itertools.count())
build(many, EmbeddedStore(), jobs=2, on_event=lambda event: print(event.outcome, flush=True))
"""
READING = """
import time
from kg.model import MODEL
from kg.model import Article
from kg.rdf.runs import Settings
from kg.workers.local import Processes
Processes(Settings(MODEL), 1).submit(Article(id="a", text="Ann Weber sued Ohio.")).result()
print("read", flush=True)
time.sleep(60)
"""


def test_an_interrupt_ends_all_processes() -> None:
    command = [sys.executable, "-c", BUILDING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "built\n"
        workers = children(process.pid)
        process.send_signal(signal.SIGINT)
        threading.Thread(target=process.stdout.read).start()
        assert process.wait(timeout=30)
    assert len(workers) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def test_processes_end_when_the_build_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", READING], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "read\n"
        (worker,) = children(process.pid)
        process.kill()
    deadline = time.monotonic() + 30
    while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not Path(f"/proc/{worker}").exists()


def test_there_is_a_core() -> None:
    assert cores() >= 1


def test_events_of_articles_that_are_held_come_in_their_place() -> None:
    store, events = EmbeddedStore(), list[Event]()
    build(ARTICLES[1::2], store)
    build(ARTICLES, store, jobs=2, on_event=events.append)
    assert [event.outcome for event in events] == ["built", "unchanged"] * 3
