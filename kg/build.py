"""The whole flow: sources -> language -> extract -> resolve -> rdf -> store, one article at a time.

An article is written whole or not at all, so a build that was cut off is finished by running it again; what the store
already holds as this software would read it is not read again. A bad article never ends a batch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from time import perf_counter
from typing import Literal

import pyoxigraph as ox

from kg.errors import ExtractionError, KgError
from kg.model import Article, Extraction
from kg.ontology import load
from kg.rdf.assertion import quads
from kg.rdf.gates import gated
from kg.rdf.iris import ONTOLOGY, article_iri
from kg.rdf.runs import run_iri, run_quads
from kg.store.embedded import EmbeddedStore

BATCH = 16
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
    """What a build did. ``seconds`` is wall time; ``set_aside`` counts reasons; ``errors`` are of articles and inputs."""

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

    @property
    def articles(self) -> int:
        """All articles seen."""
        return self.built + self.unchanged + self.failed

    @property
    def words_per_second(self) -> float:
        """Words of the articles that were read, by the second."""
        return self.words / self.seconds if self.seconds else 0.0


def build(articles: Iterable[Article], store: EmbeddedStore, *, model: str | None = None, min_confidence: float = 0.0,
          on_event: Callable[[Event], None] | None = None) -> Summary:
    """Read articles into a store.

    Parameters
    ----------
    articles : iterable of Article
        Streamed; never held all at once.
    store : EmbeddedStore
    model : str, optional
        An installed spaCy pipeline instead of the package's own.
    min_confidence : float
        Statements below it are set aside.
    on_event : callable, optional
        Called after each article.

    Returns
    -------
    Summary
    """
    start, summary = perf_counter(), Summary()
    builder = _Builder(store, model, min_confidence)
    for batch in _batches(articles):
        for event in builder.batch(batch, summary):
            if on_event is not None:
                on_event(event)
    summary.seconds = perf_counter() - start
    return summary


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    iterator = iter(articles)
    while batch := list(islice(iterator, BATCH)):
        yield batch


class _Builder:
    """Builds article by article; the language model is loaded when the first one needs it."""

    def __init__(self, store: EmbeddedStore, model: str | None, min_confidence: float) -> None:
        from kg.language import MODEL

        self.store, self.min_confidence = store, min_confidence
        self.model = model or MODEL
        self.run = run_iri(f"{self.model} {min_confidence}")

    def batch(self, articles: list[Article], summary: Summary) -> Iterator[Event]:
        for article in articles:
            words = len(article.text.split())
            if self.store.holds(article_iri(article), self.run, article.id):
                summary.unchanged += 1
                yield Event(article, "unchanged", words)
                continue
            error = self._build(article, summary)
            summary.words += words
            if error is None:
                summary.built += 1
                yield Event(article, "built", words)
            else:
                summary.failed += 1
                summary.errors.append(error)
                yield Event(article, "failed", words, error)

    def _build(self, article: Article, summary: Summary) -> KgError | None:
        try:
            extraction = gated(self._extract(article), self.min_confidence)
            self._prepare()
            self.store.replace(article_iri(article), quads(extraction, self.run))
        except KgError as error:
            return error
        except (ValueError, RuntimeError, OSError, LookupError, TypeError) as error:
            return ExtractionError(f"{type(error).__name__}: {error}", where=article.source or article.id)
        summary.entities += len(extraction.entities)
        summary.statements += len(extraction.statements)
        summary.claims += len(extraction.claims)
        summary.set_aside.update(item.reason for item in extraction.set_aside)
        return None

    def _extract(self, article: Article) -> Extraction:
        from kg.extract.run import extractions

        return next(extractions([article], self.model))

    def _prepare(self) -> None:
        """The ontology and the run stand in the store before the first article does."""
        if not any(self.store.quads.quads_for_pattern(self.run, None, None, None)):
            self.store.install_ontology(ontology_quads())
            self.store.add(run_quads(f"{self.model} {self.min_confidence}"))


def ontology_quads() -> list[ox.Quad]:
    """The ontology as quads of its own graph, without its anonymous classes, so that no node is blank."""
    found = []
    for file in load().files:
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=ONTOLOGY.value):
            if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode):
                found.append(ox.Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY))
    return sorted(set(found), key=str)
