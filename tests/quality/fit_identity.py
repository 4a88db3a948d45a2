"""Fit the weights of identity: ``python -m tests.quality.fit_identity [--articles N] [--write]``.

Pairs of entities of made-up articles (``tests/benchmarks/corpus.py``), of which it is known whether they are one, weighed by
L2-regularised logistic regression (Newton's method) towards prior weights: a feature that made-up articles do not have keeps
what the project believes of it. Prints the calibration error on articles of another seed; ``--write`` keeps the weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import kg.identity
from kg.build import build
from kg.identity.blocks import pairs
from kg.identity.evidence import Judge
from kg.identity.homonyms import taken_apart
from kg.identity.layer import lay
from kg.identity.overlay import Overlay
from kg.identity.profiles import read
from kg.store.embedded import EmbeddedStore
from tests.benchmarks.corpus import corpus
from tests.benchmarks.identity import assigned
from tests.quality.fit_confidence import report

WEIGHTS = Path(kg.identity.__file__).parent / "weights.json"
PRIORS = Path(__file__).parent / "identity_priors.json"
L2 = 40.0  # strong: made-up articles are tidier than news, above all in who stands beside whom

Example = tuple[dict[str, float], bool]


def examples(articles: int, seed: int) -> list[Example]:
    """Pairs that are weighed, by their features, and whether both are one."""
    store = EmbeddedStore()
    build((told.article for told in corpus(articles, seed)), store)
    lay(store, Overlay())
    meant: dict[str, set[str]] = {}
    for told in corpus(articles, seed):
        for identity, entity in assigned(store.quads, told):
            meant.setdefault(entity, set()).add(identity)
    known = taken_apart(read(store.quads)).corpus
    judge = Judge(known)
    found = []
    for one, other in pairs(known.profiles.values()):
        features = judge.features(known.profiles[one], known.profiles[other])
        if features is not None and len(meant.get(one, ())) == len(meant.get(other, ())) == 1:
            found.append((features, meant[one] == meant[other]))
    return found


def fit(data: Sequence[Example], priors: dict[str, float]) -> dict[str, float]:
    """Fit the weights, each drawn towards its prior."""
    names = sorted(priors)
    x = np.array([[features.get(name, 0.0) for name in names] for features, _ in data])
    y = np.array([right for _, right in data], dtype=float)
    prior = np.array([priors[name] for name in names])
    beta = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.eye(len(names)) * L2
        step = np.linalg.solve(curve, x.T @ (p - y) + L2 * (beta - prior))
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weight), 2) for name, weight in zip(names, beta, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.fit_identity", description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--write", action="store_true", help=f"keep the weights in {WEIGHTS.name}")
    arguments = parser.parse_args()
    weights = fit(examples(arguments.articles, seed=2), json.loads(PRIORS.read_text("utf-8")))
    unseen = [(float(1 / (1 + np.exp(-sum(weights.get(n, 0.0) * v for n, v in features.items())))), right)
              for features, right in examples(arguments.articles, seed=3)]
    print(report(unseen))
    if arguments.write:
        WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
