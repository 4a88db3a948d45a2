"""The whole flow: sources -> language -> extract -> resolve -> rdf -> store, one article at a time, then identity over all.

An article is written whole or not at all, so a build that was cut off is finished by running it again; what the store
already holds as this software would read it is not read again. A bad article never ends a build: it is reported, and the
store keeps what it had of it.

Articles are parsed one by one. spaCy's batches save a few per cent of the time, but with some numerical libraries the
result for one text depends on the texts beside it, and then a build that was cut off would not end as if it had not been.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal

import pyoxigraph as ox

from kg.errors import ExtractionError, KgError, ServerError
from kg.identity.ledger import Ledger
from kg.identity.resolution import Resolution, is_resolved, resolve
from kg.model import Article, Extraction
from kg.ontology import load
from kg.rdf.assertion import quads
from kg.rdf.gates import gated
from kg.rdf.iris import ONTOLOGY, article_iri, record_digest
from kg.rdf.runs import Settings, run_iri, run_quads
from kg.store.protocol import Store

RELIEVED_AFTER = 250  # articles, which take the engine some 100 MB of memory until the store is opened again

Outcome = Literal["built", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Event:
    """What became of one article."""

    article: Article
    outcome: Outcome
    words: int
    error: KgError | None = None


@dataclass(slots=True)
class Summary:
    """What a build did. ``seconds`` is wall time; ``set_aside`` counts reasons; ``errors`` are of articles and inputs.

    ``resolution`` tells which entities of different articles were found to be one; None when nothing was new.
    """

    built: int = 0
    unchanged: int = 0
    failed: int = 0
    entities: int = 0
    statements: int = 0
    claims: int = 0
    words: int = 0
    seconds: float = 0.0
    set_aside: Counter[str] = field(default_factory=Counter)
    errors: list[KgError] = field(default_factory=list)
    resolution: Resolution | None = None

    @property
    def articles(self) -> int:
        """All articles seen."""
        return self.built + self.unchanged + self.failed

    @property
    def words_per_second(self) -> float:
        """Words of the articles that were read, by the second."""
        return self.words / self.seconds if self.seconds else 0.0


def build(articles: Iterable[Article], store: Store, *, model: str | None = None, min_confidence: float = 0.0,
          attributed_as_plain: bool = False, decisions: Ledger | None = None,
          on_event: Callable[[Event], None] | None = None) -> Summary:
    """Read articles into a store, then find which entities of all its articles are one.

    Of two versions of an article (see :mod:`kg.store.versions`) the newer stands; what the other states is withdrawn.

    Parameters
    ----------
    articles : iterable of Article
        Streamed; never held all at once.
    store : Store
    model : str, optional
        An installed spaCy pipeline instead of the package's own.
    min_confidence : float
        Statements below it, 0 to 1, are set aside.
    attributed_as_plain : bool
        Whether facts on a speaker's word stand as plain triples too.
    decisions : Ledger, optional
        What people have decided of entities and statements.
    on_event : callable, optional
        Called after each article.

    Returns
    -------
    Summary

    Raises
    ------
    ExtractionError
        When there is no such model, or the minimum is not from 0 to 1. The faults of articles are in the summary.

    Examples
    --------
    >>> from kg.store.embedded import EmbeddedStore
    >>> article = Article(id="a", text="Gov. Tim Walz criticized the plan on Monday.")
    >>> store = EmbeddedStore()
    >>> build([article], store).built, build([article], store).unchanged
    (1, 1)
    """
    from kg.language import MODEL

    if not 0 <= min_confidence <= 1:
        raise ExtractionError(f"a minimum confidence of {min_confidence}", valid="0 to 1")
    start, summary = perf_counter(), Summary()
    builder = _Builder(store, Settings(model or MODEL, min_confidence, attributed_as_plain), summary)
    for article in articles:
        event = builder.event(article)
        if on_event is not None:
            on_event(event)
    ledger = decisions or Ledger()
    if not is_resolved(store, ledger):
        summary.resolution = resolve(store, ledger)
    summary.seconds = perf_counter() - start
    return summary


class _Builder:
    """Builds article by article; the language model is loaded when the first one needs it."""

    def __init__(self, store: Store, settings: Settings, summary: Summary) -> None:
        self.store, self.settings, self.summary = store, settings, summary
        self.run, self.run_quads = run_iri(settings), run_quads(settings)
        self.prepared = False

    def event(self, article: Article) -> Event:
        words = len(article.text.split())
        if self.store.holds(article_iri(article), self.run, record_digest(article)):
            self.summary.unchanged += 1
            return Event(article, "unchanged", words)
        self._prepare()
        self.summary.words += words
        try:
            self._build(article)
        except ServerError:  # no article can be stored any more
            raise
        except Exception as error:  # whatever is wrong with one article, the others are built
            return self._failed(article, words, error)
        self.summary.built += 1
        if self.summary.built % RELIEVED_AFTER == 0:
            self.store.reopen()
        return Event(article, "built", words)

    def _failed(self, article: Article, words: int, error: Exception) -> Event:
        where = article.source or article.id
        told = error if isinstance(error, KgError) else ExtractionError(f"{type(error).__name__}: {error}", where=where)
        self.summary.failed += 1
        self.summary.errors.append(told)
        return Event(article, "failed", words, told)

    def _build(self, article: Article) -> None:
        extraction = gated(self._extract(article), self.settings.min_confidence)
        written = quads(extraction, self.run, attributed_as_plain=self.settings.attributed_as_plain)
        self.store.replace(article_iri(article), [*written, *self.run_quads])
        self.summary.entities += len(extraction.entities)
        self.summary.statements += len(extraction.statements)
        self.summary.claims += len(extraction.claims)
        self.summary.set_aside.update(item.reason for item in extraction.set_aside)

    def _extract(self, article: Article) -> Extraction:
        from kg.extract.run import extractions

        return next(extractions([article], self.settings.model))

    def _prepare(self) -> None:
        """The model is there, and the ontology stands in the store, before the first article does."""
        if not self.prepared:
            from kg.language import pipeline

            pipeline(self.settings.model)
            self.store.install_ontology(ontology_quads())
            self.prepared = True


def ontology_quads() -> list[ox.Quad]:
    """The ontology as quads of its own graph, without its anonymous classes, so that no node is blank."""
    found = []
    for file in load().files:
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=ONTOLOGY.value):
            if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode):
                found.append(ox.Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY))
    return sorted(set(found), key=str)
