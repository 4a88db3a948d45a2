"""Articles -> extractions: the language pipeline and the assembly in one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.assembly import assemble
from kg.language import parse, pipeline
from kg.model import MODEL, Article, Extraction


def extractions(articles: Iterable[Article], model: str = MODEL) -> Iterator[Extraction]:
    """Read entities, statements and claims out of articles, one by one.

    Parameters
    ----------
    articles : iterable of Article
    model : str
        An installed English spaCy pipeline.

    Examples
    --------
    >>> found = next(extractions([Article(id="a", text="Gov. Tim Walz criticized the plan on Monday.")]))
    >>> [entity.name for entity in found.entities if entity.type == "Person"]
    ['Tim Walz']
    """
    yield from map(assemble, parse(articles, pipeline(model)))
