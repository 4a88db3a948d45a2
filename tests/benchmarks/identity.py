"""Identity across made-up articles: pairwise and B-cubed precision and recall, and the cost of an article.

``python -m tests.benchmarks.identity 1000`` builds so many articles, joins their entities, and compares who each name was
taken for with who is meant. A pair is two names in different articles; B-cubed is after Bagga and Baldwin (1998).
"""

from __future__ import annotations

import resource
import sys
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pyoxigraph as ox

from kg.build import build
from kg.identity.resolution import resolve
from kg.rdf.iris import article_iri, term
from kg.store.embedded import EmbeddedStore
from tests.benchmarks.corpus import Told, corpus

Assigned = list[tuple[str, str]]  # who is meant, whom the graph has, for each entity of each article


def assigned(store: ox.Store, told: Told) -> Assigned:
    """Whom the graph has for each person, place and body that an article names: the entity most of its names went to."""
    article = article_iri(told.article)
    mentions = defaultdict(list)
    for quad in store.quads_for_pattern(None, term("mentions"), None, article):
        start, end = (int(_value(store, quad.subject, bound, article)) for bound in ("start", "end"))
        mentions[(start, end)].append(quad.object.value)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, meant in told.names:
        best = max(mentions, key=lambda span: (min(end, span[1]) - max(start, span[0]), -span[1] + span[0]), default=None)
        if best is not None and min(end, best[1]) > max(start, best[0]):
            votes[meant].update(sorted(mentions[best])[:1])
    return [(meant, min(found, key=lambda iri: (-found[iri], iri))) for meant, found in sorted(votes.items())]


def _value(store: ox.Store, subject: object, name: str, graph: ox.NamedNode) -> str:
    return next(store.quads_for_pattern(subject, term(name), None, graph)).object.value


def figures(pairs: Assigned) -> dict[str, float]:
    """Pairwise and B-cubed precision and recall.

    >>> figures([("a", "x"), ("a", "x"), ("b", "x")])["pairwise precision"]
    0.3333333333333333
    """
    both, meant, found = Counter(pairs), Counter(m for m, _ in pairs), Counter(f for _, f in pairs)
    together = sum(n * (n - 1) / 2 for n in both.values())
    return {
        "pairwise precision": together / max(1, sum(n * (n - 1) / 2 for n in found.values())),
        "pairwise recall": together / max(1, sum(n * (n - 1) / 2 for n in meant.values())),
        "B-cubed precision": sum(n * n / found[f] for (_, f), n in both.items()) / max(1, len(pairs)),
        "B-cubed recall": sum(n * n / meant[m] for (m, _), n in both.items()) / max(1, len(pairs)),
    }


def measure(articles: int, folder: Path, seed: int = 1) -> None:
    store = EmbeddedStore(folder)
    start = perf_counter()
    summary = build((told.article for told in corpus(articles, seed)), store)
    built = perf_counter()
    pairs = [pair for told in corpus(articles, seed) for pair in assigned(store.quads, told)]
    print(f"{articles:,} articles, {summary.words:,} words: {(built - start) / articles * 1000:.1f} ms an article")
    again = perf_counter()
    resolve(store)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"identity alone {perf_counter() - again:.1f} s; resident {resident:,.0f} MiB")
    for kind, wanted in (("people", lambda meant: ": " not in meant), ("all", lambda _: True)):
        chosen = [pair for pair in pairs if wanted(pair[0])]
        print(kind, len(chosen), "  ".join(f"{name} {value:.4f}" for name, value in figures(chosen).items()))


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        measure(int(sys.argv[1]) if sys.argv[1:] else 1000, Path(temporary) / "made.kg")
