"""Of the dataset as a whole."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.rdf.iris import term
from kg.rdf.prefixes import RDF
from kg.serve.views.parameters import given_iri

COUNTED = ("Article", "Statement", "Claim")


def counts(store: ox.Store, _: Mapping[str, str]) -> dict[str, int]:
    """How many quads, articles, statements and claims there are."""
    type_ = ox.NamedNode(RDF + "type")
    numbers = {name: sum(1 for _ in store.quads_for_pattern(None, type_, term(name), None)) for name in COUNTED}
    return {"quads": len(store), **numbers}


def has_graph(store: ox.Store, parameters: Mapping[str, str]) -> bool:
    """Whether there is a graph of that name."""
    return store.contains_named_graph(given_iri(parameters, "graph"))
