"""The pass for headlines and first sentences, which describe what the article names later.

``Governor asks FEMA for help`` stands over an article on Gov. Renata Holloway; ``A federal judge has blocked the law``
is followed by ``U.S. District Judge Miriam Oakes``.
"""

from __future__ import annotations

from kg.extract.coreference.chains import Chain, Chains, types_agree
from kg.extract.coreference.complements import chains_apart
from kg.extract.coreference.layout import Layout
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.nominals import contrast, generic, set_apart
from kg.extract.coreference.offices import Office
from kg.extract.coreference.owned import is_owned_body
from kg.extract.coreference.words import alike, sets, words

LEAD = 2     # paragraphs after the headline whose indefinite phrases may be named later
NEXT = 2     # sentences after a headline that tell what it is about
TOLD_FIRST = ("Agreement", "LegalCase")
WITHIN = 8   # sentences ahead


def lead_nominals(chains: Chains, layout: Layout, known: list[Office]) -> None:
    """Join unresolved nominals of headline and lead with the first later chain that repeats or names them."""
    for markable in reversed(chains.markables):
        chain = chains.of(markable)
        if not _describes(markable, layout) or chain.named or chain.first is not markable:
            continue
        headline = markable.start < layout.headline
        later = [(-_match(markable, c, chains, known, headline=headline), i, c) for i, c in enumerate(chains.all())
                 if markable.start < c.first.start and c.first.sentence - markable.sentence <= WITHIN
                 and not chains_apart(chain, c, chains)]
        if not headline:
            later += [(-3, i, c) for i, c in enumerate(chains.all())
                      if c.first.start < layout.headline and _same_deed(c.first, markable)]
        best = min(later, key=lambda s: s[:2], default=(0, 0, chain))
        if best[0] < 0:
            chains.join(best[2].first, markable)


def _describes(markable: Markable, layout: Layout) -> bool:
    if markable.kind != "nominal" or markable.head.pos_ == "VERB" or set_apart(markable) or is_owned_body(markable):
        return False
    if markable.start < layout.headline:
        return True
    return markable.paragraph <= LEAD and markable.determiner in ("a", "an", "") and markable.number != "plur"


def _match(markable: Markable, chain: Chain, chains: Chains, known: list[Office], *, headline: bool) -> int:
    """2 when a chain's name, title or nominal has the head of the description, 1 when that is a generic noun for it."""
    if markable.type == "Person":
        titles = {o.title[-1] for o in known if any(chains.of(h) is chain for h in o.holders)}
        return 2 if markable.lemma in titles else 0
    if headline and chain.first.sentence - markable.sentence <= NEXT and _same_deed(markable, chain.first):
        return 3
    repeats = markable.lemma in chain.lemmas and markable.number == chain.first.number
    same = repeats and (headline or chain.first.determiner not in ("a", "an"))
    named = markable.form in chain.class_words and bool(chain.names)
    if chain.named and chain.first.sentence == markable.sentence:
        return 0  # "City to close Riverside camp": a headline does not tell one thing twice
    if markable.type and chain.type and not types_agree(markable.type, chain.type):
        return 0
    if not _fits(markable, chain, headline=headline):
        same_kind = headline and markable.type == chain.type in TOLD_FIRST and not chain.named
        soon = chain.first.sentence - markable.sentence <= NEXT and not contrast(markable, chain.first)
        return int(same_kind and soon and any(generic(lemma).types for lemma in (markable.lemma, *chain.lemmas)))
    told = chain.named or (headline and any(generic(lemma).types for lemma in chain.lemmas))
    return 2 if same or named else int(told and generic(markable.lemma).stands_for(chain))


def _same_deed(a: Markable, b: Markable) -> bool:
    """Whether the same is done to both: a headline's ``vetoes vaccination bill`` is the lead's ``vetoed a bill``."""
    nouns = a.lemma == b.lemma or alike(a.lemma, b.lemma)
    done = a.head.dep_ == b.head.dep_ == "dobj" and a.head.head.lemma_.lower() == b.head.head.lemma_.lower()
    return nouns and done and types_agree(a.type, b.type)


def _fits(markable: Markable, chain: Chain, *, headline: bool) -> bool:
    """Whether a chain tells the description's modifiers, or in a headline's case the sentence around it does.

    A headline's "border deal" is the "agreement to end a dispute over the border".
    """
    missing = [forms for forms in markable.modifiers if not forms & chain.words]
    if not missing or not headline:
        return not missing
    around = {form for t in chain.first.head.sent for form in (t.lower_, t.lemma_.lower())}
    return all(forms & around for forms in missing)


def kinds_named_later(chains: Chains) -> None:
    """Join what the article calls by its kind first with the one name of that kind: ``the union``, later the Brotherhood."""
    for chain in chains.all():
        kinds = [generic(lemma) for lemma in chain.lemmas]
        if chain.named or not kinds or not all(kind.needs for kind in kinds) or _told_of_many(chain):
            continue
        named = [c for c in chains.all() if c.named and all(kind.stands_for(c) for kind in kinds)]
        if len(named) == 1:
            chains.join(chain.first, named[0].first)


def _told_of_many(chain: Chain) -> bool:
    return any(m.determiner in ("a", "an") or m.number == "plur" or set_apart(m) for m in chain.markables[1:])


def bare_bodies(chains: Chains) -> None:
    """Join ``police`` with the one police department that the article names; the State Police are others."""
    wider = sets("contrasting_words").keys()
    for kind in sorted(words("bare_bodies")):
        named = [c for c in chains.all() if c.type == "Agency" and any(
            kind in m.words and not wider & set(m.words) for m in c.names)]
        if len(named) == 1:
            for m in chains.markables:
                if m.kind == "nominal" and m.lemma == kind and not m.modifiers and not chains.of(m).named:
                    chains.join(named[0].first, m)
