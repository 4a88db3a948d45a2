"""A store as a network of entities."""

from kg.network import EVERYTHING, Selection, to_networkx

ID = "https://w3id.org/newskg/id/"


def relations(graph):
    return sorted((graph.nodes[s]["label"], d["relation"], graph.nodes[o]["label"]) for s, o, d in graph.edges(data=True))


def test_plain_facts_are_edges_between_labelled_nodes(two_articles):
    graph = to_networkx(two_articles)
    assert ("Tom Homan", "holdsPosition", "border czar") in relations(graph)
    assert graph.nodes[ID + "ice"] == {"label": "ICE", "type": "Agency"}
    edge = graph.edges[ID + "homan", ID + "czar", ID + "s1"]
    assert edge == {"relation": "holdsPosition", "label": "holds position", "polarity": "positive", "modality": "actual",
                    "evidence": "Border czar Tom Homan", "confidence": 0.9, "article": "Officers to leave",
                    "published": "2026-02-04"}


def test_what_is_planned_denied_or_attributed_is_no_edge_unless_asked_for(two_articles):
    plain = to_networkx(two_articles)
    assert not any(d["modality"] != "actual" or d["polarity"] == "negative" or "attributedTo" in d
                   for *_, d in plain.edges(data=True))
    assert ("Walz", "supports", "surge") not in relations(plain)
    denied = to_networkx(two_articles, Selection(negative=True))
    assert ("Hennepin County", "partyTo", "287(g) agreement") in relations(denied)
    planned = to_networkx(two_articles, Selection(modal=True, attributed=True))
    edge = planned.edges[ID + "ice", ID + "minnesota", ID + "s3"]
    assert (edge["modality"], edge["attributedTo"], edge["count"]) == ("planned", "Tom Homan", 700.0)
    assert to_networkx(two_articles, EVERYTHING).number_of_edges() == 14


def test_edges_of_little_confidence_can_be_left_out(two_articles):
    confident = to_networkx(two_articles, Selection(min_confidence=0.85))
    assert {d["confidence"] for *_, d in confident.edges(data=True)} == {0.9}


def test_two_articles_that_state_the_same_give_parallel_edges(two_articles):
    graph = to_networkx(two_articles, EVERYTHING)
    assert graph.number_of_edges(ID + "ice", ID + "minnesota") == 2
