"""A mention as a predicate: "Minneapolis Mayor Jacob Frey", "Hialeah, Florida", "X, head of Y".

The roles that neighbours add to a mention are those of :mod:`kg.extract.neighbours`. Besides there are ``shared`` (all that
share a plural noun: "the First and Fifth Amendments"), ``demonym`` (the country in "the Haitian president"), ``party`` (of
"two Republicans"), ``listed`` (the names that a list after a group gives), ``borne`` (the people listed under a party or
camp), ``doing`` (the gerund after its "of"), ``site`` (where the clause around the mention puts it) and ``bound`` (whose
deeds it governs: "under the deal, they must leave").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg import authorities
from kg.document import DocMention, Predicate, Reading
from kg.extract.coordination import Coordination
from kg.extract.lists import bearers, members
from kg.extract.mentions import lexicon
from kg.extract.mentions.offices import of_later_office
from kg.extract.neighbours import neighbours, owns, titles_next
from kg.extract.subjects import surface_subject

NEAREST_DEMONYM = 3
PARTY_STEM = 7  # letters: "Democrats" are of the Democratic Party
PARTS = ("part", "term", "condition")
SITE_PREPOSITIONS = ("in", "at", "outside", "near", "inside")


def construction(doc: Doc, read: Reading, mention: DocMention, base: Predicate | None,
                 together: Coordination) -> Predicate:
    """Give a mention as a predicate: the roles of its head noun, and those of its neighbours."""
    head = doc[mention.head]
    found = Predicate(mention.head, head.lemma_.lower(), "MENTION")
    if base is not None and base.pos == "NOUN":
        found.arguments.update(_parsed(doc, read, mention, base))
        found.clauses["doing"] = base.clauses.get("of", [])
    found.arguments["self"] = [mention.head]
    plural = head.tag_ in ("NNS", "NNPS")
    around = {
        "shared": together.expand([mention.head]) if plural else [],
        "site": together.expand(_site(head)),
        "bound": together.expand(_bound(head)),
        "demonym": _demonym(doc, read, mention),
        "party": _party(doc, read, mention),
        "listed": members(doc, read, mention),
        "borne": bearers(doc, mention, together.items),
    }
    found.arguments.update({role: heads for role, heads in around.items() if heads})
    for role, other in neighbours(doc, read, mention, together) if head.pos_ != "VERB" else ():
        slot = found.arguments.setdefault(role, [])
        if other.head not in slot:
            slot.append(other.head)
    return found


def _parsed(doc: Doc, read: Reading, mention: DocMention, base: Predicate) -> dict[str, list[int]]:
    """What the parser says of a noun, without what it is wrong about in long noun phrases: modifiers, owners of a name."""
    kept = {role: list(heads) for role, heads in base.arguments.items() if role != "modifier"}
    of = [i for i in kept.get("of", []) if not _within_name(doc, read, i)]
    kept["of"] = [i for i in of if not _of_second_office(doc, read, mention, i)]
    if mention.kind == "name" and mention.type == "Person":
        kept.pop("poss", None)
        apposed = kept.pop("appos", [])
        kept["appos"] = [i for i in apposed if not owns(doc, read, i) and not _another(doc, read, i) and not _next(read, i)]
    return kept


def _within_name(doc: Doc, read: Reading, index: int) -> bool:
    """Whether the preposition before a word is part of a name with it, as in ``Department of Public Works``."""
    mention = read.mention_at(index)
    return mention is not None and mention.start <= doc[index].head.i < mention.end


def _of_second_office(doc: Doc, read: Reading, mention: DocMention, index: int) -> bool:
    """Whether only the later of two offices is of a body: "Kim Berg, *a lawyer* and head of the group"."""
    nearest = read.mention_at(doc[index].head.i - 1) if mention.type == "Position" else None
    office = nearest.start if nearest is not None and nearest.type == "Position" else None
    return of_later_office(doc, mention.start, mention.end, office)


def _next(read: Reading, index: int) -> bool:
    """Whether an office after a person's name is the next one's: "Ann Lee, *Sheriff* Bo Kim and others"."""
    office = read.mention_at(index)
    return office is not None and titles_next(read, office)


def _another(doc: Doc, read: Reading, index: int) -> bool:
    """Whether a name after a person's goes on a list: "Ann Lee, the *Unity Party* and others", but "Lee, a Republican"."""
    mention = read.mention_at(index)
    return mention is not None and mention.type == "PoliticalParty" and doc[mention.start - 1].lower_ == "the"


def _demonym(doc: Doc, read: Reading, mention: DocMention) -> list[int]:
    """In "the Haitian president" the place whose people are Haitian, if the article names it."""
    known = authorities.load().demonyms()
    for index in reversed(range(max(mention.start - NEAREST_DEMONYM, 0), mention.end - 1)):
        token = doc[index]
        record = known.get(token.text)
        if record is None:
            continue
        if index < doc[mention.start].sent.start:
            break
        places = [c for c in read.clusters if c.mentions and (record.identifier == c.identifier or record.name == c.name)]
        if places and token.head.i <= mention.head:
            return [min(places[0].mentions, key=lambda m: abs(m.head - mention.head)).head]
    return []


def _party(doc: Doc, read: Reading, mention: DocMention) -> list[int]:
    """The party of people who are called by it, if the article names it: "two Republicans"."""
    word = doc[mention.head].lower_
    if mention.kind != "nominal" or word not in lexicon.words("party_words"):
        return []
    named = [m for m in read.mentions if m.kind == "name" and m.type == "PoliticalParty"
             and doc[m.start].lower_[:PARTY_STEM] == word[:PARTY_STEM]]
    return [min(named, key=lambda m: abs(m.head - mention.head)).head] if named else []


def _site(head: Token) -> list[int]:
    """Where the clause around a noun puts it: "they held the rally at the Capitol"."""
    verb = head.head if head.dep_ in ("dobj", "nsubj", "nsubjpass") else head.head.head if head.dep_ == "pobj" else head
    if verb.pos_ not in ("VERB", "AUX"):
        return []
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.lefts):  # "the hall, where the talks were held"
        return [verb.head.i]
    if head.dep_ == "nsubj" and any(c.dep_ == "dobj" for c in verb.rights):
        return []  # "the strike has left goods in the port": what does something to another is not put there by it
    places = [p for p in verb.rights if p.dep_ == "prep" and p.lower_ in SITE_PREPOSITIONS and p != head.head]
    return [o.i for p in places for o in p.children if o.dep_ == "pobj"]


def _bound(head: Token) -> list[int]:
    """Who may or must do what under a law or an agreement."""
    part = head.head.head  # "as part of the deal", "under the terms of the deal"
    if head.dep_ == "pobj" and head.head.lower_ == "of" and part.dep_ == "pobj" and part.lemma_ in PARTS:
        head = part
    if head.dep_ != "pobj" or head.head.lower_ not in ("under", "as") or head.head.head.pos_ not in ("VERB", "AUX"):
        return []
    verb = head.head.head
    governed = any(c.tag_ == "MD" for c in verb.lefts)
    return [t.i for t in surface_subject(verb)] if governed else []
