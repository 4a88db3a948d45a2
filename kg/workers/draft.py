"""One article -> what the store gets of it: language -> extract -> resolve -> rdf, the work that any process can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import ExtractionError, KgError
from kg.model import Article, Extraction
from kg.rdf.assertion import quads
from kg.rdf.gates import gated
from kg.rdf.iris import article_iri
from kg.rdf.runs import Settings, run_iri, run_quads
from kg.store.packed import Packed, packed

NOTHING = Packed()


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read out of one article: its quads, how many of what they tell, or what went wrong.

    >>> Draft().packed.size
    0
    """

    packed: Packed = NOTHING
    entities: int = 0
    statements: int = 0
    claims: int = 0
    set_aside: Mapping[str, int] = field(default_factory=dict)
    error: KgError | None = None


def draft(article: Article, settings: Settings) -> Draft:
    """Read one article.

    Parameters
    ----------
    article : Article
    settings : Settings

    Returns
    -------
    Draft
        What is wrong with the article is its ``error``.

    Raises
    ------
    ExtractionError
        When there is no such model.
    MemoryError
        When there is no memory for the article; a process of its own may have it.

    Examples
    --------
    >>> from kg.model import MODEL
    >>> draft(Article(id="a", text="Gov. Tim Walz criticized the plan on Monday."), Settings(MODEL)).error is None
    True
    """
    from kg.language import pipeline

    pipeline(settings.model)
    try:
        return _written(article, settings)
    except MemoryError:
        raise
    except Exception as error:  # whatever is wrong with one article, the others are built
        return failed(article, error)


def failed(article: Article, error: Exception | str) -> Draft:
    """Give the draft of an article that could not be read."""
    if isinstance(error, KgError):
        return Draft(error=error)
    what = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    return Draft(error=ExtractionError(what, where=article.source or article.id))


def _written(article: Article, settings: Settings) -> Draft:
    found = gated(_extract(article, settings.model), settings.min_confidence)
    written = (*quads(found, run_iri(settings), attributed_as_plain=settings.attributed_as_plain), *run_quads(settings))
    return Draft(packed(article_iri(article), written), len(found.entities), len(found.statements), len(found.claims),
                 Counter(item.reason for item in found.set_aside))


def _extract(article: Article, model: str) -> Extraction:
    from kg.extract.run import extractions

    return next(extractions([article], model))
