"""What a foreign reader found, compared with what the store has."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox
import pytest

from kg.export.destination import write_into
from kg.export.registry import find
from kg.export.writer import Report, Request
from kg.network.projection import Projection
from kg.network.selection import PLAIN, Selection

FORBIDDEN_IN_XML = dict.fromkeys((0x01, 0x07, 0x1B), "\ufffd")
Found = Mapping[str, Mapping[str, Any]]
Ends = Mapping[str, tuple[str, str, Mapping[str, Any]]]


def written(name: str, store: ox.Store, selection: Selection = PLAIN, **options: Any) -> tuple[bytes, Report]:
    """A store in a format, and what its writer told."""
    output = io.BytesIO()
    report = write_into(output, find(name), Request(store, {}, selection, **options))
    return output.getvalue(), report


def assert_carried(store: ox.Store, nodes: Found, edges: Ends, *, selection: Selection = PLAIN, xml: bool = False) -> None:
    """Every node and edge was found with every value; ``edges`` are (source, target, values)."""
    projection = Projection(store, selection)
    assert set(nodes) == {node.iri for node in projection.nodes()}
    for node in projection.nodes():
        _assert_values(nodes[node.iri], node.attributes, xml)
    assert set(edges) == {edge.iri for edge in projection.edges()}
    for edge in projection.edges():
        source, target, values = edges[edge.iri]
        assert (source, target) == (edge.source, edge.target)
        _assert_values(values, edge.attributes, xml)


def _assert_values(found: Mapping[str, Any], expected: Mapping[str, Any], xml: bool) -> None:
    for name, value in expected.items():
        if isinstance(value, str):
            assert found[name] == (value.translate(FORBIDDEN_IN_XML) if xml else value), name
        else:
            assert math.isclose(found[name], value), name


def losses(report: Report) -> list[str]:
    """What a writer told of losses, in words."""
    return [str(loss) for loss in report.losses]


every_store = pytest.mark.parametrize("store", ["two_articles", "odd_store", "loop_store", "empty_store"])
