"""A build on one core against one on two, each in a process of its own that may use no other core, in turn.

    python -m tests.benchmarks.cores [--articles 600] [--rounds 3]

Aim: two cores at least 1.7 times as fast as one. Bound to its core, a build on one has the engine's own threads there as well.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.kills import written
from tests.benchmarks.timing import ROOT

CORES = 2


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--articles", type=int, default=600)
    asked.add_argument("--rounds", type=int, default=3)
    options = asked.parse_args()
    if len(os.sched_getaffinity(0)) < CORES:
        sys.exit(f"fewer than {CORES} cores")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wire = written(folder / "wire.jsonl", options.articles)
        rounds = [[seconds(wire, folder / f"{number}-{cores}.kg", cores) for cores in (1, CORES)]
                  for number in range(options.rounds)]
    ratios = [one / several for one, several in rounds]
    one, several = map(min, zip(*rounds, strict=True))
    print(f"{options.articles:,} articles, {options.rounds} rounds: {one:.1f} s on one core, {several:.1f} s on {CORES}; "
          f"{median(ratios):.2f} times as fast (median; from {min(ratios):.2f} to {max(ratios):.2f})")


def seconds(wire: Path, store: Path, cores: int) -> float:
    """Build a file of articles on some cores of this machine, with a process for each."""
    start = perf_counter()
    bound = ",".join(map(str, sorted(os.sched_getaffinity(0))[:cores]))
    subprocess.run(["taskset", "-c", bound, sys.executable, "-m", "kg.cli", "build", str(wire), "--store", str(store),
                    "--jobs", str(cores)], check=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
    return perf_counter() - start


if __name__ == "__main__":
    main()
