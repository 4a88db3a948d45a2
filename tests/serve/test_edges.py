"""What is drawn of a store, read out of it once: the views say the same with it as without, and look nothing else up."""

import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.network.reader import ENDS, Reader
from kg.serve.edges.reading import EdgeReader
from kg.serve.edges.writing import edges_file, write_edges
from kg.serve.views.data import Data
from kg.serve.views.registry import show
from kg.store.embedded import EmbeddedStore
from tests.export.stores import large, odd
from tests.serve.serving import eventually

DATA = Path(__file__).parent.parent / "data"
HUB = "HUB"  # an entity of the store
NEW = ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("new"), ox.NamedNode("a:g"))
ASKED = ({}, {"limit": "20"}, {"around": HUB}, {"around": HUB, "hops": "2", "limit": "40"}, {"expand": f"{HUB} {HUB}"},
         {"around": HUB, "no-type": "City Person", "confidence": "0.5"}, {"without": HUB, "since": "2026"})


def two_articles():
    store = ox.Store()
    store.load(path=DATA / "two_articles.trig", format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module", params=[lambda: large(600), odd, two_articles], ids=["crowd", "odd", "two articles"])
def store(request):
    return request.param()


@pytest.fixture(scope="module")
def file(store, tmp_path_factory):
    written = edges_file(tmp_path_factory.mktemp("edges"), tmp_path_factory.getbasetemp() / "1")
    write_edges(store, written)
    return written



@pytest.mark.parametrize("parameters", ASKED)
def test_the_graph_is_the_same_bytes_with_what_was_read_before_as_without(store, file, parameters):
    hub = min(brief.subject for iri in Reader(store).statements() if (brief := Reader(store).brief(iri)))
    parameters = {name: value.replace(HUB, hub) for name, value in parameters.items()}
    assert show(Data(store, edges=file), "graph", parameters) == show(Data(store), "graph", parameters)


def test_statements_entities_and_words_are_those_of_the_store(store, file):
    slow, fast = Reader(store), EdgeReader(store, file)
    briefs = [brief for iri in slow.statements() if (brief := slow.brief(iri))]
    assert briefs == [fast.brief(brief.iri) for brief in briefs]
    assert [slow.words(brief) for brief in briefs] == [fast.words(brief) for brief in briefs]
    for entity in sorted({end for brief in briefs for end in (brief.subject, brief.object)}):
        assert (fast.label(entity), fast.type(entity), fast.node(entity)) == (slow.label(entity), slow.type(entity),
                                                                             slow.node(entity))
        for end in ENDS:
            assert fast.having(entity, end, 10_000) == sorted(slow.having(entity, end, 10_000))


def test_what_is_drawn_is_not_looked_up_in_the_store(store, file):
    fast, empty = EdgeReader(store, file), EdgeReader(ox.Store(), file)
    briefs = [brief for iri in Reader(store).statements() if (brief := empty.brief(iri))]
    assert briefs
    assert [empty.node(brief.subject) for brief in briefs] == [fast.node(brief.subject) for brief in briefs]


def test_a_file_is_there_when_it_is_whole_and_one_that_was_cut_off_is_made_anew(store, file, tmp_path):
    copy = tmp_path / "1.edges"
    copy.with_suffix(".unfinished").write_bytes(b"what a process that was ended had written")
    write_edges(store, copy)
    assert [path.name for path in tmp_path.iterdir()] == ["1.edges"]
    assert sqlite3.connect(copy).execute("SELECT count(*) FROM statement").fetchone()[0] > 0
    assert copy.read_bytes() == file.read_bytes()


def test_a_server_reads_each_copy_anew_and_leaves_no_file_of_an_old_one(own):
    def files():
        return sorted(path.name for folder in own.store.parent.glob(".kg-serve-*") for path in folder.glob("*.edges"))

    assert eventually(lambda: files() == ["1.edges"])
    EmbeddedStore(own.store).quads.add(NEW)
    assert eventually(lambda: files() == ["2.edges"])
