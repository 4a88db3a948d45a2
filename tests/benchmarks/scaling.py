"""What an article costs, and how much memory a build takes, the more articles there are.

    python -m tests.benchmarks.scaling [--articles 1000 5000 20000] [--jobs 2]

Each build is a process of its own, whose resident memory is looked at while it runs; what the processes that read articles take
does not depend on their number. The cost is CPU time of all of them. What the engine holds of its files grows with the store:
so a process that does nothing but go through the finished store stands beside it. Aim: 20,000 articles cost at most 1.15 times
what 1,000 do, each, and take no more memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time, sleep

import pyoxigraph as ox

from kg.build import Event, build
from kg.store.embedded import EmbeddedStore
from tests.benchmarks.corpus import corpus
from tests.benchmarks.timing import ROOT

EVERY = 0.1  # seconds
MIB = 1024


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--articles", type=int, nargs="+", default=[1000, 5000, 20000])
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--build", type=Path, help="build a store there, in this process")
    asked.add_argument("--read", type=Path, help="go through a store, in this process")
    options = asked.parse_args()
    if options.build:
        print(json.dumps(built(options.articles[0], options.build, options.jobs)))
    elif options.read:
        read(options.read)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            for articles in options.articles:
                print(told(articles, Path(temporary) / f"{articles}.kg", options.jobs), flush=True)


def told(articles: int, store: Path, jobs: int) -> str:
    """Build, and say what it took."""
    process = run("--build", store, "--articles", articles, "--jobs", jobs)
    sizes = list(resident(process))
    if process.stdout is None or process.wait():
        sys.exit(f"a build of {articles:,} articles failed")
    cost = json.loads(process.stdout.read())
    engine = max(resident(run("--read", store)))
    joining = max(sizes[-max(1, int(cost["seconds"] / EVERY)) :])
    return (f"{articles:,} articles: {cost['cpu'] / articles * 1000:.1f} ms of CPU an article, "
            f"{cost['words'] / cost['cpu']:,.0f} words a second ({cost['joining'] / articles * 1000:.1f} ms for identity); "
            f"resident at most {max(sizes):,.0f} MiB, {joining:,.0f} for identity; the engine alone {engine:,.0f}")


def run(*arguments: object) -> subprocess.Popen[bytes]:
    """This module, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.scaling", *map(str, arguments)]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE)


def resident(process: subprocess.Popen[bytes]) -> Iterator[float]:
    """The resident memory of a process in MiB, for as long as it runs."""
    while process.poll() is None:
        lines = Path(f"/proc/{process.pid}/status").read_text("ascii").splitlines()
        yield from (int(line.split()[1]) / MIB for line in lines if line.startswith("VmRSS"))
        sleep(EVERY)


def built(articles: int, store: Path, jobs: int) -> dict[str, float]:
    """Build made-up articles; give words, seconds of CPU, and those of them and of the clock from when all were written."""
    written = list[float]()

    def note(_: Event) -> None:
        written[:] = [process_time(), perf_counter()]

    summary = build((told.article for told in corpus(articles)), EmbeddedStore(store), jobs=jobs, on_event=note)
    joining, seconds = process_time() - written[0], perf_counter() - written[1]
    return {"words": summary.words, "cpu": cpu(), "joining": joining, "seconds": seconds}


def cpu() -> float:
    """Seconds of CPU of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def read(store: Path) -> None:
    """Go through a store, term by term."""
    for _ in ox.Store(store):
        pass


if __name__ == "__main__":
    main()
