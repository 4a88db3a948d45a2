"""Cytoscape.js JSON, read by cytoscape.js."""

import json

from kg.network.layout import positions
from kg.network.look import line_color, look
from kg.network.projection import Projection
from kg.network.selection import EVERYTHING
from tests.export.carrying import assert_carried, every_store, written
from tests.foreign.readers import read


def rgb(type_):
    return "rgb({},{},{})".format(*look(type_).rgb)


@every_store
def test_cytoscape_js_reads_every_node_edge_and_value(store, request):
    store = request.getfixturevalue(store)
    found = read("cytoscape.mjs", written("cytoscape", store, EVERYTHING)[0])
    assert found["warnings"] == []
    edges = {edge["data"]["id"]: (edge["data"]["source"], edge["data"]["target"], edge["data"]) for edge in found["edges"]}
    assert_carried(store, {node["data"]["id"]: node["data"] for node in found["nodes"]}, edges, selection=EVERYTHING)


@every_store
def test_nodes_stand_where_the_layout_puts_them(store, request):
    store = request.getfixturevalue(store)
    found = read("cytoscape.mjs", written("cytoscape", store, EVERYTHING)[0])
    assert {node["data"]["id"]: tuple(node["position"].values()) for node in found["nodes"]} == positions(
        Projection(store, EVERYTHING))


def test_the_style_is_the_one_look(two_articles):
    found = read("cytoscape.mjs", written("cytoscape", two_articles, EVERYTHING)[0])
    styles = {node["data"]["label"]: node["style"] for node in found["nodes"]}
    assert styles["Tim Walz"]["background-color"] == rgb("Person")
    assert styles["Tim Walz"]["label"] == "Tim Walz"
    assert {name: styles[name]["shape"] for name in ("Tim Walz", "ICE", "Minnesota", "287(g) agreement", "border czar")} == {
        "Tim Walz": "ellipse", "ICE": "rectangle", "Minnesota": "triangle", "287(g) agreement": "hexagon",
        "border czar": "pentagon"}
    lines = {edge["data"]["modality"]: edge["style"]["line-style"] for edge in found["edges"]}
    assert lines == {"actual": "solid", "planned": "dashed", "possible": "dotted", "demanded": "dashed"}
    denied = {edge["style"]["line-color"] for edge in found["edges"] if edge["data"]["polarity"] == "negative"}
    assert denied == {"rgb({},{},{})".format(*bytes.fromhex(line_color("negative")[1:]))}


def test_cytoscape_on_the_desktop_finds_names_and_interactions(two_articles):
    """Its reader takes ``name`` for a node's label and ``interaction`` for what an edge says."""
    elements = json.loads(written("cytoscape", two_articles)[0])["elements"]
    assert all(node["data"]["name"] == node["data"]["label"] for node in elements["nodes"])
    assert {edge["data"]["interaction"] for edge in elements["edges"]} >= {"sues", "arrests"}
