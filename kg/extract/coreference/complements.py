"""What a nominal is *of* or *against*, and whose it is: ``the death of Ann Lee`` is not ``Paul Stone's death``."""

from __future__ import annotations

from kg import authorities
from kg.extract.coreference.chains import Chain, Chains
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.words import alike

GOVERNING = ("of", "against")


def told_apart(a: Markable, b: Markable, chains: Chains) -> bool:
    """Whether two nominals of one noun have different owners, or are of different things.

    ``the members of the union`` and ``the members of the council``; a person who owns a death or a trial is who it is
    of, and so is one named before it (``the Stone trial``). What is said of one alone tells nothing: ``the trial of
    Paul Stone`` is later ``the trial``.
    """
    one, other = _complements(a, chains), _complements(b, chains)
    slots = any(_different(one[slot], other[slot]) for slot in one.keys() & other.keys())
    return slots or _of_two_people(one, other)


def chains_apart(a: Chain, b: Chain, chains: Chains) -> bool:
    """Whether two mentions of like nouns, one of each chain, are of two people, or have two owners with names."""
    if not any(x == y or alike(x, y) for x in a.lemmas for y in b.lemmas):
        return False
    one, other = ([(m, _complements(m, chains)) for m in chain.markables if m.kind == "nominal"] for chain in (a, b))
    return any(_of_two_people(of, by) or _two_owners(of.get("owner"), by.get("owner"))
               for x, of in one if of for y, by in other if by and (x.lemma == y.lemma or alike(x.lemma, y.lemma)))


def _of_two_people(one: dict[str, Chain], other: dict[str, Chain]) -> bool:
    return any(_different(x, y) and x.type == y.type == "Person" for x in one.values() for y in other.values())


def _two_owners(a: Chain | None, b: Chain | None) -> bool:
    return a is not None and b is not None and a is not b and a.named and b.named


def _complements(markable: Markable, chains: Chains) -> dict[str, Chain]:
    """The chains of a nominal's owner and of what follows its *of* or *against*, pronouns left aside."""
    found: dict[str, Chain] = {}
    country = _country(markable, chains)
    if country is not None:
        found["owner"] = country
    for child in markable.head.children:
        if child.dep_ == "poss":
            _add(found, "owner", chains.at(child.i), chains)
        elif child.dep_ == "compound" and child.pos_ == "PROPN":
            person = chains.at(child.i)
            _add(found, "owner", person if person is not None and person.type == "Person" else None, chains)
        elif child.dep_ == "prep" and child.lower_ in GOVERNING:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    _add(found, child.lower_, chains.at(inner.i), chains)
    return found


def _country(markable: Markable, chains: Chains) -> Chain | None:
    """The country whose nationality stands before a nominal: ``the Syrian army`` is Syria's."""
    doc = markable.head.doc
    demonyms = authorities.load().demonyms()
    for child in markable.head.lefts:
        if child.dep_ == "amod" and child.text[:1].isupper():
            record = demonyms.get(doc[max(0, child.i - 1) : child.i + 1].text) or demonyms.get(child.text)
            if record is not None:
                return next((c for c in chains.all() if record.identifier in c.identifiers), None)
    return None


def _add(found: dict[str, Chain], slot: str, complement: Markable | None, chains: Chains) -> None:
    if complement is not None and complement.kind != "pronoun":
        found[slot] = chains.of(complement)


def _different(a: Chain, b: Chain) -> bool:
    """Whether two complements are two: both have names, or nothing in common."""
    return a is not b and ((a.named and b.named) or not a.words & b.words)
