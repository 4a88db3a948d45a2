"""Checking that every quotation stands in its article, word for word, at the place given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf.iris import term
from kg.rdf.prefixes import OA, RDF


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Evidence that its article does not bear out."""

    evidence: str
    article: str
    start: int
    end: int
    quoted: str
    found: str | None


def verify(store: ox.Store) -> Iterator[Mismatch]:
    """Give all evidence of a store whose words are not in the stored text at the place given.

    Examples
    --------
    >>> list(verify(ox.Store()))
    []
    """
    texts: dict[str, str | None] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), term("Evidence"), None):
        mismatch = _check(store, quad.subject, texts)
        if mismatch is not None:
            yield mismatch


def evidence_count(store: ox.Store) -> int:
    """How many stretches of text a store quotes."""
    return sum(1 for _ in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), term("Evidence"), None))


def _check(store: ox.Store, evidence: object, texts: dict[str, str | None]) -> Mismatch | None:
    if not isinstance(evidence, ox.NamedNode):
        return None
    start, end = int(_value(store, evidence, term("start")) or -1), int(_value(store, evidence, term("end")) or -1)
    quoted = _value(store, evidence, term("exact")) or ""
    article = _value(store, evidence, ox.NamedNode(OA + "hasSource")) or ""
    if article not in texts:
        texts[article] = _value(store, ox.NamedNode(article), term("text")) if article else None
    text = texts[article]
    found = text[start:end] if text is not None and 0 <= start < end else None
    return None if found == quoted and quoted else Mismatch(evidence.value, article, start, end, quoted, found)


def _value(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
    for quad in store.quads_for_pattern(subject, predicate, None, None):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            return quad.object.value
    return None
