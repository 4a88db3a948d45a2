"""Loading into a store, as a build and as ``kg import`` do it, against pyoxigraph's own bulk load of the same quads.

    python -m tests.benchmarks.loading [--articles 300] [--rounds 3]

Quads a second of CPU time, so that other work on the machine does not count; the best of all rounds. Aim: at least 0.7 of the
engine's own.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import process_time

import pyoxigraph as ox

from kg.build import MOST_QUADS, ontology_quads
from kg.graph import Graph
from kg.rdf.assertion import quads
from kg.rdf.iris import article_iri
from kg.rdf.runs import run_iri, run_quads
from kg.store.embedded import EmbeddedStore
from kg.store.packed import Packed, packed
from kg.store.place import Place
from kg.store.writing import write
from tests.benchmarks.exports import PER_ARTICLE, SEED, SETTINGS, extraction

Articles = dict[ox.NamedNode, Packed]


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--articles", type=int, default=300)
    asked.add_argument("--rounds", type=int, default=3)
    options = asked.parse_args()
    articles = made(options.articles)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        store = built(articles, EmbeddedStore(folder / "first.kg"))
        everything, file = list(store.quads), folder / "all.nq"
        file.write_bytes(store.dump())
        ways: dict[str, Callable[[Path], object]] = {
            "pyoxigraph, of quads": lambda path: ox.Store(path).bulk_extend(everything),
            "a build, batch by batch": lambda path: built(articles, EmbeddedStore(path)),
            "pyoxigraph, of a file": lambda path: ox.Store(path).bulk_load(path=file),
            "kg import --no-validate, of a file": lambda path: imported(file, path),
        }
        best = dict.fromkeys(ways, float("inf"))
        for number in range(options.rounds):
            for name, load in ways.items():
                start = process_time()
                load(folder / f"{name} {number}")
                best[name] = min(best[name], process_time() - start)
    print(f"{len(everything):,} quads of {len(articles):,} articles, {options.rounds} rounds")
    names = list(ways)
    for own, ours in (names[:2], names[2:]):
        rates = [len(everything) / best[name] for name in (own, ours)]
        print(f"  {ours}: {rates[1]:,.0f} quads/s; {own}: {rates[0]:,.0f}; ratio {rates[1] / rates[0]:.2f}")


def made(number: int) -> Articles:
    """Articles, without reading any text."""
    chance = random.Random(SEED)  # noqa: S311  chance, not secrecy
    found = (extraction(n, PER_ARTICLE, number, chance) for n in range(number))
    written = ((article_iri(one.article), [*quads(one, run_iri(SETTINGS)), *run_quads(SETTINGS)]) for one in found)
    return {article: packed(article, told) for article, told in written}


def built(articles: Articles, store: EmbeddedStore) -> EmbeddedStore:
    """Write articles as a build does."""
    store.install_ontology(ontology_quads())
    for batch in batches(articles):
        assert not write(store, batch)
    return store


def batches(articles: Articles) -> Iterator[Articles]:
    each = max(1, MOST_QUADS // max(part.size for part in articles.values()))
    left = iter(articles.items())
    while batch := dict(islice(left, each)):
        yield batch


def imported(file: Path, place: Place) -> None:
    """Take an export back."""
    with Graph(place) as graph:
        graph.import_([file], validate=False)


if __name__ == "__main__":
    main()
