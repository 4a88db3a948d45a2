"""The public surface: what ``import kg`` offers, pinned, sorted and documented."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest

import kg

PUBLIC = [
    "Answer", "Article", "Claim", "Entity", "Event", "ExportError", "Extraction", "ExtractionError", "Graph",
    "Interval", "KgError", "Limits", "Mention", "OntologyError", "Quantity", "QueryError", "QueryRefusedError",
    "QueryTimeoutError", "Selection", "SelectionError", "SetAside", "SourceError", "Span", "Statement", "StoreError",
    "Summary", "UnknownTermError", "extractions", "open", "question", "questions", "read", "to_document",
]
MODULES = sorted(m.name for m in pkgutil.walk_packages(kg.__path__, "kg.") if not m.name.endswith("__main__"))
COMPONENTS = ("kg_entities", "kg_nominals", "kg_coreference", "kg_quotations", "kg_frames", "kg_relations")


def test_the_public_names_are_these():
    assert kg.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_documented(name):
    value = getattr(kg, name)
    assert len(inspect.getdoc(value) or "") > 20
    for attribute, member in inspect.getmembers(value, inspect.isfunction) if inspect.isclass(value) else ():
        assert attribute.startswith("_") or inspect.getdoc(member), f"kg.{name}.{attribute}"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        kg.nonsense  # noqa: B018


def test_types_are_told_what_is_imported_late():
    tree = ast.parse(Path(kg.__file__).read_text("utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    told = {alias.asname or alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert told == set(PUBLIC)


@pytest.mark.parametrize("module", MODULES)
def test_every_all_is_sorted_and_true(module):
    found = importlib.import_module(module)
    names = getattr(found, "__all__", [])
    assert list(names) == sorted(names)
    assert all(hasattr(found, name) for name in names)
    assert inspect.getdoc(found)


def test_the_errors_of_the_package_are_one_tree():
    errors = [value for name, value in vars(importlib.import_module("kg.errors")).items() if inspect.isclass(value)]
    assert all(issubclass(error, kg.KgError) for error in errors)


def test_components_are_registered_for_spacy():
    registered = {e.name for e in entry_points(group="spacy_factories")}
    assert registered >= set(COMPONENTS)


def test_components_work_in_a_pipeline_of_the_users_own(nlp):
    import spacy

    from kg.document import reading
    from kg.model import MODEL

    own = spacy.load(MODEL)
    for name in COMPONENTS:
        own.add_pipe(name)
    doc = own("Gov. Tim Walz criticized the operation. “We will sue,” he said.")
    assert "Tim Walz" in [c.name for c in reading(doc).clusters]
    assert [q.direct for q in reading(doc).quotations] == [True]


def test_the_version_is_that_of_the_distribution():
    assert kg.__version__ == version("newskg")
