"""How present an entity is to the reader at a point of the text (after Lappin and Leass 1994, "An Algorithm for
Pronominal Anaphora Resolution"): each mention counts by its grammatical role, and half as much a sentence later."""

from __future__ import annotations

from kg.extract.coreference.chains import Chain
from kg.extract.coreference.markables import Markable

WEIGHTS = {"subject": 180.0, "object": 150.0, "other": 120.0, "possessor": 140.0}
DECAY = 0.5


def salience(chain: Chain, at: Markable) -> float:
    """Give the weight of a chain's mentions before ``at``, each halved for every sentence between."""
    total = 0.0
    for m in chain.markables:
        if (m.start, m.end) < (at.start, at.end):
            total += WEIGHTS[m.role] * DECAY ** (at.sentence - m.sentence)
    return total
