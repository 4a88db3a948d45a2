"""What an IRI stands for."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.errors import AbsentError
from kg.ontology import load
from kg.rdf.iris import term
from kg.rdf.prefixes import KG, OWL, RDF
from kg.serve.views.data import Data, Parameters
from kg.serve.views.parameters import given_iri

TYPE, SAME = ox.NamedNode(RDF + "type"), ox.NamedNode(OWL + "sameAs")
KINDS = {term("Article"): "article", term("Statement"): "statement", term("Claim"): "claim", term("Evidence"): "evidence"}


def thing(data: Data, parameters: Parameters) -> dict[str, Any]:
    """The kind of a thing: entity, article, statement, claim, evidence or other; or the IRI that it became by a merger."""
    iri = given_iri(parameters, "iri")
    classes = {q.object for q in data.store.quads_for_pattern(iri, TYPE, None, None)}
    for class_, kind in KINDS.items():
        if class_ in classes:
            return {"iri": iri.value, "kind": kind}
    if any(isinstance(c, ox.NamedNode) and c.value.removeprefix(KG) in load().types for c in classes):
        return {"iri": iri.value, "kind": "entity"}
    merged = [q.object.value for q in data.store.quads_for_pattern(iri, SAME, None, None) if isinstance(q.object, ox.NamedNode)]
    if merged:
        return {"iri": iri.value, "kind": "merged", "into": min(merged)}
    if next(data.store.quads_for_pattern(iri, None, None, None), None) is None and not data.store.contains_named_graph(iri):
        raise AbsentError("nothing of that name is in the graph", where=iri.value)
    return {"iri": iri.value, "kind": "other"}
