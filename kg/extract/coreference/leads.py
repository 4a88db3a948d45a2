"""The pass for headlines and first sentences, which describe what the article names later.

``Governor asks FEMA for help`` stands over an article on Gov. Renata Holloway; ``A federal judge has blocked the law``
is followed by ``U.S. District Judge Miriam Oakes``.
"""

from __future__ import annotations

from kg.extract.coreference.chains import Chain, Chains
from kg.extract.coreference.layout import Layout
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.nominals import generic, set_apart
from kg.extract.coreference.offices import Office

LEAD = 2     # paragraphs after the headline whose indefinite phrases may be named later
WITHIN = 8   # sentences ahead


def lead_nominals(chains: Chains, layout: Layout, known: list[Office]) -> None:
    """Join unresolved nominals of headline and lead with the first later chain that repeats or names them."""
    for markable in reversed(chains.markables):
        if markable.kind != "nominal" or set_apart(markable) or not _describes(markable, layout):
            continue
        chain = chains.of(markable)
        if chain.named or chain.first is not markable:
            continue
        later = [c for c in chains.all() if c.first.start > markable.start
                 and c.first.sentence - markable.sentence <= WITHIN and _names(markable, c, chains, known)]
        if later:
            chains.join(later[0].first, markable)


def _describes(markable: Markable, layout: Layout) -> bool:
    if markable.start < layout.headline:
        return True
    return markable.paragraph <= LEAD and markable.determiner in ("a", "an", "") and markable.number != "plur"


def _names(markable: Markable, chain: Chain, chains: Chains, known: list[Office]) -> bool:
    """Whether a chain's name, title or nominal has the head of the description."""
    if markable.type == "Person":
        titles = {o.title[-1] for o in known if any(chains.of(h) is chain for h in o.holders)}
        return markable.lemma in titles
    fits = all(forms & chain.words for forms in markable.modifiers)
    same = markable.lemma in chain.lemmas and markable.number == chain.first.number
    named = markable.head.lower_ in chain.class_words and bool(chain.names)
    types, never = generic(markable.lemma)
    return fits and (same or named or (chain.type in types and not chain.class_words & never))
