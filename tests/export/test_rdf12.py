"""RDF 1.2: statements as reifiers of triple terms, read back by N3.js and by rdfxml-streaming-parser."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest

from kg.cli.main import run
from kg.errors import ExportError, ValidationError
from kg.export.destination import write_into
from kg.export.registry import WRITERS, find
from kg.export.writer import Request
from kg.ontology import KG, RDF
from kg.rdf.formats import by_graph
from kg.rdf.prefixes import PREFIXES
from kg.rdf.reification import plain, reified
from tests.foreign.readers import read

FORMATS = [w.name for w in WRITERS if w.rdf12]
PARTS = [RDF + name for name in ("subject", "predicate", "object")]
REIFIES = RDF + "reifies"


def written(name: str, store: ox.Store) -> bytes:
    output = io.BytesIO()
    write_into(output, find(name), Request(store, PREFIXES, rdf12=True))
    return output.getvalue()


def by_statement(store: ox.Store) -> dict[str, list[str]]:
    """What each statement that stands says, read out of the store part by part."""
    values = [{q.subject.value: q.object.value for q in store.quads_for_pattern(None, ox.NamedNode(part), None, None)}
              for part in PARTS]
    return {iri: [value[iri] for value in values] for iri in values[1]}


def test_all_rdf_formats_but_jsonld_have_it():
    assert FORMATS == ["turtle", "trig", "nquads", "ntriples", "rdfxml"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("fixture", ["two_articles", "odd_store"])
def test_a_foreign_reader_finds_each_statement_as_a_reifier_and_all_else_as_it_was(name, fixture, request):
    store = request.getfixturevalue(fixture)
    quads = read("rdf.mjs", written(name, store), find(name).media_types[0])
    stand = by_statement(store)
    assert {q[0]: q[2] for q in quads if q[1] == REIFIES} == stand
    assert not [q for q in quads if q[1] in PARTS and q[0] in stand]
    others = {(q.subject.value, q.predicate.value) for q in store
              if q.predicate.value not in PARTS or q.subject.value not in stand}
    assert {(q[0], q[1]) for q in quads if q[1] != REIFIES} == others
    texts = {q.object.value for q in store if isinstance(q.object, ox.Literal)}
    if name != "rdfxml":  # which has other line ends, and no control characters
        assert texts <= {q[2] for q in quads if isinstance(q[2], str)}


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_store_is_an_empty_file_of_the_format(name, empty_store):
    assert read("rdf.mjs", written(name, empty_store), find(name).media_types[0]) == []


def test_what_was_reified_comes_back_quad_for_quad(examples_graph):
    store = examples_graph.store.quads
    assert set(plain(reified(by_graph(store)))) == set(store)
    assert sum(1 for _ in reified(by_graph(store))) == len(store) - 2 * len(by_statement(store))


def test_a_statement_that_lacks_a_part_or_has_one_twice_stays_as_it_is(two_articles):
    s1, graph = ox.NamedNode("https://w3id.org/newskg/id/s1"), ox.NamedNode("https://w3id.org/newskg/id/a1")
    s2 = ox.NamedNode("https://w3id.org/newskg/id/s2")
    two_articles.add(ox.Quad(s1, ox.NamedNode(RDF + "object"), ox.NamedNode(KG + "other"), graph))
    for quad in list(two_articles.quads_for_pattern(s2, ox.NamedNode(RDF + "subject"), None, None)):
        two_articles.remove(quad)
    quads = list(reified(by_graph(two_articles)))
    assert not {s1, s2} & {q.subject for q in quads if q.predicate.value == REIFIES}
    assert set(plain(quads)) == set(two_articles)


@pytest.mark.parametrize("quad", [
    "<http://x.example/a> <http://x.example/b> <<( <http://x.example/a> <http://x.example/b> \"c\" )>> .",
    f"<http://x.example/a> <{REIFIES}> <<( <http://x.example/a> <http://x.example/b> "
    "<<( <http://x.example/a> <http://x.example/b> \"c\" )>> )>> .",
])
def test_a_triple_term_that_is_no_statements_is_refused(quad):
    with pytest.raises(ValidationError, match="a triple term that is no statement's"):
        list(plain(ox.parse(quad.encode(), format=ox.RdfFormat.N_QUADS)))


@pytest.mark.parametrize("name", ["jsonld", "gexf"])
def test_a_format_without_it_says_so_before_it_writes(name, empty_store, tmp_path):
    with pytest.raises(ExportError, match=f"{name} has no RDF 1.2; valid: turtle, trig, nquads, ntriples, rdfxml"):
        write_into(io.BytesIO(), find(name), Request(empty_store, PREFIXES, rdf12=True))
    assert run(["export", "--store", str(tmp_path), "-f", name, "--rdf12"]) == 1


def test_the_command_line_and_the_graph_write_it(examples_graph, tmp_path):
    examples_graph.export(tmp_path / "x.ttl", rdf12=True)
    assert b" rdf:reifies <<( " in (tmp_path / "x.ttl").read_bytes()
