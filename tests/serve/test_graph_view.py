"""What is drawn of a store: around an entity or the most connected, filtered, expanded, and never more than asked for."""

import pytest

from kg.errors import AbsentError, KgError
from kg.network.projection import Projection
from kg.network.reader import Reader
from kg.network.surroundings import Surroundings
from kg.serve.search.finding import Finder
from kg.serve.search.indexing import index
from kg.serve.views.data import Data
from kg.serve.views.facets import FACETS, SHOWN
from kg.serve.views.graph import FEW, STEP, graph
from kg.serve.views.registry import show
from tests.export.stores import ID, large

ENTITIES = ("agreement", "czar", "good", "hennepin", "homan", "ice", "killing", "minnesota", "protesters", "surge", "walz",
            "white-house")
HUB = ID + "n0"


@pytest.fixture(scope="module")
def crowd():
    """A store of 600 statements whose first entity is in many of them."""
    return large(600)


def nodes(told):
    return [row[0] for row in told["nodes"]["rows"]]


def edges(told):
    return {row[0] for row in told["edges"]["rows"]}


def around(store, iri, **parameters):
    return graph(Data(store), {"around": iri, **{name: str(value) for name, value in parameters.items()}})


@pytest.mark.parametrize("hops", [1, 2, 3])
@pytest.mark.parametrize("entity", ENTITIES)
def test_around_an_entity_is_what_reading_the_whole_store_finds_around_it(two_articles, entity, hops):
    expected = Projection(two_articles, SHOWN.but(around=ID + entity, hops=hops))
    told = around(two_articles, ID + entity, hops=hops)
    assert edges(told) == {edge.iri for edge in expected.edges()}
    assert nodes(told) == [node.iri for node in expected.nodes()]
    assert told["left"] == 0


def test_what_is_around_is_found_without_reading_the_rest(crowd):
    read = Surroundings(Reader(crowd), lambda _: True)
    read.near([ID + "n150"], hops=1, limit=50)
    assert 0 < len(read.read) < 20


def test_of_more_neighbours_than_asked_for_those_of_most_statements_come_and_the_rest_is_counted(crowd):
    everything, some = around(crowd, HUB, limit=10_000), around(crowd, HUB, limit=8)
    assert len(nodes(some)) == 8
    assert some["left"] == len(nodes(everything)) - 8
    joined = Surroundings(Reader(crowd), lambda _: True).joined([HUB])
    least = min(joined[iri] for iri in nodes(some) if iri != HUB)
    assert all(joined[iri] <= least for iri in set(nodes(everything)) - set(nodes(some)))


def test_a_far_hop_is_not_crowded_out_by_a_near_one(crowd):
    near, far = set(nodes(around(crowd, HUB, limit=10_000))), set(nodes(around(crowd, HUB, hops=2, limit=20)))
    assert len(far) == 20
    assert far - near


def test_each_expansion_adds_neighbours_and_says_how_many_statements_there_are_in_all(crowd):
    sizes = [len(nodes(around(crowd, HUB, limit=2, expand=" ".join([HUB] * times)))) for times in range(3)]
    assert sizes == [2, 2 + STEP, 2 + 2 * STEP]
    told = around(crowd, HUB, limit=2)
    assert around(crowd, HUB, limit=2, expand=HUB)["left"] == told["left"] - STEP
    of_the_hub = [edge for edge in Projection(crowd, SHOWN).edges() if HUB in {edge.source, edge.target}]
    assert told["totals"][nodes(told).index(HUB)] == len(of_the_hub)


def test_an_entity_that_is_expanded_comes_with_its_neighbours_wherever_it_is(two_articles):
    told = around(two_articles, ID + "good", expand=ID + "walz")
    assert set(nodes(told)) == {ID + name for name in ("good", "killing", "walz", "surge", "agreement")}


def test_what_is_left_out_is_gone_with_its_statements_and_nothing_is_found_through_it(two_articles):
    told = around(two_articles, ID + "white-house", hops=2, without=ID + "czar")
    assert nodes(told) == [ID + "white-house"]
    assert edges(told) == set()


