"""JSON of nodes and links, read by networkx and d3-force."""

import json
import math

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.network.look import look
from kg.network.selection import EVERYTHING
from kg.ontology import KG
from tests.export.carrying import assert_carried, every_store, written
from tests.export.stores import ID, SELF
from tests.foreign.readers import read


@every_store
def test_networkx_reads_every_node_edge_and_value(store, request):
    store = request.getfixturevalue(store)
    graph = nx.node_link_graph(json.loads(written("json", store, EVERYTHING)[0]), edges="links")
    assert isinstance(graph, nx.MultiDiGraph)
    edges = {key: (source, target, values) for source, target, key, values in graph.edges(keys=True, data=True)}
    assert_carried(store, graph.nodes, edges, selection=EVERYTHING)


@every_store
def test_d3_joins_links_to_nodes_and_places_them(store, request):
    store = request.getfixturevalue(store)
    found = read("d3.mjs", written("json", store, EVERYTHING)[0])
    edges = {link["key"]: (link["source"], link["target"], link) for link in found["links"]}
    assert_carried(store, {node["id"]: node for node in found["nodes"]}, edges, selection=EVERYTHING)
    assert all(math.isfinite(node["x"]) and math.isfinite(node["y"]) for node in found["nodes"])


def test_nodes_and_links_say_how_they_look(two_articles):
    found = json.loads(written("json", two_articles, EVERYTHING)[0])
    walz = next(node for node in found["nodes"] if node["label"] == "Tim Walz")
    assert (walz["color"], walz["shape"]) == (look("Person").color, "circle")
    assert {link["line"] for link in found["links"] if link["modality"] == "possible"} == {"dotted"}
    assert len({link["color"] for link in found["links"]}) == 2


@pytest.mark.parametrize("number", ["INF", "NaN"])
def test_a_number_that_json_has_no_word_for_is_absent(loop_store, number):
    xsd = "http://www.w3.org/2001/XMLSchema#double"
    loop_store.add(ox.Quad(ox.NamedNode(SELF), ox.NamedNode(KG + "count"), ox.Literal(number, datatype=ox.NamedNode(xsd)),
                           ox.NamedNode(ID + "entities")))
    for name in ("json", "cytoscape", "cx2"):
        data, _ = written(name, loop_store)
        assert "themselves" in str(json.loads(data, parse_constant=pytest.fail))
