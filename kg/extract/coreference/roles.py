"""The pass for the parts people have in a crime story: ``the suspect``, ``the defendant``, ``a Toledo man``, ``the victim``.

Where an article tells of one named person who was arrested, charged or convicted, the suspect is that person, and so is
the man of the lead who is charged. The verbs are those of the ontology's frames.
"""

from __future__ import annotations

from functools import cache

from kg import ontology
from kg.extract.coreference.chains import Chains
from kg.extract.coreference.layout import Layout
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.nominals import set_apart
from kg.extract.coreference.words import classes

RELATIONS = {"accused": ("arrests", "charges", "convicts"), "victim": ("kills", "injures")}
LEAD = 2  # paragraphs after the headline in which "a man" may be the one named later


def roles(chains: Chains, layout: Layout) -> None:
    """Join the nouns of a part in the story with the one named person who has it."""
    for role, relations in RELATIONS.items():
        named = [c for c in chains.all() if c.named and c.type == "Person"]
        told = classes("roles")[role]
        people = [c for c in named if c.lemmas & told or any(_suffers(m, relations) for m in c.markables)]
        if role == "accused" and not people:
            people = [c for c in named if any(_pleads(m) for m in c.markables)]
        if len(people) != 1:
            continue
        for markable in chains.markables:
            if _has_role(markable, role, relations, layout) and not chains.of(markable).named:
                chains.join(people[0].first, markable)


def _has_role(markable: Markable, role: str, relations: tuple[str, ...], layout: Layout) -> bool:
    if markable.kind != "nominal" or markable.type != "Person" or markable.number == "plur" or set_apart(markable):
        return False
    lead = markable.start < layout.headline or (markable.paragraph <= LEAD and markable.determiner in ("a", "an", ""))
    if markable.lemma in classes("roles")[role]:
        return lead or markable.determiner in ("the", "this", "that")
    return lead and (_suffers(markable, relations) or _is_of(markable, relations))


def _suffers(markable: Markable, relations: tuple[str, ...]) -> bool:
    """Whether someone is what such a verb is done to: ``Tom Roe was charged``, ``Police arrest Tom Roe``, ``Man charged``."""
    head = markable.head
    while head.dep_ == "conj":
        head = head.head
    verb = head.head
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    passive = head.dep_ == "nsubj" and not markable.sentence and not any(c.dep_ in ("dobj", "aux") for c in verb.children)
    if passive or head.dep_ in ("dobj", "nsubjpass"):
        return verb.lemma_.lower() in _verbs(relations)
    return any(c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in _verbs(relations) for c in head.rights)


def _is_of(markable: Markable, relations: tuple[str, ...]) -> bool:
    """Whether someone is of whom such a deed is told: ``the killing of a store owner``."""
    of = markable.head.head
    told = markable.head.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_.endswith("ing")
    return told and of.head.lower_.removesuffix("ing") in {verb.rstrip("e") for verb in _verbs(relations)}


def _pleads(markable: Markable) -> bool:
    return markable.head.dep_ == "nsubj" and markable.head.head.lemma_ == "plead"


@cache
def _verbs(relations: tuple[str, ...]) -> frozenset[str]:
    """The verbs that the ontology's frames of these relations give, where the object is who they are done to."""
    frames = (f for f in ontology.load().frames if f.relation in relations and f.object == ("patient",))
    return frozenset(verb for f in frames for verb in f.verbs)
