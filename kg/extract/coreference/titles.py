"""Passes over titles without a name: ``the mayor`` for a person told before, ``an organizer with`` for a job at a body."""

from __future__ import annotations

from spacy.tokens import Token

from kg import ontology
from kg.extract.coreference.chains import Chain, Chains
from kg.extract.coreference.layout import Layout
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.nominals import OWNED, set_apart
from kg.extract.coreference.offices import Office, body_of, ends_in, holders_beside, title_words
from kg.extract.coreference.words import words
from kg.extract.mentions.offices import SOCIETIES

LEAD = 2  # paragraphs after the headline in which a title may come before its holder's name
TOLD = ("the", "that", "this")


def jobs_at_bodies(chains: Chains) -> None:
    """Take a noun for a person, beside a name and with a body, for an office: ``Rosa Diaz, an organizer with Puentes``."""
    nouns = ontology.load().nouns
    heads = {m.head.i: m for m in chains.markables}
    for markable in chains.markables:
        if markable.kind == "nominal" and markable.type == "Person" and nouns.get(markable.lemma) in ("Group", "Position"):
            body = body_of(markable, heads)
            at_body = body is not None or markable.determiner in OWNED
            joined = markable.lemma == "member" and body is not None and body.kind == "name" and body.type in SOCIETIES
            if at_body and not joined and holders_beside(markable, chains):
                chains.retell(markable, "name", "Position")


def titles_for_holders(chains: Chains, layout: Layout, known: list[Office]) -> None:
    """Let a title with no name beside it stand for the person who was given that title."""
    held = [(office, holder) for office in known if not office.gone for holder in office.holders]
    for markable in chains.markables:
        office = next((o for o in known if o.markable is markable), None)
        if not _without_name(markable, office):
            continue
        person = _holder(markable, held, chains) or _named_later(markable, layout, held, chains)
        if person is not None:
            if markable.type == "Position":
                chains.retell(markable, "nominal", "Person")
            chains.join(person, markable)


def _without_name(markable: Markable, office: Office | None) -> bool:
    if office is None and (markable.kind != "nominal" or markable.type != "Person"):
        return False
    if markable.number == "plur" or _as_office(markable.head) or set_apart(markable):
        return False
    if office is None:
        return True
    doc = markable.head.doc
    after = doc[markable.end : markable.end + 1]
    before_name = any(t.pos_ == "PROPN" and t.ent_type_ != "DATE" for t in after)  # "a judge Monday ordered"
    return not office.holders and not before_name


def _as_office(head: Token) -> bool:
    """Whether the title is spoken of as an office: ``as mayor``, ``became the mayor``, ``the next mayor``."""
    if head.dep_ in ("attr", "oprd") or (head.dep_ == "pobj" and head.head.lower_ == "as"):
        return True
    return any(c.lower_ in ("next", "new", "first", "former", "previous", "then") for c in head.children)


def _holder(markable: Markable, held: list[tuple[Office, Markable]], chains: Chains) -> Markable | None:
    """The holder told last before; of a title with an owner (``its mayor``) the only one."""
    title = title_words(markable)
    matches = [(o, p) for o, p in held if ends_in(o.title, title) and not _other_body(markable, o, chains)]
    earlier = [p for o, p in matches if o.markable.start < markable.start]
    if markable.determiner in OWNED:
        if title[-1] in words("common_titles"):
            return None
        return earlier[0] if len({id(chains.of(p)) for _, p in matches}) == 1 and earlier else None
    if markable.determiner not in TOLD or not earlier:
        return None
    return max(earlier, key=lambda p: _last_start(chains.of(p), markable))


def _named_later(markable: Markable, layout: Layout, held: list[tuple[Office, Markable]], chains: Chains) -> Markable | None:
    """The holder named after a headline or a first sentence: ``A federal judge ...``, then ``U.S. District Judge ...``."""
    if markable.start >= layout.headline and markable.paragraph > LEAD:
        return None
    title = title_words(markable)
    later = [p for o, p in held if o.markable.start > markable.start and title[-1] == o.title[-1]
             and not _other_body(markable, o, chains)]
    return later[0] if later else None


def _last_start(chain: Chain, at: Markable) -> int:
    return max((m.start for m in chain.markables if m.start < at.start), default=-1)


def _other_body(markable: Markable, office: Office, chains: Chains) -> bool:
    """Whether the title is said to be at another body than the office."""
    body = body_of(markable, {m.head.i: m for m in chains.markables})
    return body is not None and office.body is not None and chains.of(body) is not chains.of(office.body)
