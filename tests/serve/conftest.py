"""Servers that the tests of this folder share."""

from collections.abc import Iterator

import pytest

from tests.export.browser import chromium
from tests.serve.newsroom import DOUBTFUL, LEAVING, written
from tests.serve.serving import Server, running, stored
from tests.serve.visiting import served


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    """A server of two articles that takes changes; a test that changes something has graphs of its own for it."""
    with running(stored(tmp_path_factory.mktemp("serve") / "news.kg")) as running_server:
        yield running_server


@pytest.fixture(scope="session")
def strict(tmp_path_factory) -> Iterator[Server]:
    """A read-only server of two articles with little time and memory for a query, whose answers one page elsewhere may read."""
    options = ("--timeout", "1", "--memory", "64", "--workers", "1", "--cors", "https://news.example")
    with running(stored(tmp_path_factory.mktemp("strict") / "news.kg"), *options, token=None) as running_server:
        yield running_server


@pytest.fixture
def own(tmp_path) -> Iterator[Server]:
    """A server of two articles that one test has for itself."""
    with running(stored(tmp_path / "news.kg"), "--workers", "1") as running_server:
        yield running_server


@pytest.fixture(scope="session")
def victim(tmp_path_factory) -> Iterator[Server]:
    """A server that takes changes, with little time and memory for a query, to be attacked."""
    with running(stored(tmp_path_factory.mktemp("victim") / "news.kg"), "--timeout", "1", "--memory", "128",
                 "--workers", "2") as running_server:
        yield running_server


@pytest.fixture(scope="module")
def browser():
    """The system's Chromium; it holds an event loop, and so ends with the module."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def news(tmp_path_factory) -> Iterator[str]:
    """The address of a server of the articles in :mod:`tests.serve.newsroom`, which no test changes."""
    with served(written(tmp_path_factory.mktemp("news") / "news.kg", *LEAVING, *DOUBTFUL)) as address:
        yield address
