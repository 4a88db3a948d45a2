"""The pass for bodies told by whose they are: ``his office``, ``Weber's office``, ``my office`` are the Attorney General's.

Two such bodies are one when their owner is one person, and none when the owners are two. A named body is the owner's when
its name tells his or her title, as a sheriff's office does, or surname, as an administration does.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.coreference.chains import Chain, Chains
from kg.extract.coreference.layout import Layout
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.offices import Office
from kg.extract.coreference.words import words

FIRST = ("my", "our")
OWNERS = ("Person", "Position")
LANDS = ("City", "County", "State", "Country")


def owned_bodies(chains: Chains, layout: Layout, known: list[Office]) -> None:
    """Join the offices, administrations and campaigns of one person."""
    told: dict[tuple[int, str], Markable] = {}
    author: dict[str, Markable] = {}  # "my office" outside quotation marks: the one who signs the text, if the headline's
    for markable in chains.markables:
        if is_owned_body(markable) and markable.determiner in FIRST and markable.quote is None:
            of_headline = (m for m in told.values() if m.lemma == markable.lemma and m.start < layout.headline)
            chains.join(author.setdefault(markable.lemma, next(of_headline, markable)), markable)
        owner = _owner(markable, chains, layout) if is_owned_body(markable) else None
        if owner is None:
            continue
        body = told.setdefault((id(owner), markable.lemma), markable)
        if body is markable:
            body = max(_named(markable, owner, chains, known), key=lambda b: b[0], default=(0, markable))[1]
        chains.join(body, markable)


def home_places(chains: Chains, layout: Layout, known: list[Office]) -> None:
    """Join ``our state`` with the state whose office its speaker holds."""
    for markable in chains.markables:
        own = markable.kind == "nominal" and markable.determiner in FIRST and markable.type in LANDS
        speaker = _speaker(markable, chains, layout) if own else None
        if speaker is None:
            continue
        bodies = (o.body for o in known if o.body is not None and any(chains.of(h) is speaker for h in o.holders))
        home = next((b for b in bodies if chains.of(b).type == markable.type), None)
        if home is not None:
            chains.join(home, markable)


def is_owned_body(markable: Markable) -> bool:
    """Whether a nominal is a body of the kind that persons have, with an owner told beside it."""
    return (markable.kind == "nominal" and markable.lemma in words("owned_bodies")
            and any(c.dep_ == "poss" for c in markable.head.children))


def _owner(markable: Markable, chains: Chains, layout: Layout) -> Chain | None:
    token = next(c for c in markable.head.children if c.dep_ == "poss")
    if token.lower_ in FIRST:
        return _speaker(markable, chains, layout)
    owner = chains.at(token.i)
    found = None if owner is None or owner is markable else chains.of(owner)
    return found if found is not None and found.type in OWNERS else None


def _speaker(markable: Markable, chains: Chains, layout: Layout) -> Chain | None:
    """Who speaks the quotation a nominal stands in."""
    token = layout.speakers.get(markable.quote) if markable.quote is not None else None
    speaker = None if token is None else chains.at(token)
    found = None if speaker is None or speaker is markable else chains.of(speaker)
    return found if found is not None and found.type in OWNERS else None


def _named(markable: Markable, owner: Chain, chains: Chains, known: list[Office]) -> Iterator[tuple[int, Markable]]:
    """The named bodies that may be the owner's, each with how much of the owner's title and place its name tells."""
    held = [o for o in known if owner in [chains.of(m) for m in (o.markable, *o.holders)]]
    titles = [set(o.title) - words("subordinate_words") for o in held]
    places = {w for o in held if o.body is not None for w in o.body.words}
    surnames = {m.words[-1] for m in owner.names if owner.type == "Person"}
    for chain in chains.all():
        for name in chain.names:
            if chain.type == "Agency" and name.words[-1] == markable.lemma:
                told = {w.removesuffix("’s").removesuffix("'s") for w in name.words[:-1]}
                if told & surnames or any(title <= told for title in titles):
                    yield len(told & (places | surnames | set().union(*titles))), name
