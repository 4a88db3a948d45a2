"""From chains to the Reading's clusters: who counts as an entity, its name and its type."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.document import Cluster
from kg.extract.coreference.chains import Chain
from kg.extract.coreference.markables import Markable


def clusters(doc: Doc, chains: list[Chain]) -> list[Cluster]:
    """Make a Cluster of every chain that has a name or a nominal, and tell its mentions."""
    found: list[Cluster] = []
    for chain in chains:
        for m in chain.markables:
            m.mention.cluster = None
        kind = chain.type
        if kind is None or all(m.kind == "pronoun" for m in chain.markables):
            continue
        cluster = Cluster(len(found), kind, canonical_name(doc, chain), [m.mention for m in chain.markables],
                          min(chain.identifiers, default=None))
        for mention in cluster.mentions:
            mention.cluster = cluster.id
        found.append(cluster)
    return found


def canonical_name(doc: Doc, chain: Chain) -> str:
    """Give the fullest name, else the longest description.

    A name in capitals throughout, as datelines have, yields to the same name in the usual letters.
    """
    candidates = chain.names or [m for m in chain.markables if m.kind == "nominal"]
    best = max(candidates, key=_fullness)
    text = doc[best.start : best.end].text
    return " ".join(text.split())


def _fullness(m: Markable) -> tuple[int, bool, int, int]:
    return (len(m.words), not m.text.isupper(), len(m.text), -m.start)
