"""A build on one core against one on two, each in a process of its own that may use no other core, in turn.

    python -m tests.benchmarks.cores [--articles 600] [--rounds 3]

Aim: two cores at least 1.7 times as fast as one. Bound to its core, a build on one has the engine's own threads there as well.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from kg.build import build
from kg.store.embedded import EmbeddedStore
from tests.benchmarks.corpus import corpus
from tests.benchmarks.timing import python

CORES = 2


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--articles", type=int, default=600)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--cores", type=int, help="measure a build on so many cores, in this process")
    options = asked.parse_args()
    if options.cores:
        measured(options.articles, options.cores)
        return
    if len(os.sched_getaffinity(0)) < CORES:
        sys.exit(f"fewer than {CORES} cores")
    ways = [python("-m", "tests.benchmarks.cores", "--articles", str(options.articles), "--cores", str(cores))
            for cores in (1, CORES)]
    rounds = [[seconds(way) for way in ways] for _ in range(options.rounds)]
    ratios = [one / several for one, several in rounds]
    one, several = map(min, zip(*rounds, strict=True))
    print(f"{options.articles:,} articles, {options.rounds} rounds: {one:.1f} s on one core, {several:.1f} s on {CORES}; "
          f"{median(ratios):.2f} times as fast (median; from {min(ratios):.2f} to {max(ratios):.2f})")


def seconds(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return perf_counter() - start


def measured(articles: int, cores: int) -> None:
    """Build made-up articles on some cores of this machine, with a process for each."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    with tempfile.TemporaryDirectory() as temporary:
        build((told.article for told in corpus(articles)), EmbeddedStore(Path(temporary) / "made.kg"), jobs=cores)


if __name__ == "__main__":
    main()
