"""CX2, read by ndex2."""

import json

import pytest

from kg.network.layout import positions
from kg.network.look import look
from kg.network.projection import Projection
from kg.network.selection import EVERYTHING, PLAIN
from tests.export.carrying import assert_carried, every_store, losses, written

ORDER = ["CXVersion", "metaData", "attributeDeclarations", "networkAttributes", "nodes", "edges", "visualProperties",
         "visualEditorProperties", "status"]


@pytest.fixture
def ndex(tmp_path):
    """Reads a store's CX2 with ndex2."""
    from ndex2.cx2 import RawCX2NetworkFactory

    def read(store, selection=PLAIN):
        return RawCX2NetworkFactory().get_cx2network(json.loads(written("cx2", store, selection)[0]))

    return read


@every_store
def test_ndex2_reads_every_node_edge_and_value(store, request, ndex):
    store = request.getfixturevalue(store)
    network = ndex(store, EVERYTHING)
    iris = {number: node["v"]["iri"] for number, node in network.get_nodes().items()}
    nodes = {node["v"]["iri"]: {**node["v"], "label": node["v"]["name"]} for node in network.get_nodes().values()}
    edges = {edge["v"]["iri"]: (iris[edge["s"]], iris[edge["t"]], {**edge["v"], "relation": edge["v"]["interaction"]})
             for edge in network.get_edges().values()}
    assert_carried(store, nodes, edges, selection=EVERYTHING)


def test_nodes_stand_where_the_layout_puts_them(two_articles, ndex):
    found = {node["v"]["iri"]: (node["x"], node["y"]) for node in ndex(two_articles).get_nodes().values()}
    assert found == positions(Projection(two_articles))


def test_the_style_is_the_one_look(two_articles, ndex):
    visual = ndex(two_articles).get_visual_properties()
    colors = {item["v"]: item["vp"] for item in visual["nodeMapping"]["NODE_BACKGROUND_COLOR"]["definition"]["map"]}
    shapes = {item["v"]: item["vp"] for item in visual["nodeMapping"]["NODE_SHAPE"]["definition"]["map"]}
    assert colors["Agency"] == look("Agency").color
    assert (shapes["Agency"], shapes["County"], shapes["Position"]) == ("rectangle", "triangle", "octagon")
    lines = {item["v"]: item["vp"] for item in visual["edgeMapping"]["EDGE_LINE_STYLE"]["definition"]["map"]}
    assert (lines["actual"], lines["planned"], lines["possible"]) == ("solid", "dashed", "dotted")


@every_store
def test_aspects_come_in_the_order_of_the_specification_and_as_many_as_announced(store, request):
    aspects = json.loads(written("cx2", request.getfixturevalue(store), EVERYTHING)[0])
    assert [next(iter(aspect)) for aspect in aspects] == ORDER
    for announced in aspects[1]["metaData"]:
        (items,) = (aspect[announced["name"]] for aspect in aspects if announced["name"] in aspect)
        assert len(items) == announced["elementCount"]


@every_store
def test_every_value_is_declared_with_its_kind(store, request):
    aspects = json.loads(written("cx2", request.getfixturevalue(store), EVERYTHING)[0])
    declared = aspects[2]["attributeDeclarations"][0]
    kinds = {"string": str, "double": (float, int), "integer": int, "boolean": bool}
    for aspect, name in ((aspects[4], "nodes"), (aspects[5], "edges")):
        for element in aspect[name]:
            assert all(isinstance(value, kinds[declared[name][key]["d"]]) for key, value in element["v"].items())


def test_a_shape_that_cx2_lacks_is_told_of(two_articles):
    _, report = written("cx2", two_articles)
    assert "without 1 shapes: CX2 has no pentagon; an octagon stands for it" in losses(report)
