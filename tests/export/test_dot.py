"""Graphviz DOT: read and drawn by Graphviz itself."""

import re

import pyoxigraph as ox

from kg.export import captions
from kg.export.characters import Cleaner
from kg.network.graph import to_networkx
from kg.network.look import line, line_color, look
from kg.network.selection import EVERYTHING, PLAIN
from tests.export.stores import ID, LONG, ODD_TEXTS, article, entity, large, statement
from tests.export.test_writers import written
from tests.foreign.readers import read

DRAWN = {"label", "fullLabel", "tooltip", "labeltooltip", "color", "fillcolor", "shape", "style", "id", "URL", "margin"}


def found(store, selection=PLAIN):
    return read("dot.mjs", written("dot", store, selection=selection)[0])


def plain(text):
    """A quoted text as Graphviz means it, by its documentation."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text).replace("&amp;", "&")


def in_tooltip(text):
    return as_drawn(text).replace("\\", "⧵")


def as_drawn(text):
    return Cleaner().clean(text).replace("\r\n", "\n").replace("\r", "\n")


def test_graphviz_has_every_node_and_edge_with_their_attributes(two_articles):
    graph, expected = found(two_articles, EVERYTHING), to_networkx(two_articles, EVERYTHING)
    nodes = {node["name"]: node for node in graph["nodes"]}
    assert set(nodes) == set(expected)
    assert sorted((e["tail"], e["head"], e["id"]) for e in graph["edges"]) == sorted(expected.edges(keys=True))
    for edge in graph["edges"]:
        data = expected.edges[edge["tail"], edge["head"], edge["id"]]
        assert {name: plain(edge[name]) for name in data} == {name: as_drawn(str(value)) for name, value in data.items()}
    for iri, data in expected.nodes(data=True):
        assert {n: nodes[iri][n] for n in data.keys() - DRAWN} == {n: str(v) for n, v in data.items() if n not in DRAWN}


def test_it_has_the_one_look(two_articles):
    graph = found(two_articles, EVERYTHING)
    assert {n["type"]: n["color"] for n in graph["nodes"]} == {n["type"]: look(n["type"]).color for n in graph["nodes"]}
    assert {(e["style"], e["color"]) for e in graph["edges"]} == {
        (line(e["modality"]), line_color(e["polarity"])) for e in graph["edges"]}
    assert len({e["style"] for e in graph["edges"]}) == 3


def test_the_legend_names_the_types_and_lines_that_occur(two_articles):
    plain_text, all_text = (" ".join(found(two_articles, selection)["text"]) for selection in (PLAIN, EVERYTHING))
    assert "County" not in plain_text
    assert "County, State" in all_text
    assert "actual (negative)" in all_text
    assert "planned" in all_text
    assert "planned" not in plain_text


def test_every_odd_text_is_drawn_and_stands_in_full_beside(odd_store):
    graph = found(odd_store)
    assert len(graph["edges"]) == len(ODD_TEXTS) + 1
    drawn = {shape["id"]: shape for shape in graph["drawn"]}
    names = {node["name"]: node for node in graph["nodes"]}
    for name, text in ODD_TEXTS.items():
        shape = drawn[ID + name]
        assert shape["tooltip"].split() == f"{in_tooltip(text)} (Person)".split()  # XML has blanks for tabs in attributes
        assert " ".join(shape["text"]).split() == " ".join(captions.lines(as_drawn(text))).split()
        quoted = f"“{in_tooltip(text)}”".split()
        assert drawn[f"{ID}s-{name}"]["tooltip"].split()[:len(quoted)] == quoted
        assert plain(names[ID + name]["fullLabel"]) == as_drawn(text)
    assert len(" ".join(drawn[ID + "long"]["text"])) < 60 < len(LONG)


def test_an_edge_links_to_its_article_and_to_nothing_that_runs(odd_store):
    drawn = {shape["id"]: shape for shape in found(odd_store)["drawn"]}
    assert drawn[ID + "s-rtl"]["link"] == "https://news.example/a?a=1&b=2"
    odd_store.extend(_with_address("javascript:alert(1)"))
    drawn = {shape["id"]: shape for shape in found(odd_store)["drawn"]}
    assert drawn[ID + "s-bad"]["link"] == ""


def test_an_empty_graph_is_a_drawing_of_nothing(empty_store):
    assert found(empty_store) | {"text": []} == {"nodes": [], "edges": [], "drawn": [], "text": []}


def test_a_self_loop_is_drawn(odd_store):
    graph = found(odd_store, PLAIN.but(around="themselves"))
    assert [(edge["tail"], edge["head"]) for edge in graph["edges"]] == [(ID + "self", ID + "self")]
    assert len(graph["nodes"]) == 1


def test_small_graphs_are_layered_and_large_ones_not():
    assert b"layout=dot" in written("dot", large(20))[0]
    assert b"layout=sfdp" in written("dot", large(200))[0]


def test_characters_that_xml_forbids_are_counted(odd_store):
    _, losses = written("dot", odd_store)
    assert any("characters: XML cannot carry them" in loss for loss in losses)


def test_a_name_is_cut_at_a_word():
    assert captions.shortened(LONG, 12) == "word word…"
    assert captions.shortened("x" * 100, 12) == "x" * 11 + "…"
    assert captions.shortened("word word", 9) == "word word"


def _with_address(address):
    for quad in (*article("Bad", "Gazette", "2026-02-04", "bad"), *entity(ID + "x", "Person", "x"),
                 *statement("s-bad", (ID + "x", "praises", ID + "self"), "words", "bad")):
        value = ox.Literal(address) if quad.predicate.value == "https://schema.org/url" else quad.object
        yield ox.Quad(quad.subject, quad.predicate, value, quad.graph_name)
