"""Of one article: its text, and everything that was read in it with its place."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.errors import AbsentError
from kg.rdf.iris import term
from kg.rdf.prefixes import DCTERMS, PROV, RDF, SCHEMA
from kg.serve.views.data import Data, Parameters
from kg.serve.views.entries import Entries, Entry
from kg.serve.views.parameters import given_iri

TYPE = ox.NamedNode(RDF + "type")
STATEMENT, CLAIM, MENTION, SET_ASIDE = term("Statement"), term("Claim"), term("Mention"), term("SetAside")
REPRINT_OF, RUN = term("reprintOf"), ox.NamedNode(PROV + "wasGeneratedBy")


def article(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give an article with its text, mentions, claims and statements; parameter ``iri``."""
    node, entries = given_iri(parameters, "iri"), Entries(data.store)
    text = next(iter(entries.objects(node.value, term("text"))), None)
    if text is None:
        raise AbsentError("there is no such article", where=node.value)
    iris = {kind: _of(data.store, node, kind) for kind in (STATEMENT, CLAIM, MENTION, SET_ASIDE)}
    statements = entries.statements(iris[STATEMENT])
    reprinted = next(iter(entries.objects(node.value, REPRINT_OF)), None)
    return {
        **entries.article(node.value), "text": text,
        "authors": entries.objects(node.value, ox.NamedNode(SCHEMA + "author")),
        "modified": next(iter(entries.objects(node.value, ox.NamedNode(DCTERMS + "modified"))), None),
        "reprintOf": entries.article(reprinted) if reprinted else None,
        "run": next(iter(entries.objects(node.value, RUN)), None),
        "entities": _entities(entries, iris[MENTION]),
        "claims": sorted((entries.claim(iri) for iri in iris[CLAIM]), key=_first_place),
        "statements": sorted(statements, key=lambda s: (_start(s["quotes"]), s["iri"])),
        "setAside": sorted((_set_aside(entries, iri) for iri in iris[SET_ASIDE]), key=lambda s: (s["reason"], s["detail"])),
    }


def _of(store: ox.Store, article: ox.NamedNode, kind: ox.NamedNode) -> list[str]:
    found = store.quads_for_pattern(None, TYPE, kind, article)
    return sorted(q.subject.value for q in found if isinstance(q.subject, ox.NamedNode))


def _entities(entries: Entries, mentions: list[str]) -> list[Entry]:
    """The entities that the article names, each with the places of its mentions, in the order in which they come."""
    places: dict[str, list[Entry]] = {}
    for mention in mentions:
        for entity in entries.objects(mention, term("mentions"))[:1]:
            kind = next(iter(entries.objects(mention, term("mentionKind"))), None)
            places.setdefault(entity, []).append({**entries.place(mention), "kind": kind})
    found = [{**entries.entity(entity), "mentions": sorted(of, key=lambda p: (p["start"], p["end"]))}
             for entity, of in places.items()]
    return sorted(found, key=lambda e: (_start(e["mentions"]), e["iri"]))


def _set_aside(entries: Entries, iri: str) -> Entry:
    reason, detail = (next(iter(entries.objects(iri, term(name))), "") for name in ("reason", "detail"))
    return {"reason": reason, "detail": detail}


def _first_place(claim: Entry) -> tuple[int, str]:
    return _start([*claim["content"], *claim["cues"], *claim["sourceWords"]]), claim["iri"]


def _start(places: list[Entry]) -> int:
    return min((place["start"] for place in places), default=0)
