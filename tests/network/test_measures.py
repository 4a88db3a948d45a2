"""Which entities matter and which belong together."""

import os
import random
import subprocess
import sys

import networkx as nx
import pytest

from kg.export.destination import write_into
from kg.export.registry import find
from kg.export.writer import Request
from kg.network import measures
from kg.network.attributes import MEASURED
from kg.network.graph import to_networkx
from kg.network.measures import betweenness, communities, measure, page_rank, undirected
from kg.network.selection import EVERYTHING

PROGRAM = """
import random
from kg.network.measures import measure
r = random.Random(3)
names = [f"n{i}" for i in range(400)]
print(measure({(r.choice(names), r.choice(names), 1 + i % 3) for i in range(900)}))
"""


def random_links(size, count, seed=5):
    r = random.Random(seed)  # noqa: S311
    links = {}
    for _ in range(count):
        link = r.randrange(size), int(size * r.random() ** 2)
        links[link] = links.get(link, 0) + 1
    return links


def graph_of(size, links):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in links.items())
    return graph


@pytest.mark.parametrize(("size", "count"), [(3, 4), (60, 100), (300, 250), (300, 2000)])
def test_betweenness_is_that_of_networkx(size, count):
    links = undirected(random_links(size, count))
    expected = nx.betweenness_centrality(graph_of(size, links).to_undirected())
    assert betweenness(size, links) == pytest.approx([expected[n] for n in range(size)])


def test_estimated_betweenness_is_that_of_networkx_and_near_the_exact():
    links = undirected(random_links(400, 2000))
    graph = graph_of(400, links).to_undirected()
    estimated = betweenness(400, links, exact_up_to=100, sampled=100)
    expected = nx.betweenness_centrality(graph, k=100, seed=measures.SEED)
    assert estimated == pytest.approx([expected[n] for n in range(400)])
    exact = betweenness(400, links)
    assert estimated != exact
    assert max(abs(a - b) for a, b in zip(estimated, exact, strict=True)) < 0.02
    assert max(exact) > 0.05


def test_page_rank_follows_the_weight_of_edges():
    ranks = page_rank(3, {(0, 1): 5, (0, 2): 1, (1, 0): 1, (2, 0): 1})
    assert ranks[1] > 2 * ranks[2]
    assert sum(ranks) == pytest.approx(1)


def test_communities_are_connected_come_largest_first_and_are_better_than_none():
    links = undirected(random_links(600, 1000))
    found, graph = communities(600, links), graph_of(600, links).to_undirected()
    assert sorted(n for members in found for n in members) == list(range(600))
    assert [len(members) for members in found] == sorted(map(len, found), reverse=True)
    assert all(nx.is_connected(graph.subgraph(members)) for members in found)
    louvain = nx.community.louvain_communities(graph, seed=1)
    assert nx.community.modularity(graph, found) > 0.98 * nx.community.modularity(graph, louvain)


def test_two_circles_of_friends_are_two_communities():
    circles = [*((f"a{i}", f"a{j}", 1) for i in range(5) for j in range(i)), *((f"b{i}", f"b{j}", 1) for i in range(4)
               for j in range(i)), ("a0", "b0", 1), ("loner", "loner", 1)]
    found = measure(circles)
    assert {name: values["community"] for name, values in found.items()} == (
        {f"a{i}": 1 for i in range(5)} | {f"b{i}": 2 for i in range(4)} | {"loner": 3})
    assert found["loner"] == {"degree": 2, "betweenness": 0.0, "pageRank": pytest.approx(0.24, abs=0.01), "community": 3}


def test_of_nothing_nothing_is_measured():
    assert measure([]) == {}


def test_figures_are_the_same_in_every_process():
    said = {subprocess.run([sys.executable, "-c", PROGRAM], env=os.environ | {"PYTHONHASHSEED": seed}, check=True,
                           capture_output=True).stdout for seed in ("0", "1", "2")}
    assert len(said) == 1
    assert b"'community': 2" in said.pop()


@pytest.mark.parametrize("merge", [False, True])
def test_nodes_carry_the_measures_that_are_declared(two_articles, merge):
    selection = EVERYTHING.but(merge_parallel=merge)
    graph, plain = to_networkx(two_articles, selection, measured=True), to_networkx(two_articles, selection)
    kinds = {"double": float, "integer": int}
    for node, attributes in graph.nodes(data=True):
        more = {name: attributes[name] for name in attributes if name not in plain.nodes[node]}
        assert {name: type(value) for name, value in more.items()} == {a.name: kinds[a.kind] for a in MEASURED}
        assert attributes["degree"] == graph.degree(node)


def test_parallel_statements_weigh_the_same_merged_or_not(two_articles):
    first, second = (to_networkx(two_articles, EVERYTHING.but(merge_parallel=merge), measured=True).nodes(data=True)
                     for merge in (False, True))
    for node, attributes in first:
        for name in ("betweenness", "pageRank", "community"):
            assert attributes[name] == second[node][name]


def test_formats_of_nodes_carry_them_when_asked(two_articles, tmp_path):
    path = tmp_path / "x.graphml"
    with path.open("wb") as file:
        report = write_into(file, find("graphml"), Request(two_articles, {}, measured=True))
    assert {a.name for a in MEASURED} <= set(report.attributes["nodes"])
    read = nx.read_graphml(path)
    assert {n: d["pageRank"] for n, d in read.nodes(data=True)} == {
        n: d["pageRank"] for n, d in to_networkx(two_articles, measured=True).nodes(data=True)}
