"""A build by several processes, killed at random moments, and whether its graph is that of one that nobody disturbed.

    python -m tests.benchmarks.kills [--kills 20] [--articles 200] [--jobs 2]

After each kill the build is run again. Moments are drawn from a seed, over all that a build does: it starts, reads, writes in
batches, and joins. Whenever one comes to its end, its graph is compared byte for byte, and the next begins with nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

from kg.store.embedded import EmbeddedStore
from tests.benchmarks.corpus import corpus
from tests.benchmarks.timing import ROOT

LINE = b"\n"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--articles", type=int, default=200)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wire = written(folder / "wire.jsonl", options.articles)
        start = perf_counter()
        run(wire, folder / "whole.kg", options.jobs).wait()
        seconds = perf_counter() - start
        whole = EmbeddedStore(folder / "whole.kg").dump()
        print(f"{options.articles:,} articles, {whole.count(b' .' + LINE):,} quads, {seconds:.0f} s undisturbed", flush=True)
        same = list(disturbed(wire, folder / "killed.kg", options, seconds, whole))
        print(f"{options.kills} kills by seed {options.seed}: {sum(same)} of {len(same)} graphs are the same, byte for byte")
        sys.exit(not all(same))


def written(file: Path, articles: int) -> Path:
    """A file of made-up articles."""
    records = (told.article for told in corpus(articles))
    with file.open("w", encoding="utf-8") as lines:
        for a in records:
            lines.write(json.dumps({"id": a.id, "text": a.text, "published": a.published, "publisher": a.publisher}) + "\n")
    return file


def run(wire: Path, store: Path, jobs: int) -> subprocess.Popen[bytes]:
    """A build, in a process of its own."""
    command = [sys.executable, "-m", "kg.cli", "build", str(wire), "--store", str(store), "--jobs", str(jobs)]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)


def disturbed(wire: Path, store: Path, options: argparse.Namespace, seconds: float, whole: bytes) -> Iterator[bool]:
    """Build and kill; tell of each build that came to its end whether its graph is right."""
    chance, kills = random.Random(options.seed), 0  # noqa: S311  chance, not secrecy
    while True:
        process = run(wire, store, options.jobs)
        if kills < options.kills:
            sleep(chance.uniform(0, seconds))
            kills += process.poll() is None
            process.kill()
        ended = process.wait()
        if ended not in (0, -signal.SIGKILL):
            sys.exit(f"a build that goes on after {kills} kills fails: {ended}")
        if ended == 0:
            yield EmbeddedStore(store).dump() == whole
            shutil.rmtree(store)
            if kills == options.kills:
                return


if __name__ == "__main__":
    main()
