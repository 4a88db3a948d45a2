"""Builds a graph from examples/articles, asks it questions, writes an export: what ``make demo`` runs."""

from __future__ import annotations

import sys
from pathlib import Path

from questions import ARTICLES, QUESTIONS, show

import kg

BUILD = Path(__file__).parent.parent / "build" / "demo"


def main(folder: Path = BUILD) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    store, export, page = folder / "news.kg", folder / "news.gexf", folder / "news.html"
    with kg.open(store) as graph:
        done = graph.build([ARTICLES])
        print(f"{done.articles} articles, of which {done.built} were read now: {done.words:,} words, {done.entities} entities, "
              f"{done.statements} statements, {done.claims} claims")
        for heading, name, values in QUESTIONS:
            print(f"\n{heading}")
            show(graph.query(kg.question(name).with_values(values)))
        for loss in graph.export(export).losses:
            print(f"\n{export.name}: {loss}")
        graph.export(page, selection=kg.Selection(include={"all"}))
    print(f"\nThe graph is in {store}. Its plain facts are in {export}, to open with Gephi; all of it is in")
    print(f"{page}, to open in a browser. Ask it more:")
    print(f"    .venv/bin/kg query --store {store} --list")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
