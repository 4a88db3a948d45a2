"""The whole flow: sources -> language -> extract -> resolve -> rdf -> store, article by article, then identity over all.

Workers read articles, ahead of one another; this process alone writes them, in the order in which they came. So the graph does
not depend on who has read them, nor on how many were at it. An article is written whole or not at all, and a build that was cut
off is finished by running it again; what the store already holds as this software would read it is not read again. A bad
article never ends a build: it is reported, and the store keeps what it had of it.

Each worker parses one article at a time. spaCy's batches save a few per cent of the time, but with some numerical libraries the
result for one text depends on the texts beside it, and then a build that was cut off would not end as if it had not been.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from time import perf_counter
from typing import Literal

import pyoxigraph as ox

from kg.errors import ExtractionError, KgError
from kg.identity.ledger import Ledger
from kg.identity.resolution import Resolution, is_resolved, resolve
from kg.model import MODEL, Article
from kg.ontology import load
from kg.rdf.iris import ONTOLOGY, article_iri, record_digest
from kg.rdf.runs import Settings, run_iri
from kg.store.protocol import Store
from kg.store.writing import write
from kg.workers.draft import Draft, failed
from kg.workers.local import Here, Processes, Promise, Workers

RELIEVED_AFTER = 250  # articles, which take the engine some 100 MB of memory until the store is opened again
MOST_QUADS, MOST_SECONDS = 100_000, 5.0  # of what is read and waits to be written: what a build that is killed reads again

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
          attributed_as_plain: bool = False, decisions: Ledger | None = None, jobs: int = 1, cluster: str | None = None,
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
    jobs : int
        How many processes read; 1 is this one.
    cluster : str, optional
        The address of a Dask scheduler whose workers read instead: ``tcp://host:8786``.
    on_event : callable, optional
        Called after each article, in their order.

    Returns
    -------
    Summary

    Raises
    ------
    ExtractionError
        When there is no such model or cluster, or the minimum is not from 0 to 1. The faults of articles are in the summary.

    Examples
    --------
    >>> from kg.store.embedded import EmbeddedStore
    >>> article = Article(id="a", text="Gov. Tim Walz criticized the plan on Monday.")
    >>> store = EmbeddedStore()
    >>> build([article], store).built, build([article], store).unchanged
    (1, 1)
    """
    if not 0 <= min_confidence <= 1:
        raise ExtractionError(f"a minimum confidence of {min_confidence}", valid="0 to 1")
    start, summary = perf_counter(), Summary()
    settings = Settings(model or MODEL, min_confidence, attributed_as_plain)
    articles = iter(articles)
    first = list(islice(articles, 2))  # for one article a second process does not pay
    with closing(_workers(settings, min(jobs, len(first)), cluster)) as workers:
        for event in _Builder(store, settings, workers, summary).events(chain(first, articles)):
            if on_event is not None:
                on_event(event)
    ledger = decisions or Ledger()
    if not is_resolved(store, ledger):
        summary.resolution = resolve(store, ledger)
    summary.seconds = perf_counter() - start
    return summary


def _workers(settings: Settings, jobs: int, cluster: str | None) -> Workers:
    if cluster is not None:
        from kg.workers.cluster import Cluster

        return Cluster(settings, cluster)
    return Processes(settings, jobs) if jobs > 1 else Here(settings)


