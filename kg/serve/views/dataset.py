"""Of the dataset as a whole."""

from __future__ import annotations

import pyoxigraph as ox

from kg.rdf.iris import term
from kg.rdf.prefixes import RDF
from kg.serve.views.data import Data, Parameters
from kg.serve.views.parameters import given_iri

COUNTED = ("Article", "Statement", "Claim")


def counts(data: Data, _: Parameters) -> dict[str, int]:
    """How many quads, articles, statements and claims there are."""
    type_ = ox.NamedNode(RDF + "type")
    numbers = {name: sum(1 for _ in data.store.quads_for_pattern(None, type_, term(name), None)) for name in COUNTED}
    return {"quads": len(data.store), **numbers}


def has_graph(data: Data, parameters: Parameters) -> bool:
    """Whether there is a graph of that name."""
    return data.store.contains_named_graph(given_iri(parameters, "graph"))
