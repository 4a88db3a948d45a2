"""What the common nouns beside a name say it is: appositions, predicates, "a company called X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg import ontology
from kg.extract.mentions.pieces import Piece

NAMING = ("call", "name", "know", "dub", "identify")
PEOPLE = ("Person", "Group", "Position")
KINDS = ("Organization", "Place", "Operation", "Agreement", "Law")


def described_types(doc: Doc, piece: Piece) -> Iterator[str]:
    """Give the types that nouns said of the name denote: ``[Puentes], a nonprofit``, ``his wife, [Ann Lee]``."""
    for noun in _nouns(doc[piece.start : piece.end].root):
        kind = _denoted(noun)
        if kind is not None:
            yield kind


def _nouns(root: Token) -> Iterator[Token]:
    yield from (c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN")
    head = root.head
    if root.dep_ == "appos" and head.pos_ == "NOUN":
        yield head
    if root.dep_ == "nsubj" and head.lemma_ in ("be", "become"):
        yield from (c for c in head.children if c.dep_ == "attr" and c.pos_ == "NOUN")
    if root.dep_ in ("oprd", "attr", "dobj") and head.lemma_ in NAMING and head.dep_ == "acl" and head.head.pos_ == "NOUN":
        yield head.head
    if root.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in NAMING and head.head.head.pos_ == "NOUN":
        yield head.head.head


def _denoted(noun: Token) -> str | None:
    """The class a noun denotes a member of; one of a people's nouns in the singular a Person."""
    if noun.tag_ != "NN":
        return None
    kind = ontology.load().nouns.get(noun.lemma_.lower())
    if kind in PEOPLE:
        return "Person"
    return kind if kind is not None and ontology.load().fits(kind, KINDS) else None