class _Builder:
    """Hands articles out, takes their drafts in order, and writes them in batches."""

    def __init__(self, store: Store, settings: Settings, workers: Workers, summary: Summary) -> None:
        self.store, self.workers, self.summary = store, workers, summary
        self.run = run_iri(settings)
        self.batch = _Batch()
        self.written = self.since_relief = 0
        self.prepared = False

    def events(self, articles: Iterable[Article]) -> Iterator[Event]:
        """Give what became of each article, once it is in the store."""
        waiting: deque[tuple[Article, Promise | None]] = deque()
        for article in articles:
            waiting.append((article, None if self._held(article) else self.workers.submit(article)))
            while len(waiting) > self.workers.ahead or (waiting and _is_there(waiting[0][1])):
                yield from self._take(*waiting.popleft())
        while waiting:
            yield from self._take(*waiting.popleft())
        yield from self._write()

    def _held(self, article: Article) -> bool:
        return self.store.holds(article_iri(article), self.run, record_digest(article))

    def _take(self, article: Article, promise: Promise | None) -> Iterator[Event]:
        """Take a draft when its turn has come: only now it shows whether the store holds the article."""
        if self.batch.has_version_of(article):
            yield from self._write()
        if not self._held(article):
            self.batch.put(article, (promise or self.workers.submit(article)).result())
        else:
            self.batch.put(article, None)
            if promise is not None:
                promise.cancel()
        if self.batch.is_full(self.written):
            yield from self._write()

    def _write(self) -> Iterator[Event]:
        batch, self.batch = self.batch, _Batch()
        if batch.quads:
            self._prepare()
        drafts = {article_iri(article): draft for article, draft in batch.drafts if draft and not draft.error}
        faults = write(self.store, {iri: draft.packed for iri, draft in drafts.items()})
        self.written += batch.quads
        for article, draft in batch.drafts:
            fault = faults.get(article_iri(article))
            yield self._event(article, failed(article, fault) if fault else draft)
        self._relieve(len(drafts))

    def _event(self, article: Article, draft: Draft | None) -> Event:
        words, summary = len(article.text.split()), self.summary
        if draft is None:
            summary.unchanged += 1
            return Event(article, "unchanged", words)
        summary.words += words
        if draft.error:
            summary.failed += 1
            summary.errors.append(draft.error)
            return Event(article, "failed", words, draft.error)
        summary.built += 1
        summary.entities += draft.entities
        summary.statements += draft.statements
        summary.claims += draft.claims
        summary.set_aside.update(draft.set_aside)
        return Event(article, "built", words)

    def _prepare(self) -> None:
        """The ontology stands in the store before the first article does."""
        if not self.prepared:
            self.store.install_ontology(ontology_quads())
            self.prepared = True

    def _relieve(self, articles: int) -> None:
        self.since_relief += articles
        if self.since_relief >= RELIEVED_AFTER and self.store.reopen():
            self.since_relief = 0


def _is_there(promise: Promise | None) -> bool:
    return promise is None or promise.done()


class _Batch:
    """Drafts that wait to be written together, in their order; None is that of an article which the store holds."""

    def __init__(self) -> None:
        self.drafts: list[tuple[Article, Draft | None]] = []
        self.quads = 0
        self._names: set[tuple[str | None, ...]] = set()
        self._started = perf_counter()

    def put(self, article: Article, draft: Draft | None) -> None:
        self.drafts.append((article, draft))
        self._names.update(_names(article))
        self.quads += draft.packed.size if draft else 0

    def has_version_of(self, article: Article) -> bool:
        """Whether an article may be another version of one in the batch, which then has to stand before it comes."""
        return not self._names.isdisjoint(_names(article))

    def is_full(self, written: int) -> bool:
        """Whether to write it. The first batches are small, so that there is something to see soon."""
        return self.quads >= min(MOST_QUADS, written) or perf_counter() - self._started > MOST_SECONDS


def _names(article: Article) -> set[tuple[str | None, ...]]:
    """By what an article may be known as a version of another."""
    names: set[tuple[str | None, ...]] = {(article_iri(article).value,), (article.publisher, article.id)}
    return names | ({("", article.url)} if article.url else set())


def ontology_quads() -> list[ox.Quad]:
    """The ontology as quads of its own graph, without its anonymous classes, so that no node is blank."""
    found = []
    for file in load().files:
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=ONTOLOGY.value):
            if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode):
                found.append(ox.Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY))
    return sorted(set(found), key=str)
