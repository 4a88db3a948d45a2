"""What the formats of nodes and edges share: the projection of a request, and what none of them carries."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.export.writer import Loss, Report, Request
from kg.network.attributes import edge_attributes, node_attributes
from kg.network.projection import Projection
from kg.ontology import KG, RDF

NO_PLACE = {"Claim": "claims", "Mention": "mentions", "Article": "texts of articles", "SetAside": "findings set aside",
            "WithdrawnStatement": "withdrawn statements"}


def projected(request: Request) -> Projection:
    """Give the nodes and edges that a request asks for, chosen before the first byte is written: an error leaves no half file.

    Raises
    ------
    SelectionError
        When the selection names an entity that is not there.
    """
    projection = Projection(request.store, request.selection, measured=request.measured)
    _ = projection.number_of_edges
    return projection


def report(request: Request, projection: Projection, *more: Loss, advice: tuple[str, ...] = ()) -> Report:
    """Say what a format of nodes and edges wrote, and what it left out, beside what the format itself adds."""
    return Report(
        {"nodes": projection.number_of_nodes, "edges": projection.number_of_edges},
        (*_not_asked_for(projection), *_without_a_place(request.store), *(loss for loss in more if loss.count)), advice,
        {"nodes": tuple(a.name for a in node_attributes(measured=request.measured)),
         "edges": tuple(a.name for a in edge_attributes(request.selection))})


def _not_asked_for(projection: Projection) -> Iterator[Loss]:
    for reason, count in projection.left_out.items():
        yield Loss("statements", count, f"{reason}, and not asked for")


def _without_a_place(store: ox.Store) -> Iterator[Loss]:
    for type_, words in NO_PLACE.items():
        count = sum(1 for _ in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + type_), None))
        if count:
            yield Loss(words, count, "neither nodes nor edges")
