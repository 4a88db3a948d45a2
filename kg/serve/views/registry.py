"""The views by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.serve.views.dataset import counts, has_graph
from kg.serve.views.things import thing

Parameters = Mapping[str, str]
View = Callable[[ox.Store, Parameters], Any]

VIEWS: Mapping[str, View] = {
    "counts": counts,
    "has-graph": has_graph,
    "thing": thing,
}
INNER = frozenset(("has-graph",))  # no page asks for them


def show(store: ox.Store, name: str, parameters: Parameters) -> bytes:
    """Give a view as JSON.

    Raises
    ------
    AbsentError
        When what it is a view of is not there.
    KgError
        When there is no such view, or a parameter is missing or not valid.

    Examples
    --------
    >>> show(ox.Store(), "counts", {})
    b'{"quads":0,"Article":0,"Statement":0,"Claim":0}'
    """
    if name not in VIEWS:
        raise KgError(f"no view {name!r}", valid=", ".join(VIEWS))
    return json.dumps(VIEWS[name](store, parameters), ensure_ascii=False, separators=(",", ":")).encode()
