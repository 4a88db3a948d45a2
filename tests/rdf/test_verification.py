"""Every quotation stands in its article, or is told."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from msgspec.structs import replace

from kg.rdf.assertion import quads
from kg.rdf.iris import article_iri, evidence_iri, term
from kg.rdf.verification import evidence_count, verify
from tests.rdf.test_gates import ARTICLE, GOOD, SIGNED

PLACE = evidence_iri(article_iri(ARTICLE), SIGNED.evidence[0])


def stored() -> ox.Store:
    store = ox.Store()
    store.extend(quads(GOOD))
    return store


def planted(store: ox.Store, subject: ox.NamedNode, name: str, value: ox.Literal | None) -> None:
    """Put another value in place of the one a subject has."""
    for quad in list(store.quads_for_pattern(subject, term(name), None, None)):
        store.remove(quad)
        if value is not None:
            store.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))


def test_what_was_written_is_verbatim() -> None:
    assert list(verify(stored())) == []
    assert evidence_count(stored()) == 6


@pytest.mark.parametrize(("name", "value"), [
    ("exact", ox.Literal("signed the treaty")), ("exact", None), ("exact", ox.Literal("")),
    ("start", ox.Literal(32)), ("start", None), ("end", ox.Literal(52)), ("end", ox.Literal(500)), ("end", None),
])
def test_evidence_that_its_article_does_not_bear_out_is_told(name: str, value: ox.Literal | None) -> None:
    store = stored()
    planted(store, PLACE, name, value)
    assert [m.evidence for m in verify(store)] == [PLACE.value]


def test_a_changed_text_is_told() -> None:
    store = stored()
    planted(store, article_iri(ARTICLE), "text", ox.Literal("The deal was never signed by anyone at all, they said."))
    assert len(list(verify(store))) == evidence_count(store)


def test_evidence_without_its_article_is_told() -> None:
    store = ox.Store()
    store.extend(q for q in quads(GOOD) if q.predicate != term("text"))
    assert {m.found for m in verify(store)} == {None}


def test_offsets_count_characters_whatever_their_width() -> None:
    article = replace(ARTICLE, text="\U0001f600 é " + ARTICLE.text)
    moved = replace(GOOD, article=article, entities=(), claims=(), statements=())
    store = ox.Store()
    store.extend(quads(replace(moved, entities=tuple(
        replace(e, mentions=tuple(replace(m, start=m.start + 4, end=m.end + 4) for m in e.mentions)) for e in GOOD.entities))))
    assert list(verify(store)) == []
    assert {q.object.value for q in store if q.predicate == term("exact")} == {"Ann Lee", "agreement"}
