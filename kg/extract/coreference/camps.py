"""A pass for camps of politics: all that an article calls one by is one Group."""

from __future__ import annotations

from kg.extract.camps import camp_key
from kg.extract.coreference.chains import Chains
from kg.extract.coreference.markables import Markable


def camps(chains: Chains) -> None:
    """Join "the anti-monarchy camp" and "anti-monarchists"."""
    first: dict[str, Markable] = {}
    for markable in chains.markables:
        key = camp_key(markable.head.doc, markable.mention)
        if key is not None:
            chains.join(first.setdefault(key, markable), markable)
