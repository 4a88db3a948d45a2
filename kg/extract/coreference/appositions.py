"""Passes that join a nominal with the name beside it: appositions, ``known as``, predicate nominals; headlines."""

from __future__ import annotations

from kg.extract.coreference.chains import Chains
from kg.extract.coreference.markables import Markable

NAMING = ("call", "name", "know", "dub", "title")


def appositions(chains: Chains) -> None:
    """Join a phrase with the one that renames it: ``the union, Checkpoint Workers United``."""
    heads = {m.head.i: m for m in chains.markables if m.type != "Position"}
    for markable in heads.values():
        other = _renamed(markable, heads) or _called(markable, heads)
        if other is not None and not (markable.kind == "name" and other.kind == "name"):
            chains.join(other, markable)


def _renamed(markable: Markable, heads: dict[int, Markable]) -> Markable | None:
    head = markable.head
    if head.dep_ == "appos":
        return heads.get(head.head.i)
    if head.dep_ == "attr" and head.head.lemma_ == "be" and markable.determiner in ("a", "an", "the"):
        subjects = [c for c in head.head.children if c.dep_ == "nsubj"]
        negated = any(c.dep_ == "neg" for c in head.head.children)
        return heads.get(subjects[0].i) if subjects and not negated else None
    return None


def _called(markable: Markable, heads: dict[int, Markable]) -> Markable | None:
    """``a militia known as the River Guard``, ``a company called Optiscan``."""
    verb = markable.head.head
    if markable.head.dep_ == "pobj" and verb.lower_ == "as":
        verb = verb.head
    elif markable.head.dep_ not in ("oprd", "attr", "dobj"):
        return None
    if verb.dep_ == "acl" and verb.lemma_ in NAMING and markable.kind == "name":
        return heads.get(verb.head.i)
    return None
