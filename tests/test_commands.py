"""Every command, option and input format is in the README, and nothing is there that is not."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli.main import COMMANDS, kg
from kg.export.registry import WRITERS
from kg.query.questions import questions
from kg.sources.registry import READERS

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `kg (\w+)[^`]*` (.*)$", README, re.MULTILINE))


def options(name: str) -> set[str]:
    command = kg.get_command(click.Context(kg), name)
    assert command is not None
    return {max(p.opts, key=len) for p in command.params if isinstance(p, click.Option)}


def test_the_readme_names_every_command_and_no_other():
    assert set(ROWS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_option_and_no_other(name):
    assert set(re.findall(r"`(--[\w-]+)`", ROWS[name])) == options(name)


def test_the_readme_names_every_format_that_is_read():
    assert set(re.findall(r"`(\.\w+)`", README)) >= set(READERS)


def test_export_lists_every_format_that_is_written():
    said = CliRunner().invoke(kg, ["export", "--list"]).output.splitlines()
    assert [line.split()[0] for line in said] == [writer.name for writer in WRITERS]
    for line, writer in zip(said, WRITERS, strict=True):
        assert writer.description in line


def test_there_are_questions_with_a_line_each():
    assert len(questions()) >= 12
    for question in questions().values():
        assert question.description.endswith(".")
        assert "\n" not in question.description
