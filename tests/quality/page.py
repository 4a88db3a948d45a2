"""The tables of the quality page, made anew from the annotated set; the words around them are written by hand.

A table stands between ``<!-- table: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.ontology import load
from tests.quality.analysis import CAUSES, faults
from tests.quality.fit_confidence import calibration, calibration_error, cross_validated, examples
from tests.quality.reading import Read
from tests.quality.scoring import MEASURES, Figure, macro, total

MARKED = re.compile(r"(?P<open><!-- table: (?P<name>[\w-]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)
THRESHOLDS = (0.0, 0.5, 0.7, 0.8, 0.9)
Rows = Sequence[Sequence[str | int]]


def renewed(page: str, tables: Mapping[str, str]) -> str:
    """Give the page with every table it marks replaced; raises KeyError for one that is not made here."""
    return MARKED.sub(lambda m: f"{m['open']}{tables[m['name']]}{m['close']}", page)


def renew(file: Path, articles: Sequence[Read]) -> None:
    """Write the tables of these articles into a page."""
    file.write_text(renewed(file.read_text("utf-8"), tables(articles)), "utf-8")


def tables(articles: Sequence[Read]) -> dict[str, str]:
    """All tables of the page by name, in Markdown."""
    pairs = cross_validated([examples(article) for article in articles])
    return {"measures": measures(articles), "relations": relations(articles), "missed": causes(articles, "missed"),
            "extra": causes(articles, "extra"), "wrong": causes(articles, "wrong"),
            "calibration": reliability(pairs), "thresholds": thresholds(pairs)}


def measures(articles: Sequence[Read]) -> str:
    """Every measure over all articles together, and the mean of the articles' F1."""
    means = macro(article.comparison for article in articles)
    each = [article.comparison.figures() for article in articles]
    summed = {name: total(figures[name] for figures in each) for name in MEASURES}
    return _table(("measure", "annotated", "found", "precision", "recall", "F1", "macro F1"),
                  [(name, round(f.gold), round(f.predicted), _two(f.precision), _two(f.recall), _two(f.f1),
                    _two(means.get(name, 0.0))) for name, f in summed.items()])


def relations(articles: Sequence[Read]) -> str:
    """Every relation of the ontology that the set annotates or that was found in it."""
    gold, found, right, qualified = (Counter[str]() for _ in range(4))
    for c in (article.comparison for article in articles):
        gold.update(predicate for _, predicate, _ in c.gold_triples)
        found.update(predicate for _, predicate, _ in c.predicted_triples)
        hit = c.gold_triples.keys() & c.predicted_triples.keys()
        right.update(predicate for _, predicate, _ in hit)
        qualified.update(triple[1] for triple in hit if c.qualifiers_right(triple))
    rows = []
    for name in sorted(load().relations.keys() & (gold.keys() | found.keys()), key=lambda n: (-gold[n], n)):
        figure = Figure(right[name], found[name], gold[name])
        rows.append((f"`{name}`", gold[name], found[name], _two(figure.precision), _two(figure.recall), _two(figure.f1),
                     _share(qualified[name], right[name])))
    return _table(("relation", "annotated", "found", "precision", "recall", "F1", "qualifiers right"), rows)


def causes(articles: Sequence[Read], kind: str) -> str:
    """What was missed, made up or qualified wrongly, counted by cause."""
    counted = Counter(fault.cause for article in articles for fault in faults(article) if fault.kind == kind)
    rows = [(number, cause, CAUSES[cause]) for cause, number in sorted(counted.items(), key=lambda c: (-c[1], c[0]))]
    return _table(("statements", "cause", "what happened"), rows)


def reliability(pairs: Iterable[tuple[float, bool]]) -> str:
    """The reliability diagram, and the expected calibration error."""
    pairs = list(pairs)
    rows = [(f"{low:.1f} to {high:.1f}", number, _two(said), _two(right), "#" * round(20 * right))
            for low, high, said, right, number in calibration(pairs)]
    diagram = _table(("confidence", "statements", "said on average", "are right", ""), rows)
    return f"{diagram}\nExpected calibration error: {calibration_error(pairs):.3f}.\n"


def thresholds(pairs: Iterable[tuple[float, bool]]) -> str:
    """What ``--min-confidence`` keeps, and how much of it is right."""
    pairs = list(pairs)
    rows = []
    for least in THRESHOLDS:
        kept = [right for said, right in pairs if said >= least]
        rows.append((f"{least:.1f}", len(kept), _share(sum(kept), len(kept)),
                     _share(sum(kept), sum(right for _, right in pairs))))
    return _table(("`--min-confidence`", "statements kept", "of them right", "of the right ones kept"), rows)


def _table(head: Sequence[str], rows: Rows) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


def _two(value: float) -> str:
    return f"{value:.2f}"


def _share(part: float, whole: float) -> str:
    return _two(part / whole) if whole else "–"
