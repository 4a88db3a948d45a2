"""Every export format, read back by a reader that is not ours."""

import io
import os
import shutil

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import ExportError, SelectionError
from kg.export.destination import write_into
from kg.export.registry import WRITERS, find
from kg.export.writer import Request
from kg.network.selection import EVERYTHING, PLAIN

PREFIXES = {"kg": "https://w3id.org/newskg/ontology#", "id": "https://w3id.org/newskg/id/"}
RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}

DRAWN = {"svg", "png"}  # by Graphviz's program


def written(name, store, **options):
    output = io.BytesIO()
    report = write_into(output, find(name), Request(store, PREFIXES, **options))
    return output.getvalue(), [str(loss) for loss in report.losses]


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # rdflib uses what it deprecates
@pytest.mark.parametrize("name", RDFLIB)
def test_rdflib_reads_the_triples_of_every_rdf_format(name, two_articles):
    data, _ = written(name, two_articles)
    read = rdflib.Dataset(default_union=True)
    read.parse(io.BytesIO(data), format=RDFLIB[name])
    assert len({(s, p, o) for s, p, o, _ in read.quads()}) == len({q.triple for q in two_articles})


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_formats_with_graphs_give_the_same_dataset_back(name, two_articles):
    data, notes = written(name, two_articles)
    assert notes == []
    read = ox.Store()
    read.load(data, format=ox.RdfFormat.from_media_type(find(name).media_types[0]))
    assert set(read) == set(two_articles)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_formats_without_graphs_say_so(name, two_articles):
    _, notes = written(name, two_articles)
    assert notes[0] == f"without 6 names of graphs: {name} has none, so that articles are not kept apart"


@pytest.mark.parametrize("name", [w.name for w in WRITERS])
def test_equal_stores_give_equal_bytes_in_whatever_order_they_were_filled(name, two_articles):
    if name in DRAWN and shutil.which("dot") is None and "CI" not in os.environ:
        pytest.skip("Graphviz is not installed")
    reversed_store = ox.Store()
    for quad in sorted(two_articles, key=str, reverse=True):
        reversed_store.add(quad)
    assert written(name, two_articles, selection=EVERYTHING) == written(name, reversed_store, selection=EVERYTHING)


@pytest.mark.parametrize("name", ["graphml", "gexf", "rdfxml"])
def test_characters_that_xml_cannot_carry_are_replaced_and_counted(name, two_articles):
    data, notes = written(name, two_articles, selection=EVERYTHING)
    assert "a pact there must be\ufffd" in data.decode()
    assert "without 1 characters: XML cannot carry them; U+FFFD stands for each" in notes


@pytest.mark.parametrize("writer", [w for w in WRITERS if w.network], ids=lambda w: w.name)
def test_network_formats_say_what_was_not_asked_for_and_what_has_no_place(writer, two_articles):
    _, notes = written(writer.name, two_articles)
    assert {"without 3 statements: on a speaker's word, and not asked for",
            "without 1 statements: said not to be so, and not asked for",
            "without 2 claims: neither nodes nor edges"} <= set(notes)


@pytest.mark.parametrize("writer", [w for w in WRITERS if w.network], ids=lambda w: w.name)
def test_a_selection_of_nothing_that_is_there_fails_before_the_first_byte(writer, two_articles):
    output = io.BytesIO()
    with pytest.raises(SelectionError, match="no entity is called 'Nobody'"):
        find(writer.name).write(Request(two_articles, PREFIXES, PLAIN.but(around="Nobody")), output)
    assert output.getvalue() == b""


def test_an_unknown_format_is_answered_with_the_known():
    with pytest.raises(ExportError, match="no export format 'docx'; valid: turtle, trig, nquads"):
        find("docx")
