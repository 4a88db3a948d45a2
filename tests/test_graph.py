"""The Python API: import kg; kg.open(...)."""

import subprocess
import sys

import pytest

import kg
from kg.errors import StoreError
from kg.sources import read

TEXT = "Jane Doe was elected governor of Minnesota on Tuesday.\n\n\"We are leaving,\" Doe said.\n"


def test_importing_kg_imports_nothing_heavy():
    code = "import kg, sys; print([m for m in ('spacy', 'rdflib', 'networkx', 'pyoxigraph') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_public_names_are_sorted_and_exist():
    assert kg.__all__ == sorted(kg.__all__)
    assert all(getattr(kg, name) for name in kg.__all__)


def test_a_graph_is_built_asked_and_checked(tmp_path):
    (tmp_path / "story.txt").write_text(TEXT)
    graph = kg.open(tmp_path / "news.kg")
    assert graph.build([tmp_path / "story.txt", tmp_path / "missing.txt"]).errors
    dump = graph.store.dump()
    assert graph.verify() == []
    assert graph.validate() == []
    rows = graph.query("SELECT ?t { ?a kg:text ?t }").rows()
    assert [row[0].value for row in rows] == [next(read([tmp_path / "story.txt"])).text]
    assert len(graph.to_rdflib()) == len(graph.store.quads)
    assert graph.build([tmp_path / "story.txt"]).unchanged == 1
    assert graph.store.dump() == dump


def test_what_is_not_a_store_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(StoreError, match="not a store"):
        kg.open(tmp_path)
