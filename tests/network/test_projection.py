"""A store as a network of entities."""

import pyoxigraph as ox
import pytest

from kg.errors import SelectionError, UnknownTermError
from kg.network.attributes import edge_attributes, node_attributes
from kg.network.graph import to_networkx
from kg.network.projection import Projection
from kg.network.selection import EVERYTHING, PLAIN, Selection

ID = "https://w3id.org/newskg/id/"
NODE = {"statements", "articles", "outlets", "firstSeen", "lastSeen"}


def relations(store, **selection):
    graph = to_networkx(store, Selection(**selection))
    return sorted((graph.nodes[s]["label"], d["relation"], graph.nodes[o]["label"]) for s, o, d in graph.edges(data=True))


def test_plain_facts_are_edges_between_labelled_nodes(two_articles):
    graph = to_networkx(two_articles)
    assert ("Tom Homan", "holdsPosition", "border czar") in relations(two_articles)
    ice = graph.nodes[ID + "ice"]
    assert {name: ice[name] for name in ice if name not in NODE} == {"label": "ICE", "type": "Agency", "identifier": "ice"}
    assert {name: ice[name] for name in sorted(NODE)} == {"statements": 3, "articles": 1, "outlets": 0,
                                                         "firstSeen": "2026-02-06", "lastSeen": "2026-02-06"}
    edge = graph.edges[ID + "homan", ID + "czar", ID + "s1"]
    assert edge == {"relation": "holdsPosition", "label": "holds position", "polarity": "positive", "modality": "actual",
                    "weight": 1, "evidence": "Border czar Tom Homan", "evidenceIri": ID + "e1", "confidence": 0.9,
                    "article": "Officers to leave", "articleIri": ID + "a1", "outlet": "Gazette", "published": "2026-02-04"}


def test_what_is_planned_denied_or_attributed_is_no_edge_unless_asked_for(two_articles):
    plain = to_networkx(two_articles)
    assert not any(d["modality"] != "actual" or d["polarity"] == "negative" or "attributedTo" in d
                   for *_, d in plain.edges(data=True))
    assert ("Tim Walz", "supports", "Operation Metro Surge") not in relations(two_articles)
    assert ("Hennepin County", "partyTo", "287(g) agreement") in relations(two_articles, include={"negative"})
    planned = to_networkx(two_articles, Selection(include={"planned", "claims"}))
    edge = planned.edges[ID + "ice", ID + "minnesota", ID + "s3"]
    assert (edge["modality"], edge["attributedTo"], edge["count"]) == ("planned", "Tom Homan", 700.0)
    assert to_networkx(two_articles, EVERYTHING).number_of_edges() == 14


def test_a_planned_statement_of_a_speaker_needs_both(two_articles):
    withdrawal = ("ICE", "withdrawsFrom", "Minnesota")
    assert relations(two_articles, include={"planned"}, since="2026-02-04", until="2026-02-04").count(withdrawal) == 0
    assert relations(two_articles, include={"planned", "claims"}, until="2026-02-05").count(withdrawal) == 1


def test_edges_of_little_confidence_can_be_left_out(two_articles):
    confident = to_networkx(two_articles, Selection(min_confidence=0.85))
    assert {d["confidence"] for *_, d in confident.edges(data=True)} == {0.9}


def test_relations_and_types_are_chosen_and_a_wide_type_means_the_narrow_ones(two_articles):
    assert relations(two_articles, relations={"sues"}) == [("Minnesota", "sues", "ICE")]
    assert relations(two_articles, types={"Organization", "Place"}) == [("ICE", "withdrawsFrom", "Minnesota"),
                                                                        ("Minnesota", "sues", "ICE")]
    assert relations(two_articles, types={"County"}) == []


@pytest.mark.parametrize(("since", "until", "expected"), [
    ("2026-02-05", None, 1), ("2026-02-06", "2026-02-06", 1), ("2026", None, 1), ("2026-03", None, 0), (None, "2026-01", 0),
    (None, "2026-02-05", 0), ("2025", "2027", 1),
])
def test_a_statement_without_a_time_is_of_the_day_of_its_article(two_articles, since, until, expected):
    assert len(relations(two_articles, relations={"sues"}, since=since, until=until)) == expected


@pytest.mark.parametrize(("since", "until", "expected"), [
    ("2026-02-20", None, 1), (None, "2026-02-01", 1), ("2026-03-01", None, 0), (None, "2026-01-31", 0),
])
def test_a_time_of_a_month_overlaps_every_day_of_it(two_articles, since, until, expected):
    signed = relations(two_articles, include={"claims"}, relations={"partyTo"}, since=since, until=until)
    assert len(signed) == expected


@pytest.mark.parametrize("name", ["Tom Homan", "tom homan", "homan", ID + "homan"])
def test_a_neighbourhood_is_asked_for_by_name_part_of_a_name_or_iri(two_articles, name):
    assert relations(two_articles, around=name) == [("Tom Homan", "holdsPosition", "border czar")]
    assert relations(two_articles, around=name, hops=2) == [("Tom Homan", "holdsPosition", "border czar"),
                                                            ("border czar", "positionAt", "White House")]


