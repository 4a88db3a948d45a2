"""The pass for headlines and first sentences, which describe what the article names later.

``Governor asks FEMA for help`` stands over an article on Gov. Renata Holloway; ``A federal judge has blocked the law``
is followed by ``U.S. District Judge Miriam Oakes``.
"""

from __future__ import annotations

from kg.extract.coreference.chains import Chain, Chains, types_agree
from kg.extract.coreference.layout import Layout
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.nominals import generic, set_apart
from kg.extract.coreference.offices import Office

LEAD = 2     # paragraphs after the headline whose indefinite phrases may be named later
WITHIN = 8   # sentences ahead


def lead_nominals(chains: Chains, layout: Layout, known: list[Office]) -> None:
    """Join unresolved nominals of headline and lead with the first later chain that repeats or names them."""
    for markable in reversed(chains.markables):
        chain = chains.of(markable)
        if not _describes(markable, layout) or chain.named or chain.first is not markable:
            continue
        headline = markable.start < layout.headline
        later = [(-_match(markable, c, chains, known, headline=headline), i, c) for i, c in enumerate(chains.all())
                 if c.first.start > markable.start and c.first.sentence - markable.sentence <= WITHIN]
        best = min(later, key=lambda s: s[:2], default=(0, 0, chain))
        if best[0] < 0:
            chains.join(best[2].first, markable)


def _describes(markable: Markable, layout: Layout) -> bool:
    if markable.kind != "nominal" or markable.head.pos_ == "VERB" or set_apart(markable):
        return False
    if markable.start < layout.headline:
        return True
    return markable.paragraph <= LEAD and markable.determiner in ("a", "an", "") and markable.number != "plur"


def _match(markable: Markable, chain: Chain, chains: Chains, known: list[Office], *, headline: bool) -> int:
    """2 when a chain's name, title or nominal has the head of the description, 1 when that is a generic noun for it."""
    if markable.type == "Person":
        titles = {o.title[-1] for o in known if any(chains.of(h) is chain for h in o.holders)}
        return 2 if markable.lemma in titles else 0
    fits = all(forms & chain.words for forms in markable.modifiers)
    repeats = markable.lemma in chain.lemmas and markable.number == chain.first.number
    same = repeats and (headline or chain.first.determiner not in ("a", "an"))
    named = markable.form in chain.class_words and bool(chain.names)
    if not fits or (markable.type and chain.type and not types_agree(markable.type, chain.type)):
        return 0
    told = chain.named or headline
    return 2 if same or named else int(told and generic(markable.lemma).stands_for(chain))
