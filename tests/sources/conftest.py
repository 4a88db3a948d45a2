"""Fixtures of the tests of readers."""

from __future__ import annotations

import pytest

from tests.sources.server import serving


@pytest.fixture
def file(tmp_path):
    """Write a file and give its path."""

    def write(name: str, content: str | bytes):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def server():
    """A web server on this machine."""
    with serving() as found:
        yield found
