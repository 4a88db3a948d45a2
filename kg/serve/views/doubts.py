"""What a person should look at."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pyoxigraph as ox

from kg.errors import AbsentError
from kg.identity.doubts import Apart, Candidate, doubts
from kg.identity.terms import ENTITY_TYPE, IDENTIFIER, SAME_AS
from kg.rdf.iris import AUTHORITY, term
from kg.rdf.prefixes import KG
from kg.serve.views.context import context
from kg.serve.views.data import Data, Parameters
from kg.serve.views.entries import Entries, Entry
from kg.serve.views.parameters import given_iri, whole

FIRST, MOST = 20, 200
RECORD = term("AuthorityRecord")


def doubtful(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give all that ``kg review`` lists; parameter ``limit`` of each kind.

    That is entities that may be one, or a record of an authority file; names taken for several people's; statements of little
    confidence, with the text around their words; findings set aside.
    """
    found, entries = doubts(data.store, whole(parameters, "limit", FIRST, MOST)), Entries(data.store)
    statements = entries.statements(s.iri for s in found.statements)
    return {
        "candidates": [{"score": c.score, "reasons": c.reasons, "sides": _sides(data.store, c)} for c in found.candidates],
        "apart": [{"reasons": apart.reasons, "sides": _sides(data.store, apart)} for apart in found.apart],
        "statements": [{**told, "context": context(entries, told)} for told in statements],
        "aside": [asdict(item) for item in found.aside],
    }


def named_in(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give an entity with the articles that name it, or a record with the entities that are linked to it; parameter ``iri``."""
    iri, entries = given_iri(parameters, "iri"), Entries(data.store)
    if _is_record(data.store, iri):
        return _record(entries, iri)
    if not entries.reader.label(iri.value):
        raise AbsentError("there is no such entity", where=iri.value)
    graphs = {q.graph_name.value for q in data.store.quads_for_pattern(None, term("mentions"), iri, None)
              if isinstance(q.graph_name, ox.NamedNode)}
    articles = [entries.article(graph) for graph in sorted(graphs)[:MOST]]
    return {**entries.entity(iri.value), "articles": articles, "record": None}


def _sides(store: ox.Store, doubt: Candidate | Apart) -> list[Entry]:
    return [{**asdict(side), "record": _is_record(store, ox.NamedNode(side.iri))} for side in doubt.sides]


def _is_record(store: ox.Store, node: ox.NamedNode) -> bool:
    return ox.Quad(node, ENTITY_TYPE, RECORD, AUTHORITY) in store


def _identified(store: ox.Store, identifier: str) -> set[str]:
    quads = store.quads_for_pattern(None, IDENTIFIER, ox.Literal(identifier), None)
    return {q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)}


def _record(entries: Entries, node: ox.NamedNode) -> Entry:
    """What the file tells of a record, and which entities are linked to it."""
    told = {name: entries.objects(node.value, term(f"record{name}"))
            for name in ("Name", "Type", "Identifier", "Alias", "Office", "Place", "Website")}
    identifier = told["Identifier"][0]
    linked = sorted({*entries.subjects(SAME_AS, node.value), *_identified(entries.store, identifier)})
    return {"iri": node.value, "label": told["Name"][0], "type": told["Type"][0].removeprefix(KG), "articles": [],
            "record": {"identifier": identifier, "told": [value for name in ("Alias", "Office", "Place", "Website")
                                                          for value in told[name]],
                       "linked": [entries.entity(entity) for entity in linked[:MOST]]}}
