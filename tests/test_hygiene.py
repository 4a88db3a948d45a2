"""What every file keeps to: no path of a machine, modules of a readable length, words of the ontology that it defines."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ontology import load
from kg.rdf.prefixes import KG

ROOT = Path(__file__).parent.parent
FOLDERS = ("kg", "ontology", "tests", "docs", "examples", "requirements", ".ci")
TEXT = {".py", ".md", ".toml", ".txt", ".tsv", ".csv", ".ttl", ".rq", ".json", ".jsonl", ".html", ".trig", ""}
FILES = sorted(f for folder in FOLDERS for f in (ROOT / folder).rglob("*") if f.is_file() and f.suffix in TEXT)
FILES += sorted(f for f in ROOT.iterdir() if f.is_file() and f.suffix in TEXT and f.name != "LICENSE")
MODULES = sorted((ROOT / "kg").rglob("*.py"))
QUERIES = sorted((ROOT / "kg").rglob("*.rq"))
LONGEST = 400  # lines
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|opt|srv|mnt)/[\w.-]+|[A-Z]:\\Users|index-url|find-links")
TERM = re.compile(r"\bkg:([A-Za-z][\w-]*)")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def defined() -> frozenset[str]:
    """The local names of everything that the ontology's files define."""
    files = (*load().files, ROOT / "ontology" / "shapes.ttl")
    subjects = (quad.subject for file in files for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE))
    return frozenset(s.value.removeprefix(KG) for s in subjects if isinstance(s, ox.NamedNode) and s.value.startswith(KG))


def test_no_file_names_a_place_of_one_machine():
    found = {named(f): MACHINE.findall(f.read_text("utf-8")) for f in FILES if f != Path(__file__)}
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_can_be_read_in_one_sitting(module):
    assert len(module.read_text("utf-8").splitlines()) < LONGEST


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_a_question_uses_terms_that_the_ontology_defines(query):
    text = re.sub(r"#(?!>).*|\"[^\"]*\"", "", query.read_text("utf-8"))
    assert set(TERM.findall(text)) <= defined()


@pytest.mark.parametrize("module", [m for m in MODULES if "rdf" in m.parts or "store" in m.parts], ids=named)
def test_rdf_is_written_in_terms_that_the_ontology_defines(module):
    calls = (n for n in ast.walk(ast.parse(module.read_text("utf-8")))
             if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "term")
    names = {a.value for call in calls for a in call.args if isinstance(a, ast.Constant)}
    assert names <= defined() | {"storeFormat"}


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_only_the_command_line_prints_or_exits(module):
    if "cli" in module.parts:
        return
    names = {n.func.id for n in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(n, ast.Call)
             and isinstance(n.func, ast.Name)}
    assert not names & {"print", "exit", "quit", "input"}


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_no_error_is_swallowed(module):
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except in line {node.lineno}"
