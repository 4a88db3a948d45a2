"""Reading of web archives: pages a second against trafilatura alone, in CPU time, and memory at 1,000 and 20,000 pages.

Aim: at least 0.9 of trafilatura's pages a second, and no more memory for 20,000 pages than for 1,000, within a tenth.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.timing import ROOT
from tests.sources.archives import Archive
from tests.sources.pages import page

FEW, MANY = 1_000, 20_000
WORDS = ("county", "sheriff", "agency", "governor", "state", "court", "judge", "office", "border", "city", "jail", "officers")
READ = """
import json, resource, sys
from time import process_time
from kg.sources import read
start, pages, memory = 0.0, 0, {}
for article in read([sys.argv[1]]):
    start = start or process_time()  # libraries are loaded by now
    pages += 1
    if pages in (1000, 5000, 20000):
        memory[pages] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"pages": pages, "seconds": process_time() - start, "memory": memory}))
"""
ALONE = """
import sys
from time import process_time
import trafilatura
from kg.sources.archive import Archive
from kg.sources.inputs import Input
start = process_time()
pages = list(Archive(Input(sys.argv[1])).pages(print))
read = process_time() - start
start = process_time()
for page in pages:
    trafilatura.bare_extraction(page.data.decode(), with_metadata=True, include_comments=False, include_tables=False,
                                favor_precision=True)
print(len(pages) / read, len(pages) / (process_time() - start))
"""


def story(number: int) -> str:
    """A short page of some 100 words in 3 paragraphs, unlike any other: of longer ones trafilatura reads fewer a second."""
    def word(place: int) -> str:
        return WORDS[(number * 31 + place * place * 7 + place) % len(WORDS)]

    paragraphs = (f"The {word(n)} of the {word(n + 1)} said on Wednesday that {number + n} {word(n + 2)} would meet the "
                  f"{word(n + 3)} when the {word(n + 4)} agrees with the {word(n + 5)}, and that nothing else was decided."
                  for n in range(3))
    return page(*paragraphs)


def written(path: Path, count: int) -> Path:
    """An archive of so many pages, each after its request, as crawlers write them."""
    made = Archive(packed=True, out=path.open("wb"))
    for number in range(count):
        made.add("", kind="request").add(story(number))
    made.out.close()
    return path


def run(code: str, archive: Path) -> str:
    """Run code in a process of its own; its standard error is seen."""
    command = [sys.executable, "-c", code, str(archive)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        few, many = written(Path(folder) / "few.warc.gz", FEW), written(Path(folder) / "many.warc.gz", MANY)
        records, alone = map(float, run(ALONE, few).split())
        ours = json.loads(run(READ, few))
        rate = ours["pages"] / ours["seconds"]
        print(f"WARC: {records:,.0f} pages/s read from the archive; {rate:,.0f} articles/s; trafilatura alone {alone:,.0f} "
              f"pages/s; ratio {rate / alone:.2f}")
        memory = json.loads(run(READ, many))["memory"]
        print("WARC: resident memory " + "; ".join(f"{mib} MiB after {int(pages):,} pages" for pages, mib in memory.items()))


if __name__ == "__main__":
    main()
