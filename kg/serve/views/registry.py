"""The views by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from kg.errors import KgError
from kg.serve.views.article import article
from kg.serve.views.data import Data, Parameters
from kg.serve.views.dataset import counts, has_graph
from kg.serve.views.doubts import doubtful, named_in
from kg.serve.views.entity import entity, statements
from kg.serve.views.graph import graph
from kg.serve.views.home import home
from kg.serve.views.ontology import ontology
from kg.serve.views.questions import questions
from kg.serve.views.search import search, suggest
from kg.serve.views.statement import claim, statement
from kg.serve.views.things import thing
from kg.serve.views.timeline import timeline

View = Callable[[Data, Parameters], Any]

VIEWS: Mapping[str, View] = {
    "article": article,
    "claim": claim,
    "counts": counts,
    "doubts": doubtful,
    "entity": entity,
    "graph": graph,
    "has-graph": has_graph,
    "home": home,
    "named-in": named_in,
    "ontology": ontology,
    "questions": questions,
    "search": search,
    "statement": statement,
    "statements": statements,
    "suggest": suggest,
    "thing": thing,
    "timeline": timeline,
}
INNER = frozenset(("has-graph",))  # no page asks for them


def show(data: Data, name: str, parameters: Parameters) -> bytes:
    """Give a view as JSON.

    Raises
    ------
    AbsentError
        When what it is a view of is not there.
    KgError
        When there is no such view, or a parameter is missing or not valid.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> show(Data(ox.Store()), "counts", {})
    b'{"quads":0,"Article":0,"Statement":0,"Claim":0}'
    """
    if name not in VIEWS:
        raise KgError(f"no view {name!r}", valid=", ".join(VIEWS))
    return json.dumps(VIEWS[name](data, parameters), ensure_ascii=False, separators=(",", ":")).encode()
