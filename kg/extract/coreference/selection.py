"""What a verb expects of its object, read from the ontology's frames: one *signs* an Agreement, *vetoes* a Law."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg import ontology
from kg.extract.coreference.words import words

SOMEBODY = frozenset(("Agent",))


@cache
def _expected() -> dict[tuple[str, str], frozenset[str]]:
    """(verb, role) -> the types the ontology's frames of that verb allow there; roles as in kg.document.Predicate."""
    known = ontology.load()
    found: dict[tuple[str, str], set[str]] = {}
    for frame in known.frames:
        for verb in frame.verbs:
            for role in frame.object:
                allowed = frame.object_types or known.relation(frame.relation).range
                found.setdefault((verb, role), set()).update(allowed)
    return {key: frozenset(types) for key, types in found.items() if "Entity" not in types}


def expected_types(token: Token) -> frozenset[str]:
    """The types that the verb over this token allows in its place; empty when it tells nothing."""
    verb = token.head
    if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in words("addressing_verbs"):
        return SOMEBODY
    if token.dep_ in ("dobj", "nsubjpass"):
        return _expected().get((verb.lemma_.lower(), "patient"), frozenset())
    if token.dep_ == "pobj":
        return _expected().get((verb.head.lemma_.lower(), verb.lemma_.lower()), frozenset())
    return frozenset()
