"""What the documents show is what happens: their Python runs as doctests, their commands run in a shell's stead."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(p for p in (*ROOT.glob("*.md"), *ROOT.glob("ontology/**/*.md"), *ROOT.glob("examples/*.md"),
                               *ROOT.glob("docs/*.md"), *ROOT.glob("tests/**/*.md")))
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
OPTIONS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
MODULES = sorted(m.name for m in pkgutil.walk_packages(kg.__path__, "kg.") if not m.name.endswith("__main__"))


def blocks(document: Path, language: str) -> str:
    return "".join(m["code"] for m in BLOCK.finditer(document.read_text("utf-8")) if m["language"] == language)


def named(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_python_in_documents(document, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(blocks(document, "python"), {}, named(document), str(document), 0)
    _run(test)


@pytest.mark.parametrize("module", ["kg", *MODULES])
def test_examples_in_docstrings(module, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for test in doctest.DocTestFinder().find(importlib.import_module(module)):
        _run(test)


def _run(test: doctest.DocTest) -> None:
    said: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=said.append)
    assert not outcome.failed, "".join(said)


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if blocks(d, "console")], ids=named)
def test_commands_in_documents(document, tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for command in re.split(r"^\$ ", blocks(document, "console"), flags=re.MULTILINE)[1:]:
        line, _, expected = command.partition("\n")
        program, *arguments = shlex.split(line)
        assert program == "kg", f"only kg runs here: {line}"
        done = subprocess.run([sys.executable, "-m", "kg.cli", *arguments], cwd=tmp_path, capture_output=True, text=True,
                              check=False, env=os.environ | {"PYTHONPATH": str(ROOT)})
        assert done.returncode == 0, done.stderr
        if expected.strip():
            assert doctest.OutputChecker().check_output(expected, done.stdout, OPTIONS), f"{line} gave\n{done.stdout}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


def test_the_makefile_has_what_the_documents_name():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for document in DOCUMENTS:
        assert set(re.findall(r"(?:^ +|`)make ([a-z]+)", document.read_text("utf-8"), re.MULTILINE)) <= targets, named(document)


def test_what_contributing_names_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = {p for p in re.findall(r"`([\w./]+/[\w./]*)`", text) if not p.startswith((".venv", "sources"))}
    assert len(paths) > 10
    for path in paths:
        assert (ROOT / path).exists(), path
    for name, module in re.findall(r"`([A-Z]+)` in `(kg/[\w/]+)\.py`", text):
        assert hasattr(importlib.import_module(module.replace("/", ".")), name)
