"""GraphML, read by networkx and igraph."""

import html
import io
import math
import xml.etree.ElementTree as ET

import igraph
import networkx as nx
import pytest

from kg.network.attributes import EDGE
from kg.network.projection import Projection
from kg.network.selection import EVERYTHING
from tests.export.carrying import assert_carried, every_store, losses, written
from tests.export.stores import ODD_TEXTS

MERGED = EVERYTHING.but(merge_parallel=True)
selections = pytest.mark.parametrize("selection", [EVERYTHING, MERGED], ids=["all", "merged"])


@selections
@every_store
def test_networkx_reads_every_node_edge_and_value(store, selection, request):
    store = request.getfixturevalue(store)
    data, _ = written("graphml", store, selection)
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert graph.is_directed()
    edges = {key: (source, target, values) for source, target, key, values in graph.edges(keys=True, data=True)}
    assert_carried(store, graph.nodes, edges, selection=selection, xml=True)


@selections
@every_store
def test_igraph_reads_every_node_edge_and_value(store, selection, request, tmp_path):
    store = request.getfixturevalue(store)
    data, _ = written("graphml", store, selection)
    (tmp_path / "x.graphml").write_bytes(data)
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    assert graph.is_directed()
    # igraph 1.0 leaves &#38; in identifiers as it stands, and gives edges those of nodes; they come in the order of the file.
    ids = [html.unescape(vertex["id"]) for vertex in graph.vs]
    nodes = {iri: vertex.attributes() for iri, vertex in zip(ids, graph.vs, strict=True)}
    iris = (edge.iri for edge in Projection(store, selection).edges())
    edges = {iri: (ids[edge.source], ids[edge.target], edge.attributes()) for iri, edge in zip(iris, graph.es, strict=True)}
    assert_carried(store, nodes, edges, selection=selection, xml=True)


def test_values_are_typed_and_none_is_a_list(two_articles):
    data, _ = written("graphml", two_articles)
    keys = {key.get("attr.name"): key.get("attr.type") for key in ET.fromstring(data).iter(  # noqa: S314
        "{http://graphml.graphdrawing.org/xmlns}key") if key.get("for") == "edge"}
    assert {keys[name] for name in ("confidence", "countMax")} == {"double"}
    assert (keys["weight"], keys["approximate"], keys["evidence"]) == ("long", "boolean", "string")
    assert list(keys) == [attribute.name for attribute in EDGE]


def test_measures_are_declared_when_asked_for(two_articles):
    assert b'attr.name="pageRank" attr.type="double"' in written("graphml", two_articles, measured=True)[0]


def test_what_has_no_value_is_absent(two_articles):
    graph = nx.parse_graphml(written("graphml", two_articles, EVERYTHING)[0].decode(), force_multigraph=True)
    assert {values.get("count") for *_, values in graph.edges(data=True)} == {None, 650.0, 700.0}
    assert not any(isinstance(v, float) and math.isnan(v) for *_, values in graph.edges(data=True) for v in values.values())


def test_control_characters_are_replaced_and_counted(odd_store):
    _, report = written("graphml", odd_store)
    # A control character stands in a label and in a quotation.
    assert "without 6 characters: XML cannot carry them; U+FFFD stands for each" in losses(report)
    assert len(set(map(ord, ODD_TEXTS["control"])) & {1, 7, 27}) == 3
