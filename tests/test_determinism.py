"""The same input gives the same bytes, whatever the process, its seed of hashes, its folder and the order of articles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "examples" / "articles"
DUMP = """
import sys, kg
with kg.open(sys.argv[1]) as graph:
    graph.build(sys.argv[2:])
    sys.stdout.buffer.write(graph.store.dump())
"""


def python(*arguments: str | Path, seed: int, cwd: Path) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, env=environment, cwd=cwd, capture_output=True, check=True).stdout


def test_extract_gives_the_same_bytes_in_every_process(tmp_path):
    first, second = (python("-m", "kg.cli", "extract", ARTICLES, seed=seed, cwd=cwd)
                     for seed, cwd in ((0, ROOT), (4242, tmp_path)))
    assert first.count(b"\n") == 8
    assert first == second


@pytest.fixture(scope="module")
def dumped(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("first")
    return python("-c", DUMP, folder / "news.kg", *sorted(ARTICLES.iterdir()), seed=1, cwd=folder)


def test_a_store_has_the_same_quads_in_whatever_order_its_articles_came(dumped, tmp_path):
    assert dumped.count(b"\n") > 3000
    assert python("-c", DUMP, tmp_path / "news.kg", *sorted(ARTICLES.iterdir(), reverse=True), seed=99, cwd=tmp_path) == dumped


def test_no_node_is_blank_and_no_path_or_clock_stands_in_the_store(dumped):
    assert b"_:" not in dumped.replace(b'"', b"")
    assert str(ROOT).encode() not in dumped
