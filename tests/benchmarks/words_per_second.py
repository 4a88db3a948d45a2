"""Words a second of the whole pipeline against bare spaCy's, on the annotated articles, and each component's share.

Aim: at least 0.75 of the words a second of the bare pipeline with the same model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from statistics import median
from time import process_time

import spacy
from spacy.language import Language

from kg.document import Reading
from kg.extract.assembly import assemble
from kg.language import pipeline
from kg.model import MODEL, Article
from kg.sources import read
from tests.benchmarks.timing import ROOT

ARTICLES = ROOT / "tests" / "quality" / "articles"


def main(rounds: int = 7) -> None:
    articles = list(read([ARTICLES]))
    words = sum(len(article.text.split()) for article in articles)
    bare, ours = spacy.load(MODEL), pipeline()
    for article in articles:  # what is loaded on first use is loaded now
        bare(article.text)
        _extract(article, ours)
    measured = [(_seconds(lambda: [bare(a.text) for a in articles]), _parts(articles, ours)) for _ in range(rounds)]
    ratios = [alone / sum(parts.values()) for alone, parts in measured]
    alone = median(alone for alone, _ in measured)
    print(f"{words:,} words, {rounds} rounds, CPU time; bare spaCy {words / alone:,.0f} words/s")
    print(f"with everything on {median(ratios):.2f} of it (median; from {min(ratios):.2f} to {max(ratios):.2f})")
    for name in measured[0][1]:
        share = median(parts[name] / alone for alone, parts in measured)
        print(f"  {name:16} {share:5.1%} of bare spaCy's time")


def _seconds(action: Callable[[], object]) -> float:
    start = process_time()
    action()
    return process_time() - start


def _parts(articles: list[Article], nlp: Language) -> Counter[str]:
    """The seconds of each component over all articles; those of spaCy together."""
    spent: Counter[str] = Counter()
    for article in articles:
        spent.update(_extract(article, nlp))
    return spent


def _extract(article: Article, nlp: Language) -> Counter[str]:
    """The seconds of each component over one article."""
    spent: Counter[str] = Counter()
    doc = nlp.make_doc(article.text)
    doc._.kg = Reading(article)
    for name, component in nlp.pipeline:
        start = process_time()
        doc = component(doc)
        spent[name if name.startswith("kg_") else "spaCy"] += process_time() - start
    start = process_time()
    assemble(doc)
    spent["assembly"] = process_time() - start
    return spent


if __name__ == "__main__":
    main()
