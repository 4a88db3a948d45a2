"""How present an entity is to the reader at a point of the text (after Lappin and Leass 1994, "An Algorithm for
Pronominal Anaphora Resolution"): a mention counts by its grammatical role, and less with every sentence since."""

from __future__ import annotations

from kg.extract.coreference.chains import Chain
from kg.extract.coreference.markables import Markable

ROLE = {"subject": 1.0, "object": 0.7, "possessor": 0.6, "other": 0.5, "modifier": 0.25}
DECAY = 0.5      # a sentence
ASIDE = 0.4      # a mention inside a quotation, seen from outside
REPEATED = 0.2   # what each further mention adds


def salience(chain: Chain, at: Markable) -> float:
    """Give the weight of a chain's mentions before ``at``: the strongest one whole, the others in part."""
    weights = [ROLE[m.role] * DECAY ** (at.sentence - m.sentence) * (ASIDE if m.quote not in (None, at.quote) else 1.0)
               for m in chain.markables if (m.start, m.end) < (at.start, at.end)]
    best = max(weights, default=0.0)
    return best + REPEATED * (sum(weights) - best)
