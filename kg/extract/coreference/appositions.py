"""Passes that join a nominal with the name beside it: appositions, ``known as``, predicate nominals; headlines."""

from __future__ import annotations

from kg import ontology
from kg.extract.coreference.chains import Chains
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.words import words

CLOSING = (",", ".", ")", ";", ":", "—", "\n\n", "\n", "”", '"')
NAMED_BEFORE = ("NewsOrganization", "PoliticalParty")
PLACES = ("City", "County", "State", "Country")
BESIDE = ("compound", "nmod", "amod")
NAMING = ("call", "name", "know", "dub", "title", "identify")


def appositions(chains: Chains) -> None:
    """Join a phrase with the one that renames it: ``the union, Checkpoint Workers United``."""
    heads = {m.head.i: m for m in chains.markables if m.type != "Position"}
    for markable in heads.values():
        other = (_renamed(markable, heads) or _called(markable, heads) or _beside(markable, chains)
                 or _city_of(markable, heads) or _kind_after(markable, heads))
        if other is None or {markable.kind, other.kind} != {"name", "nominal"}:
            continue
        if not _listed(markable, other) and not _of_another(markable, other) and not _within_title(other, chains):
            _retell(markable, other, chains)
            chains.join(other, markable)


def _retell(a: Markable, b: Markable, chains: Chains) -> None:
    """Take a noun for a body where the name beside it is one's: ``its largest rival, Erie Mineral Corp.``."""
    nominal, name = (a, b) if a.kind == "nominal" else (b, a)
    if name.type == "Person" and nominal.lemma in words("single_words") and nominal.determiner in ("a", "an", "the"):
        chains.retell(nominal, "nominal", "Person")  # "Okafor, a former regulator"
    body = name.type is not None and ontology.load().is_a(name.type, "Organization")
    if nominal.type == "Person" and body and nominal.lemma in words("either_words"):
        chains.retell(nominal, "nominal", str(name.type))


def collectives(chains: Chains) -> None:
    """Join a noun of many with the many: ``a coalition of nine mayors`` are those mayors, told by the whole phrase.

    One article's coalitions of attorneys general are one, unless their numbers differ.
    """
    first: dict[tuple[str, str], Markable] = {}
    for markable in chains.markables:
        if markable.kind != "nominal" or markable.lemma not in words("collectives") or markable.number == "plur":
            continue
        objects = (t for p in markable.head.rights if p.lower_ == "of" for t in p.rights if t.dep_ == "pobj")
        members = next((m for t in objects if (m := chains.at(t.i)) is not None), None)
        if members is not None and members.kind == "nominal" and members.type == "Group" and members.number != "sing":
            chains.retell(markable, "nominal", "Group")
            if chains.join(markable, members):
                markable.mention.end = max(markable.mention.end, members.end)
            chains.join(first.setdefault((markable.lemma, members.words[-1]), markable), markable)


def _listed(a: Markable, b: Markable) -> bool:
    """Whether an ``and`` parts two phrases that the parser takes for one: ``the army and the Rapid Support Forces``."""
    first, second = sorted((a, b), key=lambda m: m.start)
    return first.end < second.start and any(t.lower_ == "and" for t in first.head.doc[first.end : second.start][:3])


def _renamed(markable: Markable, heads: dict[int, Markable]) -> Markable | None:
    head = markable.head
    if head.dep_ == "appos":
        return heads.get(head.head.i)
    if head.dep_ == "attr" and head.head.lemma_ == "be" and markable.determiner in ("a", "an", "the"):
        subjects = [c for c in head.head.children if c.dep_ == "nsubj"]
        negated = any(c.dep_ == "neg" for c in head.head.children)
        return heads.get(subjects[0].i) if subjects and not negated else None
    return None


def _city_of(markable: Markable, heads: dict[int, Markable]) -> Markable | None:
    """``the city of Lawrence``: the noun is the kind of the place it is told of."""
    preposition = markable.head.head
    if markable.kind != "name" or markable.head.dep_ != "pobj" or preposition.lower_ != "of":
        return None
    kind = heads.get(preposition.head.i)
    return kind if kind is not None and kind.kind == "nominal" and kind.type == markable.type in PLACES else None


def _kind_after(markable: Markable, heads: dict[int, Markable]) -> Markable | None:
    """``the Reuters news agency``, ``the Unidos immigrant rights group``: the noun says which kind of body it is."""
    kind = heads.get(markable.head.head.i)
    if markable.kind != "name" or markable.head.dep_ not in BESIDE or kind is None or kind.start != markable.end:
        return None
    tells = markable.type in NAMED_BEFORE or (markable.type == "Organization" and kind.lemma in words("kinds_of_bodies"))
    return kind if kind.type == markable.type and tells else None


def _of_another(a: Markable, b: Markable) -> bool:
    """``Joan Pruitt, whose husband``: what belongs to the one before is not the one before."""
    nominal, other = (a, b) if a.kind == "nominal" else (b, a)
    return nominal.determiner == "whose" and other.start < nominal.start


def _within_title(nominal: Markable, chains: Chains) -> bool:
    """``A spokesman for the mayor, Tim Okafor``: the name is the spokesman's."""
    preposition = nominal.head.head
    if nominal.head.dep_ != "pobj" or nominal.type != "Person":
        return False
    above = chains.at(preposition.head.i)
    return above is not None and above.type in ("Position", "Person")


def _beside(markable: Markable, chains: Chains) -> Markable | None:
    """``his landlord, Cedar Flats LLC,``: a definite nominal, a comma, a name in the singular, and no list."""
    doc = markable.head.doc
    if markable.kind != "name" or markable.start < 2 or doc[markable.start - 1].text != "," or markable.number == "plur":
        return None
    after = doc[markable.end].text if markable.end < len(doc) else "."
    beyond = doc[markable.end + 1].lower_ if markable.end + 1 < len(doc) else ""
    before = chains.at(markable.start - 2)
    if before is None or before.end != markable.start - 1 or before.kind != "nominal" or before.number == "plur":
        return None
    told = before.determiner not in ("", "a", "an") and before.head.dep_ != "compound"
    return before if told and after in CLOSING and beyond not in ("and", "or") else None


def _called(markable: Markable, heads: dict[int, Markable]) -> Markable | None:
    """``a militia known as the River Guard``, ``a company called Optiscan``, ``identified the victim as Ann Lee``."""
    verb = markable.head.head
    if markable.head.dep_ == "pobj" and verb.lower_ == "as":
        verb = verb.head
        if verb.dep_ in ("dobj", "nsubjpass") and verb.head.lemma_ in NAMING:
            return heads.get(verb.i)
    elif markable.head.dep_ not in ("oprd", "attr", "dobj"):
        return None
    if markable.kind != "name" or verb.lemma_ not in NAMING:
        return None
    if verb.dep_ == "acl":
        return heads.get(verb.head.i)
    before = (c for c in verb.children if c.i < markable.start)
    named = [c for c in before if c.dep_ in ("nsubjpass", "dobj")]
    return heads.get(named[0].i) if named and markable.head.dep_ == "pobj" else None
