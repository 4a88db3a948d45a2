"""What docs/service.md shows is what happens: its curl commands are run against a server of the examples."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.serving import TOKEN, running
from tests.test_docs import BLOCK

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "service.md").read_text("utf-8")
SHELL = "".join(m["code"] for m in BLOCK.finditer(DOCUMENT) if m["language"] == "shell")
COMMANDS = [c.partition("\n") for c in re.sub(r"\\\n\s*", "", SHELL).removeprefix("$ ").split("\n$ ")]


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    store = tmp_path_factory.mktemp("examples") / "news.kg"
    building = [sys.executable, "-m", "kg.cli", "build", str(ROOT / "examples" / "articles"), "--store", str(store)]
    subprocess.run(building, check=True, capture_output=True)
    with running(store) as server:
        yield server


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_commands_give_what_they_show(examples):
    assert len(COMMANDS) > 5
    for command, _, expected in COMMANDS:
        line = command.replace("http://127.0.0.1:7878", examples.url)
        environment = os.environ | {"KG_TOKEN": TOKEN}
        done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True, env=environment)
        found = done.stdout.replace("\r\n", "\n").rstrip("\n")
        assert doctest.OutputChecker().check_output(expected.rstrip("\n"), found, doctest.ELLIPSIS), f"{command} gave\n{found}"


@pytest.mark.parametrize("address", re.findall(r"^\| (`/.*?) \|", DOCUMENT, re.MULTILINE))
def test_the_addresses_are_there(examples, address):
    for path in re.findall(r"`(/[^`]*)`", address):
        answer = examples.client.get(path.replace("IRI", "urn:x").replace("/any/path", "").replace("...", "entity/x"))
        assert answer.status_code != 404 or answer.json()["what"] != "Not found", path
