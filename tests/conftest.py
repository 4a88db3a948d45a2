"""Fixtures shared by all tests."""

import pytest
from spacy.language import Language

from kg.language import pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline, loaded once."""
    return pipeline()