@pytest.mark.parametrize(("facet", "value", "left"), [
    ("type", "Agency", 9), ("relation", "withdrawsFrom", 12), ("modality", "planned", 13), ("polarity", "negative", 13),
    ("voice", "speaker", 11), ("voice", "article", 3),
])
def test_what_the_reader_hides_is_not_drawn_but_stays_in_the_legend(two_articles, facet, value, left):
    everything, told = graph(Data(two_articles), {}), graph(Data(two_articles), {f"no-{facet}": value})
    assert len(edges(told)) == left
    assert told["legend"] == everything["legend"]


@pytest.mark.parametrize(("parameters", "left"), [
    ({"confidence": "0.85"}, 6), ({"until": "2026-02-05"}, 5), ({"since": "2026-03"}, 0),
])
def test_confidence_and_time_choose(two_articles, parameters, left):
    assert len(edges(graph(Data(two_articles), parameters))) == left


def test_between_two_is_what_links_them_by_the_statements_that_pass(two_articles):
    told = around(two_articles, ID + "homan", to=ID + "white-house")
    assert set(nodes(told)) == {ID + "homan", ID + "czar", ID + "white-house"}
    told = around(two_articles, ID + "homan", to=ID + "white-house", **{"no-type": "Position"})
    assert ID + "czar" not in nodes(told)


def test_two_that_nothing_links_stand_alone(two_articles):
    told = around(two_articles, ID + "good", to=ID + "walz")
    assert (set(nodes(told)), edges(told)) == ({ID + "good", ID + "walz"}, set())
    with pytest.raises(AbsentError, match="no such entity"):
        around(two_articles, ID + "good", to=ID + "nobody")


def test_the_legend_counts_types_in_entities_and_the_rest_in_statements(two_articles):
    legend = graph(Data(two_articles), {})["legend"]
    assert set(legend["counts"]) == set(FACETS)
    assert legend["counts"]["type"]["Person"] == 3
    assert legend["counts"]["voice"] == {"article": 11, "speaker": 3}
    assert sum(legend["days"].values()) == 14
    assert legend["varied"]


def test_the_entity_in_the_middle_is_drawn_also_where_nothing_passes(two_articles):
    told = around(two_articles, ID + "good", confidence=1)
    assert nodes(told) == [ID + "good"]
    assert told["totals"] == [1]


def test_of_a_small_store_the_ends_of_most_statements_come_first(two_articles):
    told = graph(Data(two_articles), {"limit": "3"})
    assert set(nodes(told)) <= {ID + "agreement", ID + "ice", ID + "minnesota"}
    assert told["left"] == len(ENTITIES) - 3


def test_of_a_large_store_those_that_most_articles_name_come_first(tmp_path):
    store = large(FEW + 500)
    index(store, tmp_path / "search.sqlite")
    finder = Finder(tmp_path / "search.sqlite")
    told = graph(Data(store, finder), {"limit": "40"})
    assert edges(told)
    assert set(nodes(told)) <= {iri for iri, _ in finder.most_named(40)}
    assert told["left"] == finder.number_of_entities() - 40


def test_every_entity_has_a_place_and_a_community(two_articles):
    told = graph(Data(two_articles), {})
    assert told["nodes"]["columns"][:4] == ("iri", "x", "y", "community")
    assert len({tuple(row[1:3]) for row in told["nodes"]["rows"]}) == len(ENTITIES)
    assert {row[3] for row in told["nodes"]["rows"]} >= {1, 2}


def test_the_same_is_asked_and_the_same_bytes_come(crowd):
    parameters = {"around": HUB, "hops": "2", "expand": ID + "n1"}
    assert show(Data(crowd), "graph", parameters) == show(Data(crowd), "graph", parameters)


@pytest.mark.parametrize("parameters", [
    {"hops": "5"}, {"limit": "10001"}, {"limit": "many"}, {"confidence": "high"}, {"confidence": "2"}, {"since": "yesterday"},
    {"around": "no iri"}, {"expand": "no iri"}, {"expand": " ".join([HUB] * 101)},
])
def test_a_parameter_that_means_nothing_is_refused(two_articles, parameters):
    with pytest.raises(KgError):
        graph(Data(two_articles), parameters)


def test_around_what_is_not_there_there_is_nothing(two_articles):
    assert around(two_articles, ID + "good", expand=ID + "nobody") == around(two_articles, ID + "good")
    with pytest.raises(AbsentError):
        around(two_articles, ID + "nobody")
