"""Where nodes stand: apart from each other, near their neighbours, the same for the same edges."""

import itertools
import math
import random
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest

from kg.network import repulsion
from kg.network.layout import LARGEST, SMALLEST, arranged, positions, radii, sizes
from kg.network.packing import pack
from kg.network.projection import Projection
from kg.network.selection import EVERYTHING

GRAPHS = {
    "one edge": [("a", "b")],
    "one loop": [("a", "a")],
    "parallel edges": [("a", "b")] * 5,
    "star": [("hub", f"leaf {n}") for n in range(200)],
    "people": [tuple(edge) for edge in nx.les_miserables_graph().edges()],
    "many parts": [(f"{n} left", f"{n} right") for n in range(60)] + [(f"ring {n}", f"ring {(n + 1) % 9}") for n in range(9)],
    "crowd": [(f"n{a}", f"n{b}") for a, b in nx.barabasi_albert_graph(1500, 3, seed=1).edges()],
}


@pytest.mark.parametrize("name", GRAPHS)
def test_no_node_touches_another(name):
    places, radius = arranged(GRAPHS[name]), radii(GRAPHS[name])
    assert set(places) == {end for pair in GRAPHS[name] for end in pair}
    nodes = sorted(places, key=lambda node: places[node].x)
    for n, a in enumerate(nodes):
        for b in itertools.takewhile(lambda b: places[b].x - places[a].x < 2 * LARGEST, nodes[n + 1:]):  # noqa: B023
            assert math.dist(places[a], places[b]) > radius[a] + radius[b]


def test_the_same_edges_in_any_order_and_direction_give_the_same_places():
    shuffled = [pair[::-1] for pair in GRAPHS["crowd"]]
    random.Random(1).shuffle(shuffled)  # noqa: S311
    assert arranged(GRAPHS["crowd"]) == arranged(shuffled)


def test_places_do_not_hang_on_the_order_of_hashes():
    program = ("from kg.network.layout import arranged\n"
               "print(arranged({(f'a{n % 7}', f'b{n % 11}') for n in range(60)}))")
    printed = {subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True,
                              check=True).stdout for seed in ("1", "2")}
    assert len(printed) == 1


def test_communities_stand_apart():
    graph = nx.planted_partition_graph(6, 100, 0.1, 0.001, seed=3)
    places = arranged((f"n{a}", f"n{b}") for a, b in graph.edges())
    middles = [np.mean([places[f"n{n}"] for n in range(c * 100, c * 100 + 100) if f"n{n}" in places], axis=0) for c in range(6)]
    nearest = [min(range(6), key=lambda c: math.dist(places[f"n{n}"], middles[c])) for n in range(600) if f"n{n}" in places]
    own = [n // 100 for n in range(600) if f"n{n}" in places]
    assert np.mean(np.equal(nearest, own)) > 0.95


def test_neighbours_are_nearer_than_others():
    graph = nx.relabel_nodes(nx.random_labeled_tree(800, seed=5), str)
    places = arranged(graph.edges())
    joined = np.mean([math.dist(places[a], places[b]) for a, b in graph.edges()])
    others = np.mean([math.dist(places[a], places[b]) for a, b in itertools.combinations(sorted(places)[::8], 2)])
    assert joined < others / 8


def test_who_is_joined_to_all_stands_in_their_middle():
    chance = random.Random(1)  # noqa: S311
    chords = [(f"n{chance.randrange(150)}", f"n{chance.randrange(150)}") for _ in range(500)]
    places = arranged([*(("hub", f"n{n}") for n in range(150)), *chords])
    middle = [sum(p[axis] for p in places.values()) / len(places) for axis in (0, 1)]
    distances = sorted(math.dist(place, middle) for place in places.values())
    assert math.dist(places["hub"], middle) < distances[len(distances) // 4]
    assert distances[len(distances) // 10] < 0.5 * distances[-1]  # and they fill a disc, not its rim


def test_parts_stand_in_rings_around_the_largest():
    places = arranged(GRAPHS["many parts"])
    outermost = max(math.hypot(*places[f"ring {n}"]) for n in range(9))
    assert outermost < min(math.hypot(*places[f"{n} {side}"]) for n in range(60) for side in ("left", "right"))
    lengths = [math.dist(places[f"{n} left"], places[f"{n} right"]) for n in range(60)]
    assert max(lengths) - min(lengths) < 0.1


@pytest.mark.parametrize("radii_", [[], [5], [5, 5, 5], [100, *[3] * 500], [1] * 100, [9, 1, 8, 2, 7, 3]])
def test_packed_circles_keep_the_gap(radii_):
    centres = pack(radii_, 2)
    assert len(centres) == len(radii_)
    for (a, r), (b, s) in itertools.combinations(zip(centres, radii_, strict=True), 2):
        assert math.dist(a, b) >= r + s + 2 - 1e-6


def test_a_grid_pushes_about_as_every_pair_does():
    chance = np.random.default_rng(2)
    places, weights = chance.normal(size=(1000, 2)) * 50, chance.uniform(1, 20, 1000)
    exact, gridded = repulsion._exact(places, weights), repulsion._on_a_grid(places, weights)
    error = np.sqrt(((gridded - exact) ** 2).sum(axis=1)) / np.sqrt((exact ** 2).sum(axis=1))
    assert np.median(error) < 0.05


def test_area_grows_with_degree_and_small_graphs_have_small_nodes():
    radius = radii([("hub", f"leaf {n}") for n in range(500)])
    assert (radius["hub"], radius["leaf 1"]) == (LARGEST, SMALLEST)
    assert max(radii(GRAPHS["one loop"]).values()) < LARGEST / 2


def test_a_projection_is_laid_out_by_its_edges(two_articles):
    projection = Projection(two_articles, EVERYTHING)
    assert set(positions(projection)) == set(sizes(projection)) == {n.iri for n in projection.nodes()}
    assert positions(projection) == arranged(projection.pairs())


def test_a_graph_of_thousands_takes_seconds():
    from time import process_time

    chance = random.Random(4)  # noqa: S311
    pairs = [(f"n{int(6000 * chance.random() ** 2)}", f"n{int(6000 * chance.random() ** 2)}") for _ in range(20_000)]
    start = process_time()
    assert len(arranged(pairs)) > 5000
    assert process_time() - start < 30
