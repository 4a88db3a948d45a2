"""``python -m tests.quality``: the figures on the annotated set, and the causes of what is wrong."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from tests.quality.analysis import CAUSES, Fault, faults
from tests.quality.page import renew
from tests.quality.reading import ARTICLES, Read, read
from tests.quality.scoring import MEASURES, macro, total


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ARTICLES, help="annotated articles (default: the project's)")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the tables of this page anew")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N faults of each article and kind")
    arguments = parser.parse_args()
    articles = list(read(arguments.folder))
    if not articles:
        parser.error(f"{arguments.folder} holds no annotated articles (*.json)")
    if arguments.page:
        renew(arguments.page, articles)
    _print_figures(articles)
    found = {article.name: list(faults(article)) for article in articles}
    _print_causes([fault for each in found.values() for fault in each])
    for name, each in found.items():
        for kind in ("missed", "extra", "wrong"):
            for fault in [f for f in each if f.kind == kind][: arguments.errors]:
                print(f"{name} {fault.kind} ({fault.cause}): {fault.statement}")


def _print_figures(articles: list[Read]) -> None:
    figures = [article.comparison.figures() for article in articles]
    means = macro(article.comparison for article in articles)
    print(f"{len(articles)} articles\n{'':12}precision  recall     F1  macro F1")
    for name in MEASURES:
        every = total(f[name] for f in figures)
        print(f"{name:12}    {every.precision:.3f}   {every.recall:.3f}  {every.f1:.3f}     {means.get(name, 0.0):.3f}")


def _print_causes(all_faults: list[Fault]) -> None:
    counted = Counter((f.kind, f.cause) for f in all_faults)
    for kind in ("missed", "extra", "wrong"):
        print(f"\n{kind} statements, by cause")
        for (_, cause), n in sorted(((k, n) for k, n in counted.items() if k[0] == kind), key=lambda c: (-c[1], c[0])):
            print(f"{n:5}  {cause}: {CAUSES[cause]}")
    print()


main()
