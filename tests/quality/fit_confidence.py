"""Fit the confidence of statements: ``python -m tests.quality.fit_confidence [FOLDER...] [--write]``.

L2-regularised logistic regression (Newton's method) over the features of ``kg.extract.confidence``, on every candidate
statement of the annotated articles; right means the annotated statement with all its qualifiers. Prints the expected
calibration error (Naeini et al. 2015) and a reliability diagram, cross-validated by article; ``--write`` keeps the weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import kg.extract
from kg.document import Candidate, reading
from kg.extract.assembly import entity_ids
from kg.extract.confidence import features
from tests.quality.reading import ARTICLES, Read, read
from tests.quality.scoring import Comparison

WEIGHTS = Path(kg.extract.__file__).parent / "confidence.json"
FOLDS, BINS, RAREST = 5, 10, 3
L2 = 8.0


@dataclass(frozen=True)
class Example:
    """One candidate: its features, and whether it is right."""

    features: frozenset[str]
    right: bool


def examples(article: Read) -> list[Example]:
    """Every candidate statement of an article."""
    state = reading(article.doc)
    ids = entity_ids(state)
    found = state.candidates
    return [Example(frozenset(features(article.doc, state, c)), _is_right(article.comparison, c, ids)) for c in found]


def _is_right(comparison: Comparison, c: Candidate, ids: dict[int, str]) -> bool:
    ends = [comparison.gold_id(ids[m.cluster]) for m in (c.subject, c.object) if m.cluster is not None]
    for gold in comparison.gold.statements:
        same = gold["predicate"] == c.predicate and [gold["subject"], gold["object"]] == ends
        speaker = None if c.attributed_to is None else comparison.gold_id(ids.get(c.attributed_to, ""))
        if same and (gold["polarity"], gold["modality"], gold["attributedTo"]) == (c.polarity, c.modality, speaker):
            return True
    return False


def fit(data: Sequence[Example], l2: float = L2) -> dict[str, float]:
    """Fit the weights; features that are rarer than ``RAREST`` get none."""
    counted = Counter(f for e in data for f in e.features)
    columns = {f: i for i, f in enumerate(sorted(f for f, n in counted.items() if n >= RAREST), 1)}
    x = np.zeros((len(data), len(columns) + 1))
    x[:, 0] = 1.0
    for row, example in enumerate(data):
        x[row, [columns[f] for f in example.features if f in columns]] = 1.0
    y = np.array([e.right for e in data], dtype=float)
    beta, penalty = np.zeros(x.shape[1]), np.eye(x.shape[1]) * l2
    penalty[0, 0] = 0.01
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ beta))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (p - y) + penalty @ beta)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return {"bias": float(beta[0])} | {f: float(beta[i]) for f, i in columns.items()}


def probability(weights: dict[str, float], example: Example) -> float:
    """The fitted probability that an example is right."""
    return float(1 / (1 + np.exp(-(weights["bias"] + sum(weights.get(f, 0.0) for f in example.features)))))


def cross_validated(articles: Sequence[list[Example]]) -> list[tuple[float, bool]]:
    """Each example's probability by weights fitted without its article's fold, and whether it is right."""
    found = []
    for fold in range(FOLDS):
        weights = fit([e for i, each in enumerate(articles) if i % FOLDS != fold for e in each])
        found += [(probability(weights, e), e.right) for i, each in enumerate(articles) if i % FOLDS == fold for e in each]
    return found


def calibration_error(pairs: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of equal width."""
    data = np.array(list(pairs), dtype=float)
    bins = np.minimum((data[:, 0] * BINS).astype(int), BINS - 1)
    full = [bins == b for b in range(BINS) if (bins == b).any()]
    return float(sum(inside.mean() * abs(data[inside].mean(axis=0) @ [1, -1]) for inside in full))


def calibration(pairs: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float, float, float, int]]:
    """Of each bin that is not empty: its bounds, the mean probability, the share that is right, and the number."""
    for b in range(BINS):
        inside = [(p, right) for p, right in pairs if b / BINS <= p < (b + 1) / BINS + (b == BINS - 1)]
        if inside:
            said, is_so = (float(np.mean(values)) for values in zip(*inside, strict=True))
            yield b / BINS, (b + 1) / BINS, said, is_so, len(inside)


def report(pairs: list[tuple[float, bool]]) -> str:
    """The reliability diagram in text, and the figures under it."""
    lines = []
    for low, high, said, is_so, number in calibration(pairs):
        lines.append(f"{low:.1f}-{high:.1f}  said {said:.2f}  right {is_so:.2f}  {'#' * round(is_so * 40):40}  {number}")
    high = [right for p, right in pairs if p >= 0.8]
    lines.append(f"expected calibration error {calibration_error(pairs):.3f}")
    lines.append(f"precision at 0.8 and above {np.mean(high) if high else float('nan'):.3f} of {len(high)}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.fit_confidence", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", default=[ARTICLES])
    parser.add_argument("--write", action="store_true", help=f"keep the weights in {WEIGHTS.name}")
    arguments = parser.parse_args()
    articles = [examples(article) for folder in arguments.folders for article in read(folder)]
    print(report(cross_validated(articles)))
    if arguments.write:
        weights = fit([e for each in articles for e in each])
        kept = {f: round(w, 3) for f, w in sorted(weights.items()) if abs(w) >= 0.001}
        WEIGHTS.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
