"""Queries run in a worker process: answers, deadlines, memory, crashes."""

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, QueryRefusedError, QueryTimeoutError, StoreError
from kg.query.process import Limits
from kg.query.runner import Runner

PREFIXES = {"ex": "http://example.org/", "other": "http://example.org/other/"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "store"
    store = ox.Store(path)
    name = ox.NamedNode("http://example.org/name")
    things = [(ox.NamedNode(f"http://example.org/{n}"), ox.NamedNode(f"http://example.org/g{n % 2}")) for n in range(2000)]
    store.extend(ox.Quad(thing, name, ox.Literal(n), graph) for n, (thing, graph) in enumerate(things))
    store.flush()
    del store
    return path


@pytest.fixture(scope="module")
def runner(folder):
    with Runner(folder, PREFIXES, Limits(seconds=1, memory=1 << 28)) as runner:
        yield runner


def test_select_gives_rows_of_terms(runner):
    answer = runner.run("SELECT ?s ?none { ?s ex:name 7 OPTIONAL { ?s ex:no ?none } }")
    assert answer.variables == ("s", "none")
    assert list(answer.rows()) == [(ox.NamedNode("http://example.org/7"), None)]


def test_ask_gives_a_boolean(runner):
    assert runner.run("ASK { ?s ex:name 7 }")
    assert not runner.run("ASK { ?s ex:name 'seven' }")


def test_construct_and_describe_give_a_sorted_graph(runner):
    answer = runner.run("CONSTRUCT { ?s ex:is ?n } WHERE { ?s ex:name ?n FILTER(?n < 3) }")
    assert [t.object.value for t in answer.triples()] == ["0", "1", "2"]
    assert len(list(runner.run("DESCRIBE ex:5").triples())) == 1


def test_rows_of_a_graph_and_the_graph_of_rows_are_refused(runner):
    with pytest.raises(QueryError, match="gives no rows; valid: SELECT"):
        list(runner.run("DESCRIBE ex:5").rows())
    with pytest.raises(QueryError, match="gives no graph"):
        list(runner.run("SELECT * { ?s ex:name 1 }").triples())


def test_the_default_graph_is_the_union_of_the_graphs(runner):
    (count,), = runner.run("SELECT (COUNT(*) AS ?n) { ?s ex:name ?o }").rows()
    assert count.value == "2000"


def test_a_query_may_name_its_own_graphs(runner):
    (count,), = runner.run("SELECT (COUNT(*) AS ?n) FROM ex:g1 { ?s ex:name ?o }").rows()
    assert count.value == "1000"


@pytest.mark.parametrize(("media_type", "start"), [
    ("text/csv", b"s\r\nhttp://example.org/7"), ("text/tab-separated-values", b"?s\n<http://example.org/7>"),
    ("application/sparql-results+xml", b"<?xml"), ("application/sparql-results+json", b'{"head"'),
])
def test_results_come_in_the_format_asked_for(runner, media_type, start):
    assert runner.run("SELECT ?s { ?s ex:name 7 }", results=media_type).body.startswith(start)


def test_a_cross_product_is_stopped_at_the_deadline_and_the_next_query_is_answered(runner):
    with pytest.raises(QueryTimeoutError, match="no answer after 1 seconds"):
        runner.run("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert runner.run("ASK { ?s ex:name 7 }")


def test_doubling_strings_is_stopped_at_the_memory_cap(folder):
    doubling = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    with (Runner(folder, PREFIXES, Limits(seconds=30, memory=1 << 27)) as runner,
          pytest.raises(QueryTimeoutError, match="more than 128 MiB of memory")):
        runner.run("SELECT ?x40 { BIND('xxxxxxxxxx' AS ?x0) " + doubling + " }")


def test_a_large_result_is_stopped_at_the_memory_cap(folder):
    with (Runner(folder, PREFIXES, Limits(seconds=60, memory=1 << 25)) as runner,
          pytest.raises(QueryTimeoutError, match="more than 32 MiB of memory")):
        runner.run("SELECT * { ?a ?b ?c . ?d ?e ?f }")


def test_a_mistake_is_told_with_line_and_column(runner):
    with pytest.raises(QueryError, match=r"the query is not SPARQL: .* \(at line 2, column \d+\)"):
        runner.run("SELECT * {\n ?s ?p }")
    with pytest.raises(QueryError, match=r"a prefix is not declared \(at line 1"):
        runner.run("SELECT * { ?s foaf:name ?p }")


def test_a_refused_query_never_reaches_the_worker(folder):
    with Runner(folder, PREFIXES) as runner:
        with pytest.raises(QueryRefusedError):
            runner.run("SELECT * { SERVICE <http://x> { ?s ?p ?o } }")
        assert runner._worker is None


def test_the_store_cannot_be_changed(folder, runner):
    with pytest.raises(QueryRefusedError):
        runner.run("INSERT DATA { ex:a ex:b ex:c }")


def test_a_folder_that_is_no_store_is_told(tmp_path):
    with Runner(tmp_path / "none", PREFIXES) as runner, pytest.raises(StoreError, match="the store cannot be opened"):
        runner.run("ASK {}")
