"""The annotated set, read once for all tests of this folder."""

import pytest

from tests.quality.reading import Read, read
from tests.quality.scoring import macro


@pytest.fixture(scope="session")
def articles() -> list[Read]:
    return list(read())


@pytest.fixture(scope="session")
def figures(articles) -> dict[str, float]:
    return macro(article.comparison for article in articles)
