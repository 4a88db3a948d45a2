"""A network in a few lines, for people and for programs."""

import json

import pyoxigraph as ox
import pytest

from kg.cli.main import run
from kg.graph import Graph
from kg.network.graph import to_networkx
from kg.network.projection import Projection
from kg.network.selection import EVERYTHING
from kg.network.summary import RANKED, summary


def test_a_summary_counts_ranks_and_groups(two_articles):
    found, graph = summary(Projection(two_articles, EVERYTHING, measured=True)), to_networkx(two_articles, EVERYTHING)
    assert (found.nodes, found.edges) == (graph.number_of_nodes(), graph.number_of_edges())
    pairs = {frozenset((s, o)) for s, o in graph.edges()}
    assert found.density == pytest.approx(2 * len(pairs) / (found.nodes * (found.nodes - 1)), abs=1e-6)
    assert found.components == 3
    assert found.largest == 7
    assert [entity.value for entity in found.top["degree"]] == sorted(dict(graph.degree()).values(), reverse=True)[:10]
    assert sum(c.size for c in found.communities) == found.nodes
    for community in found.communities:
        degrees = [member.value for member in community.members]
        assert degrees == sorted(degrees, reverse=True)


def test_an_empty_network_has_a_summary_too():
    assert summary(Projection(ox.Store(), measured=True)).as_json() == {
        "nodes": 0, "edges": 0, "density": 0.0, "components": 0, "largest": 0, "top": dict.fromkeys(RANKED, ()),
        "communities": ()}


@pytest.fixture
def store(two_articles, tmp_path):
    with Graph(tmp_path / "s.kg") as graph:
        graph.store.quads.extend(two_articles)
    return str(tmp_path / "s.kg")


def test_the_command_line_tells_people_and_programs(store, capsys):
    assert run(["stats", "--store", store, "--network", "--include", "all", "--top", "3"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("entities: 12\nedges: 14\n")
    assert all(heading in text for heading in ("most edges:", "most betweenness:", "most PageRank:", "communities:"))
    assert run(["stats", "--store", store, "--network", "--include", "all", "--top", "3", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["selection"]["include"][0] == "claims"
    assert [len(told["top"][name]) for name in RANKED] == [3, 3, 3]
    assert told["top"]["degree"][0]["label"] in text


def test_a_choice_of_edges_without_a_network_is_wrong_usage(store, capsys):
    assert run(["stats", "--store", store, "--include", "claims"]) == 2
    assert "options that choose edges need --network" in capsys.readouterr().err
