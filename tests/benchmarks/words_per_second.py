"""Words a second of the whole pipeline, against bare spaCy, on the annotated articles. Aim: 1.33 times the time at most."""

from __future__ import annotations

import spacy

from kg.extract.assembly import assemble
from kg.language import MODEL, parse, pipeline
from kg.sources import read
from tests.benchmarks.timing import ROOT, best_of

ARTICLES = ROOT / "tests" / "quality" / "articles"


def main(rounds: int = 5) -> None:
    articles = list(read([ARTICLES]))
    words = sum(len(article.text.split()) for article in articles)
    bare, ours = spacy.load(MODEL), pipeline()

    def parse_alone() -> None:
        for article in articles:
            bare(article.text)

    def extract() -> None:
        for doc in parse(articles, ours):
            assemble(doc)

    alone, extracted = best_of(rounds, parse_alone, extract)
    print(f"{words:,} words: {words / extracted:,.0f} words/s; bare spaCy: {words / alone:,.0f} words/s; "
          f"ratio of times {extracted / alone:.2f}")


if __name__ == "__main__":
    main()
