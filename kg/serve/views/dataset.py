"""Of the dataset as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from kg.serve.views.data import Data, Parameters
from kg.serve.views.parameters import given_iri


def counts(data: Data, _: Parameters) -> Mapping[str, int]:
    """How many quads, articles, statements and claims there are."""
    return data.counts


def has_graph(data: Data, parameters: Parameters) -> bool:
    """Whether there is a graph of that name."""
    return data.store.contains_named_graph(given_iri(parameters, "graph"))
