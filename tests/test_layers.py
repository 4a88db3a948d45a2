"""Articles flow one way through the package: a module imports only modules of a smaller number, and none in a circle."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "kg"
ORDER = (
    ("kg.errors", "kg.files", "kg.model"),
    ("kg.terms",),
    ("kg.ontology",),
    ("kg.authorities",),
    ("kg.sources", "kg.document", "kg.rules"),
    ("kg.language",),
    ("kg.extract",),
    ("kg.resolve",),
    ("kg.rdf",),
    ("kg.store",),
    ("kg.identity", "kg.workers"),
    ("kg.build",),
    ("kg.query", "kg.network"),
    ("kg.export", "kg.plot"),
    ("kg.serve",),
    ("kg.graph",),
    ("kg.cli", "kg"),
)
LAYERS = {part: number for number, parts in enumerate(ORDER) for part in parts}
MODULES = {
    ".".join(("kg", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}


def part(module: str) -> str:
    """The part of the package that a module belongs to: ``kg.extract.times`` -> ``kg.extract``."""
    return ".".join(module.split(".")[:2])


@cache
def imports(module: str) -> frozenset[str]:
    """All modules of ours that a module imports, at its top, within functions or for types."""
    return frozenset(_imports(module))


def _imports(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relative to itself"
            source = node.module or ""
            inner = [f"{source}.{alias.name}" for alias in node.names]
            yield from (name for name in inner if name in MODULES)
            if source in MODULES and not all(name in MODULES for name in inner):
                yield source


def test_every_part_has_a_layer():
    assert {part(module) for module in MODULES} == set(LAYERS)


@pytest.mark.parametrize("module", [m for m in MODULES if m != "kg"])
def test_a_module_imports_only_what_lies_below_it(module):
    own = part(module)
    above = {other for other in imports(module) if part(other) != own and LAYERS[part(other)] >= LAYERS[own]}
    assert not above - {"kg"}, f"{module} imports {sorted(above)}"
    assert "kg" not in above or _takes_only_the_version(module), f"{module} imports the package that is made of it"


def _takes_only_the_version(module: str) -> bool:
    tree = ast.walk(ast.parse(MODULES[module].read_text("utf-8")))
    taken = {a.name for n in tree if isinstance(n, ast.ImportFrom) and n.module == "kg" for a in n.names}
    return {name for name in taken if f"kg.{name}" not in MODULES} == {"__version__"}


def test_no_module_imports_itself_through_others():
    graph = {module: imports(module) - {"kg", module} for module in MODULES if module != "kg"}
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError and names the circle


def loaded(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"], capture_output=True, text=True,
                          check=True)
    return set(done.stdout.split())


def loaded_by(arguments: list[str]) -> set[str]:
    """The modules that a command of the command line loads."""
    return loaded(f"import sys; from kg.cli.main import run; out, sys.stdout = sys.stdout, sys.stderr; run({arguments}); "
                  "sys.stdout = out")


LIBRARIES = {"spacy", "rdflib", "networkx", "pyoxigraph", "pyshacl", "trafilatura", "msgspec", "rich", "numpy", "scipy",
             "matplotlib"}


def test_importing_the_package_loads_nothing():
    modules = loaded("import kg")
    assert not LIBRARIES & modules
    assert {m for m in modules if m.startswith("kg")} == {"kg"}


def test_help_loads_no_library_but_that_of_the_command_line():
    modules = loaded_by(["--help"])
    assert not LIBRARIES & modules
    assert "click" in modules


@pytest.mark.parametrize(("arguments", "unneeded"), [
    (["query", "--list"], {"spacy", "rdflib", "networkx", "trafilatura", "pyshacl"}),
    (["stats", "--store", "absent.kg"], {"spacy", "rdflib", "networkx", "scipy", "trafilatura", "pyshacl"}),
    (["plot", "stance", "--store", "absent.kg"], {"spacy", "rdflib", "scipy", "trafilatura", "pyshacl"}),
    (["export", "--store", "absent.kg", "--format", "turtle"], {"spacy", "scipy", "matplotlib", "trafilatura", "pyshacl"}),
    (["verify", "--store", "absent.kg"], {"spacy", "rdflib", "networkx", "trafilatura", "pyshacl"}),
])
def test_commands_load_only_what_they_need(arguments, unneeded):
    assert not unneeded & loaded_by(arguments)
