"""What a nominal is *of*, and whose it is: ``the death of Ann Lee`` is not ``Paul Stone's death``."""

from __future__ import annotations

from kg.extract.coreference.chains import Chain, Chains
from kg.extract.coreference.markables import Markable


def told_apart(a: Markable, b: Markable, chains: Chains) -> bool:
    """Whether two nominals of one noun have different owners, or are of different things.

    ``the members of the union`` and ``the members of the council``; a person who owns a death or a trial is who it is
    of. What is said of one alone tells nothing: ``the trial of Paul Stone`` is later ``the trial``.
    """
    one, other = _complements(a, chains), _complements(b, chains)
    slots = any(_different(one[slot], other[slot]) for slot in one.keys() & other.keys())
    crossed = any(_different(x, y) and x.type == y.type == "Person" for x in one.values() for y in other.values())
    return slots or crossed


def _complements(markable: Markable, chains: Chains) -> dict[str, Chain]:
    """The chains of a nominal's owner and of what follows its *of*, pronouns left aside."""
    found: dict[str, Chain] = {}
    for child in markable.head.children:
        if child.dep_ == "poss":
            _add(found, "owner", chains.at(child.i), chains)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    _add(found, "of", chains.at(inner.i), chains)
    return found


def _add(found: dict[str, Chain], slot: str, complement: Markable | None, chains: Chains) -> None:
    if complement is not None and complement.kind != "pronoun":
        found[slot] = chains.of(complement)


def _different(a: Chain, b: Chain) -> bool:
    """Whether two complements are two: both have names, or nothing in common."""
    return a is not b and ((a.named and b.named) or not a.words & b.words)
