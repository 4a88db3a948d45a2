"""Stores that every export format is tested on."""

import pyoxigraph as ox
import pytest

from tests.export import stores


@pytest.fixture
def odd_store():
    """A store of texts that no format expects, see :data:`tests.export.stores.ODD_TEXTS`, and of a self-loop."""
    return stores.odd()


@pytest.fixture
def loop_store():
    """A store of one entity in one statement about itself."""
    return stores.loop()


@pytest.fixture
def empty_store():
    """A store of nothing."""
    return ox.Store()
