"""The examples run, and print what they promise."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


def run(script: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, str(EXAMPLES / script), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_demo_answers_with_quotes_writes_an_export_and_reads_nothing_twice(tmp_path):
    printed = run("demo.py", str(tmp_path))
    assert "8 articles, of which 8 were read now" in printed
    assert "withdrew about 450 officers" in " ".join(printed.split())
    assert (tmp_path / "news.gexf").stat().st_size > 10_000
    assert (tmp_path / "news.html").read_bytes().startswith(b"<!doctype html>")
    again = run("demo.py", str(tmp_path))
    assert "8 articles, of which 0 were read now" in again
    assert again.splitlines()[1:] == printed.splitlines()[1:]


@pytest.mark.parametrize("answer", ["withdraws from", "number 450", "Katherine Menendez", "Renee Good", "Red Willow Band"])
def test_questions_are_answered(answer, questions):
    assert answer in questions


@pytest.fixture(scope="module")
def questions() -> str:
    return run("questions.py")


def test_one_article():
    printed = run("one_article.py")
    assert "Tom Homan | holdsPosition" in printed
    assert "Tom Homan says: " in printed


def test_a_new_relation_needs_no_python():
    assert "Walter Nnamdi replaces Carol Stine: “" in run("new_relation.py")


def test_every_article_has_a_line_in_the_readme():
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    for file in (EXAMPLES / "articles").iterdir():
        assert f"`{file.name}`" in readme


def test_records_are_whole():
    lines = (EXAMPLES / "articles" / "wire.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["published"][:2] for line in lines] == ["20"] * 4
