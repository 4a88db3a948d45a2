"""The shortest ways between two entities are those that networkx finds when it reads everything."""

from itertools import combinations

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.network.reader import Reader
from kg.network.surroundings import Surroundings
from kg.network.ways import ways
from tests.export.stores import ID, large


@pytest.fixture(scope="module")
def crowd():
    return large(150)


def surroundings(store):
    return Surroundings(Reader(store), lambda _: True)


def undirected(store):
    reader = Reader(store)
    briefs = filter(None, map(reader.brief, reader.statements()))
    return nx.Graph((brief.subject, brief.object) for brief in briefs)


def expected(graph, start, end, hops):
    try:
        paths = list(nx.all_shortest_paths(graph, start, end))
    except nx.NetworkXNoPath:
        return set()
    return {entity for path in paths for entity in path} if len(paths[0]) - 1 <= hops else set()


@pytest.mark.parametrize("hops", [1, 2, 6])
def test_all_that_lies_on_shortest_ways_is_found_and_no_more(two_articles, hops):
    graph, read = undirected(two_articles), surroundings(two_articles)
    for start, end in combinations(sorted(graph), 2):
        assert set(ways(read, start, end, hops=hops, limit=1000)) == expected(graph, start, end, hops), (start, end)


def test_in_a_crowd_too(crowd):
    graph, read = undirected(crowd), surroundings(crowd)
    for start, end in list(combinations(sorted(graph), 2))[::97]:
        assert set(ways(read, start, end, hops=8, limit=1000)) == expected(graph, start, end, 8), (start, end)


def test_of_too_many_whole_ways_are_given(crowd):
    graph, read = undirected(crowd), surroundings(crowd)
    start, end = next((a, b) for a, b in combinations(sorted(graph), 2) if len(expected(graph, a, b, 6)) > 6)
    found = ways(read, start, end, hops=6, limit=5)
    assert 2 < len(found) < len(expected(graph, start, end, 6))
    assert nx.has_path(graph.subgraph(found), start, end)


def test_between_an_entity_and_itself_is_itself_and_from_nothing_leads_no_way(two_articles):
    read = surroundings(two_articles)
    assert ways(read, ID + "ice", ID + "ice", hops=6, limit=9) == [ID + "ice"]
    assert ways(read, ID + "ice", ID + "nobody", hops=6, limit=9) == []
    assert ways(surroundings(ox.Store()), ID + "ice", ID + "walz", hops=6, limit=9) == []
