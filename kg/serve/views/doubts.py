"""What a person should look at."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pyoxigraph as ox

from kg.errors import AbsentError
from kg.identity.doubts import doubts
from kg.rdf.iris import term
from kg.serve.views.data import Data, Parameters
from kg.serve.views.entries import Entries
from kg.serve.views.parameters import given_iri, whole

FIRST, MOST = 20, 200


def doubtful(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give entities that may be one, statements of little confidence, findings set aside; parameter ``limit`` of each."""
    found = doubts(data.store, whole(parameters, "limit", FIRST, MOST))
    return {
        "candidates": [asdict(candidate) for candidate in found.candidates],
        "statements": Entries(data.store).statements(s.iri for s in found.statements),
        "aside": [asdict(item) for item in found.aside],
    }


def named_in(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give an entity with the articles that name it; parameter ``iri``."""
    iri, entries = given_iri(parameters, "iri"), Entries(data.store)
    if not entries.reader.label(iri.value):
        raise AbsentError("there is no such entity", where=iri.value)
    graphs = {q.graph_name.value for q in data.store.quads_for_pattern(None, term("mentions"), iri, None)
              if isinstance(q.graph_name, ox.NamedNode)}
    return {**entries.entity(iri.value), "articles": [entries.article(graph) for graph in sorted(graphs)[:MOST]]}
