"""A store on a server, against one in a folder: quads a second imported, fetched, and written in batches as a build does it;
articles a second replaced one by one; memory.

    python -m tests.benchmarks.servers [ARTICLES]
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from os import environ
from pathlib import Path
from time import perf_counter

from kg.store.opening import opened
from kg.store.place import Place
from tests.benchmarks.loading import Articles, built, imported, made
from tests.store.servers import oxigraph, virtuoso
from tests.store.test_embedded import extraction, put

REPLACED = 100  # articles
SERVERS = (oxigraph, virtuoso)


def main(articles: int = 80) -> None:
    """Print the figures of a folder, Oxigraph, and Virtuoso where it is installed."""
    environ.setdefault("KG_STORE_USER", "dba")
    environ.setdefault("KG_STORE_PASSWORD", "dba")
    data = made(articles)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        file = folder / "all.nq"
        with opened(folder / "all.kg") as store:
            built(data, store)
            file.write_bytes(store.dump())
        _say("folder", importing(folder / "news.kg", file), building(folder / "built.kg", data))
        for server in SERVERS if shutil.which("virtuoso-t") else SERVERS[:1]:
            with server(folder / "imported") as one, server(folder / "built") as other:
                _say(server.__name__, importing(one, file), building(other, data))
            shutil.rmtree(folder / "imported")
            shutil.rmtree(folder / "built")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def importing(place: Place, file: Path) -> dict[str, float]:
    """Quads a second of an import, and of reading all of them again."""
    start = perf_counter()
    imported(file, place)
    loaded, start = perf_counter() - start, perf_counter()
    with opened(place) as store:
        number = sum(1 for _ in store.quads)
    return {"quads/s imported": number / loaded, "quads/s read": number / (perf_counter() - start)}


def building(place: Place, articles: Articles) -> dict[str, float]:
    """Quads a second of batches of articles, and articles a second of replacing."""
    with opened(place) as store:
        start = perf_counter()
        built(articles, store)
        took, start = perf_counter() - start, perf_counter()
        number = len(store.quads)
        for n in range(REPLACED):
            put(store, extraction(str(n), "ICE", *(f"Jane {'abcdefghij'[i]}oe" for i in range(8))))
        return {"quads/s in batches": number / took, "articles/s replaced": REPLACED / (perf_counter() - start)}


def _say(name: str, *figures: dict[str, float]) -> None:
    print(f"{name:9}", "  ".join(f"{figure:>9,.0f} {what}" for some in figures for what, figure in some.items()))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
