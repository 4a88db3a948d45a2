"""A store on a server, against one in a folder: quads a second loaded, written article by article, and fetched; memory."""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from os import environ
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

from kg.rdf.iris import ENTITIES, ONTOLOGY, article_iri, term
from kg.store.embedded import MARKS
from kg.store.opening import opened
from kg.store.place import Place
from tests.store.servers import oxigraph, virtuoso
from tests.store.test_embedded import extraction, put

NAME = term("nameInArticle")
ARTICLES = 100


def dataset(quads: int) -> list[ox.Quad]:
    """The marks of a store, and so many quads in graphs of 500 and one of a fifth of all."""
    base = article_iri(extraction("a", "ICE").article).value

    def quad(n: int) -> ox.Quad:
        graph = ENTITIES if n % 5 == 0 else ox.NamedNode(f"{base}{n // 500}")
        return ox.Quad(ox.NamedNode(f"{base}/{n}"), NAME, ox.Literal(f"What article {n} says, in some words"), graph)

    return [*MARKS, *(quad(n) for n in range(quads))]


def measured(place: Place, quads: list[ox.Quad]) -> tuple[float, float, float]:
    """Quads a second of an import, of reading all of them again, and articles a second of replacing."""
    with opened(place) as store:
        start = perf_counter()
        store.fill(quads)
        loaded = len(quads) / (perf_counter() - start)
    with opened(place) as store:
        start = perf_counter()
        fetched = sum(1 for quad in store.quads if quad.graph_name != ONTOLOGY) / (perf_counter() - start)
        start = perf_counter()
        for n in range(ARTICLES):
            put(store, extraction(str(n), "ICE", *(f"Jane {'abcdefghij'[i]}oe" for i in range(8))))
        return loaded, fetched, ARTICLES / (perf_counter() - start)


def main(quads: int = 200_000) -> None:
    """Print the figures of a folder, Oxigraph, and Virtuoso where it is installed."""
    environ.setdefault("KG_STORE_USER", "dba")
    environ.setdefault("KG_STORE_PASSWORD", "dba")
    data = dataset(quads)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _say("folder", measured(folder / "news.kg", data))
        servers: list[Callable[[Path], object]] = [oxigraph, *([virtuoso] if shutil.which("virtuoso-t") else [])]
        for server in servers:
            with server(folder / server.__name__) as address:  # type: ignore[attr-defined]
                _say(server.__name__, measured(address, data))
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def _say(name: str, figures: tuple[float, float, float]) -> None:
    loaded, fetched, articles = figures
    print(f"{name:10} {loaded:>10,.0f} quads/s imported  {fetched:>10,.0f} quads/s read  {articles:>8.1f} articles/s replaced")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
