"""How long each export takes and how much memory it needs, of a store of 100,000 statements made without reading any text.

    python -m tests.benchmarks.exports [--statements N] [FORMAT ...]

Aim: each under a minute, of CPU time where other work disturbs. A format is written by a process of its own, whose memory
includes Python and the engine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

import pyoxigraph as ox

from kg.export.destination import write_to
from kg.export.registry import WRITERS, find
from kg.export.writer import FolderWriter, Request
from kg.model import Article, Entity, Extraction, Interval, Mention, Quantity, Span, Statement
from kg.rdf.assertion import quads
from kg.rdf.prefixes import PREFIXES
from kg.rdf.runs import Settings, run_iri, run_quads
from kg.store.embedded import EmbeddedStore
from tests.benchmarks.timing import ROOT

STATEMENTS, PER_ARTICLE, ENTITIES_PER_STATEMENT, SEED = 100_000, 50, 0.2, 6
OUTLETS = ("Gazette", "Courier", "Herald", "Tribune", "Star")
RELATIONS = (("Person", "criticizes", "Operation"), ("Person", "holdsPosition", "Position"), ("Organization", "sues", "Agency"),
             ("Agency", "cooperatesWith", "County"), ("Person", "memberOf", "Organization"), ("Agency", "arrests", "Person"),
             ("Operation", "takesPlaceIn", "City"), ("Person", "supports", "Person"), ("Agency", "conducts", "Operation"))
TYPES = {type_ for subject, _, object_ in RELATIONS for type_ in (subject, object_)}
SETTINGS = Settings("none")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("formats", nargs="*", default=[w.name for w in WRITERS])
    asked.add_argument("--statements", type=int, default=STATEMENTS)
    asked.add_argument("--store", type=Path, help="a folder for the store, filled when it is not there, and kept")
    asked.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        _one(options.formats[0], *options.one)
        return
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "news.kg"
        if not store.exists():
            fill(store, options.statements)
        print(f"{len(ox.Store.read_only(str(store))):,} quads; seconds, of them CPU, memory at most, size", flush=True)
        for name in options.formats:
            print(_line(name, store, Path(folder) / name), flush=True)


def fill(path: Path, statements: int) -> None:
    """Fill a store with so many statements, in articles of fifty."""
    store = EmbeddedStore(path)
    store.quads.bulk_extend(_quads(statements))
    store.quads.optimize()


def _quads(statements: int) -> Iterator[ox.Quad]:
    chance = random.Random(SEED)  # noqa: S311
    yield from run_quads(SETTINGS)
    names = max(1, int(statements * ENTITIES_PER_STATEMENT) // len(TYPES))
    for number in range(max(1, statements // PER_ARTICLE)):
        yield from quads(extraction(number, min(PER_ARTICLE, statements), names, chance), run_iri(SETTINGS))


def extraction(number: int, statements: int, names: int, chance: random.Random) -> Extraction:
    """An article whose sentences each state one relation: few entities are in many articles, and many in few."""
    text, said, entities = "", [], {}
    for _ in range(statements):
        subject_type, relation, object_type = chance.choice(RELATIONS)
        ends = [(type_, f"{type_} Number{int(names * chance.random() ** 2)}") for type_ in (subject_type, object_type)]
        sentence = f"{ends[0][1]} is said in the news to have done this to {ends[1][1]}. "
        start = len(text)
        for end in ends:
            at = start + sentence.index(end[1])
            entities.setdefault(end, []).append(Mention(start=at, end=at + len(end[1])))
        said.append((ends, relation, Span(start, start + len(sentence) - 1)))
        text += sentence
    day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
    article = Article(id=f"a{number}", text=text, title=f"Article {number}", published=day, url=f"https://news.example/{number}",
                      publisher=OUTLETS[number % len(OUTLETS)])
    return Extraction(
        article=article,
        entities=tuple(Entity(id=name, type=type_, name=name, mentions=tuple(places))
                       for (type_, name), places in entities.items()),
        statements=tuple(Statement(
            subject=ends[0][1], predicate=relation, object=ends[1][1], evidence=(span,),
            confidence=chance.randrange(40, 100) / 100,
            quantity=Quantity(value=float(chance.randrange(2, 900)), unit="officers") if chance.random() < 0.1 else None,
            valid_time=Interval(start=day, end=day) if chance.random() < 0.2 else None) for ends, relation, span in said))


def _line(name: str, store: Path, output: Path) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.exports", name, "--one", str(store), str(output)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"  {name:14} failed: {done.stderr.strip().splitlines()[-1]}"
    told = json.loads(done.stdout)
    return f"  {name:14} {told['seconds']:6.1f} s {told['cpu']:6.1f} s {told['memory']:8,.0f} MB {told['size']:8,.1f} MB"


def _one(name: str, store: Path, output: Path) -> None:
    """Write one format and tell seconds, megabytes of memory at most, megabytes written."""
    writer = find(name)
    output = output.with_name(output.name + (".zip" if isinstance(writer, FolderWriter) else ".out"))
    start, worked = perf_counter(), process_time()
    write_to(output, writer, Request(ox.Store.read_only(str(store)), PREFIXES))
    told = {"seconds": perf_counter() - start, "cpu": process_time() - worked, "size": output.stat().st_size / 1e6,
            "memory": _memory()}
    output.unlink()
    print(json.dumps(told))


def _memory() -> float:
    """The megabytes that this process had at most; on Linux without those of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
