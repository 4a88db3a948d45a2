"""Mermaid: read by Mermaid itself."""

from collections import Counter

from kg.export import captions, mermaid
from kg.export.characters import Cleaner
from kg.network.graph import to_networkx
from kg.network.look import line, line_color, look
from kg.network.selection import EVERYTHING, PLAIN
from tests.export.stores import ID, LONG, ODD_TEXTS, entity, large, statement
from tests.export.test_writers import written
from tests.foreign.readers import read


def found(store, selection=PLAIN):
    return read("mermaid.mjs", written("mermaid", store, selection=selection)[0])


def test_mermaid_has_every_node_and_edge_in_the_one_look(two_articles):
    chart, expected = found(two_articles, EVERYTHING), to_networkx(two_articles, EVERYTHING)
    assert chart["type"] == "flowchart-v2"
    assert {node["text"]: node["classes"] for node in chart["nodes"]} == {
        data["label"]: [data["type"]] for _, data in expected.nodes(data=True)}
    assert all(node["styles"][:2] == [f"fill:{look(node['classes'][0]).tint}", f"stroke:{look(node['classes'][0]).color}"]
               for node in chart["nodes"])
    names = {node["id"]: node["text"] for node in chart["nodes"]}
    labels = {iri: data["label"] for iri, data in expected.nodes(data=True)}
    assert Counter((names[e["source"]], e["text"].partition(" (")[0], names[e["target"]]) for e in chart["edges"]) == Counter(
        (labels[source], data["label"], labels[target]) for source, target, data in expected.edges(data=True))


def test_what_is_not_a_plain_fact_is_said_and_drawn_otherwise(two_articles):
    edges = {edge["text"]: edge for edge in found(two_articles, EVERYTHING)["edges"]}
    assert edges["withdraws from (planned)"]["stroke"] == "dotted" != edges["withdraws from"]["stroke"]
    assert line("planned") != "solid"
    assert f"stroke:{line_color('negative')}" in edges["party to (negative)"]["style"]
    assert f"stroke:{line_color('positive')}" in edges["withdraws from"]["style"]


def test_every_odd_text_is_shown_as_it_is(odd_store):
    chart = found(odd_store)
    assert len(chart["edges"]) == len(ODD_TEXTS) + 1
    shown = {captions.shortened(Cleaner().clean(text)) for text in ODD_TEXTS.values()}
    assert {node["text"] for node in chart["nodes"]} == shown | {"O'Neil & Co", "themselves"}
    assert max(len(node["text"]) for node in chart["nodes"]) <= captions.LONGEST < len(LONG)
    assert [e["source"] == e["target"] for e in chart["edges"]].count(True) == 1


HOSTILE = ('%%{init: {"theme": "dark"}}%%', "end", "1. first", "- item", "`code`", "**bold** _it_", "$$x$$", '"] --> n9["',
           "a;b", "<br/>", "#35;", "graph TD", "@{ shape: cyl }", "\\n")


def test_nothing_in_a_name_means_anything(empty_store):
    for number, text in enumerate(HOSTILE):
        iri = f"{ID}{number:02}"
        empty_store.extend((*entity(iri, "Person", text), *statement(f"s{number}", (iri, "praises", iri), text, "a")))
    chart = found(empty_store)
    assert [node["text"] for node in chart["nodes"]] == list(HOSTILE)
    assert [edge["text"] for edge in chart["edges"]] == ["praises"] * len(HOSTILE)


def test_a_list_mark_is_escaped_so_that_markdown_sees_none():
    assert mermaid.escaped("1. first") == "1#46; first"
    assert mermaid.escaped("- item") == "#45; item"
    assert mermaid.escaped("well-known U.S. sheriff") == "well-known U.S. sheriff"


def test_an_empty_graph_is_an_empty_flowchart(empty_store):
    assert found(empty_store) == {"type": "flowchart-v2", "nodes": [], "edges": [], "length": len("flowchart LR\n")}


def test_only_what_can_be_read_is_drawn_and_the_rest_is_counted():
    store = large(400)
    data, losses = written("mermaid", store)
    chart, whole = read("mermaid.mjs", data), to_networkx(store)
    nodes, edges = len(chart["nodes"]), len(chart["edges"])
    assert nodes <= mermaid.MOST_NODES
    assert 30 < edges <= mermaid.MOST_EDGES
    assert chart["length"] < 50_000, "what Mermaid takes by default"
    assert {end for edge in chart["edges"] for end in (edge["source"], edge["target"])} == {n["id"] for n in chart["nodes"]}
    why = "more than 60 entities or 120 statements cannot be read"
    assert {f"without {len(whole) - nodes:,} entities: {why}", f"without {400 - edges} statements: {why}"} <= set(losses)
    busiest = max(whole, key=lambda iri: whole.nodes[iri]["statements"])
    assert whole.nodes[busiest]["label"] in {node["text"] for node in chart["nodes"]}


def test_a_class_of_the_users_own_is_drawn_as_any_entity(empty_store):
    empty_store.extend((*entity(ID + "x", "end", "x"), *statement("s", (ID + "x", "praises", ID + "x"), "words", "a")))
    assert [node["classes"] for node in found(empty_store)["nodes"]] == [["Entity"]]
