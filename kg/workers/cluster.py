"""Hands on several machines: the workers of a Dask cluster, each of which loads the model once."""

from __future__ import annotations

from concurrent.futures import CancelledError
from importlib import import_module
from threading import Lock
from typing import Any

from kg.errors import ExtractionError
from kg.model import Article
from kg.rdf.runs import Settings, run_iri
from kg.workers.draft import Draft, draft, failed
from kg.workers.local import Promise

AHEAD = 4  # articles for each worker that are read or wait to be; the scheduler holds them, and their drafts
SECONDS = 30  # to find the scheduler in
LOST = "the workers that read it ended, one after the other: out of memory, or killed"
GONE = ExtractionError("the cluster is gone", valid="the same build again, which goes on where it was")
_one_at_a_time = Lock()  # a pipeline reads one article at a time, however many threads a worker has


class Cluster:
    """The workers of a Dask cluster. What a worker that ends was reading, others read.

    Parameters
    ----------
    settings : Settings
    address : str
        Of the scheduler.

    Raises
    ------
    ExtractionError
        When Dask is not installed, or there is no scheduler.
    """

    def __init__(self, settings: Settings, address: str) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise ExtractionError("Dask is not installed", valid="pip install 'newskg[cluster]'") from error
        try:
            self._client = distributed.Client(address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ExtractionError("no cluster can be reached", where=address,
                                  valid="the address of a Dask scheduler: tcp://host:8786") from error
        self._settings, self._run = settings, run_iri(settings).value

    @property
    def ahead(self) -> int:
        """How many articles may be handed out before the first draft is taken: more as workers come."""
        return AHEAD * max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def submit(self, article: Article) -> Promise:
        """Hand out an article; raises ExtractionError when the scheduler is gone."""
        try:
            future = self._client.submit(read, article, self._settings, self._run, pure=False)
        except RuntimeError as error:
            raise GONE from error
        return _Promise(article, future)

    def close(self) -> None:
        """Leave the cluster; what is under way there for nobody ends."""
        self._client.close()


class _Promise:
    """A draft on the cluster, or on its way from there."""

    def __init__(self, article: Article, future: Any) -> None:
        self._article, self._future = article, future

    def done(self) -> bool:
        return bool(self._future.done())

    def result(self) -> Draft:
        from distributed import KilledWorker

        try:
            made: Draft = self._future.result()
        except KilledWorker:
            return failed(self._article, LOST)
        except MemoryError as error:
            return failed(self._article, error)
        except CancelledError as error:
            raise GONE from error
        return made

    def cancel(self) -> bool:
        self._future.cancel()
        return True


def read(article: Article, settings: Settings, run: str) -> Draft:
    """Read an article on a worker, which must be of the software that the build is of.

    Raises
    ------
    ExtractionError
        When it has another version of this package, of the model or of the ontology.
    """
    if run_iri(settings).value != run:
        raise ExtractionError("a worker would read as another version does",
                              valid="the same version of newskg, its model and ontology on all machines")
    with _one_at_a_time:
        return draft(article, settings)
