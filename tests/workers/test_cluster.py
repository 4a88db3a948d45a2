"""A Dask cluster reads articles for a build: whatever happens to its workers, the graph is that of one machine."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from distributed import Client

from kg.build import build
from kg.cli.main import run
from kg.errors import ExtractionError
from kg.model import Article
from kg.store.embedded import EmbeddedStore

TEXT = "Mayor {0} of Duluth criticized {1} and the city council on Monday. {0} sued Ohio."
ARTICLES = [Article(id=f"{name} {number}", text=TEXT.format(name, f"Iowa and {number} other states"), publisher="Herald")
            for name in ("Ann Weber", "Bo Ray", "Luis Ortega") for number in range(2, 12)]

Process = subprocess.Popen[bytes]


@contextmanager
def started(module: str, *arguments: str) -> Iterator[Process]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[tuple[str, list[Process]]]:
    """A scheduler and workers, each a process of its own; gives the address, and the processes, the scheduler first."""
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        where = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        scheduler = stack.enter_context(started("dask_scheduler", *where))
        while not file.exists():
            time.sleep(0.05)
        options = ("--scheduler-file", str(file), "--no-nanny", "--nthreads", "2", "--local-directory", str(folder))
        processes = [stack.enter_context(started("dask_worker", *options)) for _ in range(workers)]
        with Client(address(file)) as client:
            client.wait_for_workers(workers)
        yield address(file), [scheduler, *processes]


def address(file: Path) -> str:
    return str(json.loads(file.read_text("utf-8"))["address"])


@pytest.fixture(scope="module")
def alone() -> bytes:
    store = EmbeddedStore()
    build(ARTICLES, store)
    return store.dump()


def after(number: int, act: Callable[[], object]) -> Iterator[Article]:
    """The articles; something happens once so many are handed out."""
    for count, article in enumerate(ARTICLES):
        if count == number:
            act()
        yield article


def test_a_cluster_writes_the_graph_of_one_machine_though_a_worker_is_killed(alone: bytes, tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "news.kg")
    with cluster(tmp_path) as (scheduler, (_, worker, _)):
        summary = build(after(10, worker.kill), store, cluster=scheduler)
        assert worker.wait(timeout=10)
    assert (summary.built, summary.failed) == (len(ARTICLES), 0)
    assert store.dump() == alone


def test_a_worker_with_another_model_ends_the_build(tmp_path: Path) -> None:
    with cluster(tmp_path, 1) as (scheduler, _), pytest.raises(ExtractionError, match="no spaCy pipeline"):
        build(ARTICLES, EmbeddedStore(), model="no_such_model", cluster=scheduler)


def test_a_cluster_that_is_gone_ends_the_build_and_the_next_finishes_it(alone: bytes, tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "news.kg")
    with cluster(tmp_path) as (scheduler, (process, *_)), pytest.raises(ExtractionError, match="the cluster is gone"):
        build(after(10, process.kill), store, cluster=scheduler)
    build(ARTICLES, store)
    assert store.dump() == alone


def test_no_cluster_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_text("Ann Weber sued Ohio.", "utf-8")
    assert run(["build", str(tmp_path / "story.txt"), "--store", str(tmp_path / "news.kg"), "--cluster", "nonsense"]) == 1
    assert "valid: the address of a Dask scheduler: tcp://host:8786" in " ".join(capsys.readouterr().err.split())
