"""GEXF 1.3, held against its grammar, and read by graphology-gexf and networkx."""

import io
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from lxml import etree

from kg.network.layout import positions, sizes
from kg.network.look import line_color, look
from kg.network.projection import Projection
from kg.network.selection import EVERYTHING
from tests.export import stores
from tests.export.carrying import assert_carried, every_store, losses, written
from tests.foreign.readers import read

GRAMMAR = Path(__file__).parent / "gexf.rng"
MERGED = EVERYTHING.but(merge_parallel=True)
NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
KINDS = {"integer": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__, "string": str}
selections = pytest.mark.parametrize("selection", [EVERYTHING, MERGED], ids=["all", "merged"])


def document(store, selection=EVERYTHING):
    return etree.fromstring(written("gexf", store, selection)[0])


@selections
@every_store
def test_the_file_is_valid_by_the_grammar_of_gexf(store, selection, request):
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))
    grammar.assertValid(document(request.getfixturevalue(store), selection))


@pytest.mark.parametrize(("path", "name", "value"), [
    (".//g:node", "start", "2026-02"), (".//g:edge", "timestamp", "2026-02-01"), (".//g:edge", "weight", "much"),
    (".//viz:color", "r", "256"), (".//viz:shape", "value", "hexagon"), (".", "version", "1.2"),
])
def test_the_grammar_refuses_what_the_specification_does(two_articles, path, name, value):
    changed = document(two_articles)
    changed.find(path, NS).set(name, value)
    assert not etree.RelaxNG(etree.parse(GRAMMAR)).validate(changed)


@selections
@every_store
def test_graphology_reads_every_node_edge_and_value(store, selection, request):
    store = request.getfixturevalue(store)
    found = read("gexf.mjs", written("gexf", store, selection)[0])
    edges = {edge["key"]: (edge["source"], edge["target"], edge) for edge in found["edges"]}
    assert_carried(store, {node["key"]: node for node in found["nodes"]}, edges, selection=selection, xml=True)


@selections
@every_store
def test_networkx_reads_every_node_edge_and_value(store, selection, request):
    store = request.getfixturevalue(store)
    graph = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(written("gexf", store, selection)[0]), version="1.3"))
    edges = {values["id"]: (source, target, values) for source, target, values in graph.edges(data=True)}
    assert_carried(store, graph.nodes, edges, selection=selection, xml=True)


def test_every_value_is_of_a_declared_attribute_and_of_its_kind(two_articles):
    graph = document(two_articles, MERGED).find("g:graph", NS)
    for class_ in ("node", "edge"):
        attributes = graph.iterfind(f"g:attributes[@class='{class_}']/g:attribute", NS)
        declared = {attribute.get("id"): KINDS[attribute.get("type")] for attribute in attributes}
        values = graph.findall(f".//g:{class_}/g:attvalues/g:attvalue", NS)
        assert values
        for value in values:
            declared[value.get("for")](value.get("value"))


def test_it_opens_laid_out_and_coloured(two_articles):
    found = {node["key"]: node for node in read("gexf.mjs", written("gexf", two_articles)[0])["nodes"]}
    projection = Projection(two_articles)
    assert {iri: (node["x"], node["y"]) for iri, node in found.items()} == positions(projection)
    assert {iri: node["size"] for iri, node in found.items()} == sizes(projection)
    assert {iri: node["color"] for iri, node in found.items()} == {
        node.iri: "rgb({},{},{})".format(*look(node.attributes["type"]).rgb) for node in projection.nodes()}


def test_edges_show_polarity_modality_and_weight(two_articles):
    edges = read("gexf.mjs", written("gexf", two_articles, EVERYTHING)[0])["edges"]
    assert {edge["color"] for edge in edges if edge["polarity"] == "negative"} == {
        "rgb({},{},{})".format(*bytes.fromhex(line_color("negative")[1:]))}
    assert {edge["modality"]: edge["shape"] for edge in edges} == {
        "actual": "solid", "planned": "dashed", "possible": "dotted", "demanded": "dashed"}
    again = stores.ID + "ice", "arrests", stores.ID + "protesters"
    for n in range(3):
        two_articles.extend(stores.statement(f"more{n}", again, "again", "a2"))
    merged = read("gexf.mjs", written("gexf", two_articles, MERGED)[0])["edges"]
    assert {edge["thickness"]: edge["weight"] for edge in merged if edge["relation"] == "arrests"} == {2: 4}


def test_edges_are_there_while_they_hold_and_else_on_the_day_of_their_article(two_articles):
    edges = {edge.get("id").removeprefix(stores.ID): edge for edge in document(two_articles).iterfind(".//g:edge", NS)}
    assert (edges["s1"].get("start"), edges["s1"].get("end")) == ("2026-02-04", "2026-02-04")
    assert (edges["s6"].get("start"), edges["s6"].get("end")) == ("2026-02-01", "2026-02-28")


@selections
def test_times_are_intervals_only_and_nodes_outlive_their_edges(two_articles, selection):
    graph = document(two_articles, selection).find("g:graph", NS)
    assert (graph.get("timeformat"), graph.get("timerepresentation")) == ("date", "interval")
    assert not graph.xpath("//@timestamp|//@timestamps")
    lives = {node.get("id"): (node.get("start"), node.get("end")) for node in graph.iterfind(".//g:node", NS)}
    for edge in graph.iterfind(".//g:edge", NS):
        assert edge.get("start") <= edge.get("end")
        for end in (edge.get("source"), edge.get("target")):
            assert graph.get("start") <= lives[end][0] <= edge.get("start")
            assert edge.get("end") <= lives[end][1] <= graph.get("end")


def test_an_edge_without_a_known_time_has_none_and_is_told_of(two_articles):
    date = ox.NamedNode("http://purl.org/dc/terms/issued")
    for quad in list(two_articles.quads_for_pattern(None, date, None, None)):
        two_articles.remove(quad)
    data, report = written("gexf", two_articles)
    assert "without 8 times of edges: none is known" in losses(report)
    assert b"start=" not in data


def test_what_gexf_and_gephi_lack_is_told(two_articles):
    _, report = written("gexf", two_articles, EVERYTHING)
    assert "without 2 shapes: GEXF has no pentagon or hexagon; a disc and a square stand for them" in losses(report)
    assert report.advice == (
        "Gephi draws parallel edges of one relation as one; --merge-parallel gives it their number as its weight",)
    assert written("gexf", two_articles, MERGED)[1].advice == ()


def test_no_clock_is_in_it(two_articles):
    assert b"lastmodifieddate" not in written("gexf", two_articles)[0]