def test_a_neighbourhood_has_the_edges_between_neighbours(two_articles):
    around = relations(two_articles, around="ice")
    assert ("ICE", "arrests", "protesters") in around
    assert ("Tim Walz", "criticizes", "Operation Metro Surge") not in around
    assert ("Operation Metro Surge", "takesPlaceIn", "Minnesota") in relations(two_articles, around="ice", hops=2)


def test_a_name_of_nobody_or_of_several_says_what_would_be_valid(two_articles):
    with pytest.raises(SelectionError, match=r"no entity is called 'Nobody' \(at around\); valid: a name"):
        relations(two_articles, around="Nobody")
    with pytest.raises(SelectionError, match=r"entities are called 'ho' .*Tom Homan <https://w3id.org/newskg/id/homan>"):
        relations(two_articles, around="ho")


def test_two_articles_that_state_the_same_give_parallel_edges_or_one_with_weight(two_articles):
    graph = to_networkx(two_articles, EVERYTHING)
    assert graph.number_of_edges(ID + "ice", ID + "minnesota") == 2
    two_articles.load(b"""
        @prefix id: <https://w3id.org/newskg/id/> . @prefix kg: <https://w3id.org/newskg/ontology#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix prov: <http://www.w3.org/ns/prov#> .
        id:s20 a kg:Statement ; rdf:subject id:minnesota ; rdf:predicate kg:sues ; rdf:object id:ice ; kg:polarity kg:positive ;
            kg:modality kg:actual ; kg:confidence 0.95 ; kg:evidence id:e20 ; prov:wasDerivedFrom id:a1 .
        id:e20 a kg:Evidence ; kg:exact "The state sued the agency" .""", format=ox.RdfFormat.TRIG)
    merged = to_networkx(two_articles, EVERYTHING.but(merge_parallel=True))
    edge = merged.edges[ID + "minnesota", ID + "ice", ID + "s20"]
    assert (edge["weight"], edge["articles"], edge["outlets"], edge["confidence"]) == (2, 2, 1, 0.95)
    assert (edge["firstSeen"], edge["lastSeen"], edge["evidence"]) == ("2026-02-04", "2026-02-06", "The state sued the agency")
    assert edge["statementIris"] == f"{ID}s13 {ID}s20"
    assert merged.number_of_edges() == 14


def test_what_is_told_apart_is_never_merged(two_articles):
    """Signed by Walz's word, and not signed by the article's: two edges; planned and done: two edges."""
    merged = to_networkx(two_articles, EVERYTHING.but(merge_parallel=True))
    assert merged.number_of_edges(ID + "hennepin", ID + "agreement") == 2
    assert merged.number_of_edges(ID + "ice", ID + "minnesota") == 2


def test_what_is_left_out_is_counted_by_reason(two_articles):
    assert Projection(two_articles).left_out == {"demanded": 1, "on a speaker's word": 3, "possible": 1, "said not to be so": 1}
    around = Projection(two_articles, Selection(around="homan"))
    assert around.left_out["not near homan"] == 7
    assert Projection(two_articles, EVERYTHING).left_out == {}


@pytest.mark.parametrize("selection", [PLAIN, EVERYTHING, EVERYTHING.but(merge_parallel=True)])
def test_nodes_and_edges_come_sorted_and_carry_what_is_declared_and_no_more(two_articles, selection):
    projection = Projection(two_articles, selection)
    nodes, edges = list(projection.nodes()), list(projection.edges())
    assert [n.iri for n in nodes] == sorted({n.iri for n in nodes})
    assert [e.iri for e in edges] == sorted({e.iri for e in edges})
    assert (len(nodes), len(edges)) == (projection.number_of_nodes, projection.number_of_edges)
    assert list(projection.pairs()) == [(e.source, e.target) for e in edges]
    kinds = {"string": str, "double": float, "integer": int, "boolean": bool}
    for elements, declared in ((nodes, node_attributes()), (edges, edge_attributes(selection))):
        expected = {a.name: kinds[a.kind] for a in declared}
        for element in elements:
            assert {name: type(value) for name, value in element.attributes.items()}.items() <= expected.items()


@pytest.mark.parametrize(("values", "says"), [
    ({"include": {"rumours"}}, "nothing to include: 'rumours' (at include); valid: claims, negative, planned"),
    ({"include": "claims"}, "one text 'claims' where names are (at include)"),
    ({"since": "last week"}, "no date: 'last week' (at since)"),
    ({"until": "2026-13"}, "no date: '2026-13' (at until)"),
    ({"min_confidence": 2}, "no confidence: 2"),
    ({"hops": 0}, "no number of hops: 0 (at hops); valid: 1 to 20"),
])
def test_a_selection_that_means_nothing_is_refused(values, says):
    with pytest.raises(SelectionError) as error:
        Selection(**values)
    assert says in str(error.value)


def test_an_unknown_type_or_relation_is_answered_with_the_known():
    with pytest.raises(UnknownTermError, match="no such type: 'Persn'; valid: one of Agency"):
        Selection(types={"Persn"})
    with pytest.raises(UnknownTermError, match="no such relation: 'likes'"):
        Selection(relations={"likes"})
