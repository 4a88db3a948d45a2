"""What is added to an update: the protocol's dataset, and the separator before one more operation."""

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query.using import separator, with_using

COPY = "INSERT { GRAPH <a:to> { ?s ?p ?o } } WHERE { ?s ?p ?o }"


def ran(update, default=(), named=()):
    """What is in the graph <a:to> after an update of a store with <a:x> in graph 1, <a:y> in 2 and <a:z> in the default one."""
    store = ox.Store()
    store.update("INSERT DATA { <a:z> <a:p> 0 GRAPH <a:1> { <a:x> <a:p> 1 } GRAPH <a:2> { <a:y> <a:p> 2 } }")
    store.update(with_using(update, default, named))
    return sorted(quad.subject.value for quad in store.quads_for_pattern(None, None, None, ox.NamedNode("a:to")))


def test_patterns_are_matched_in_the_graphs_that_are_given():
    assert ran(COPY) == ["a:z"]
    assert ran(COPY, ["a:1"]) == ["a:x"]
    assert ran(COPY, ["a:1", "a:2"]) == ["a:x", "a:y"]


def test_named_graphs_are_given_too():
    copy = "INSERT { GRAPH <a:to> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert ran(copy) == ["a:x", "a:y"]
    assert ran(copy, [], ["a:2"]) == ["a:y"]


@pytest.mark.parametrize("update", [
    "DELETE { ?s ?p 'WHERE } WHERE {' } INSERT { GRAPH <a:to> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
    "INSERT { GRAPH <a:to> { ?s ?p ?o } } # WHERE\nWHERE { ?s ?p ?o { SELECT * WHERE { ?s ?p ?o } } }",
    "insert { graph <a:to> { ?s ?p ?o } } where { ?s ?p ?o }",
    "INSERT DATA { <a:WHERE> <a:p> '} WHERE {' } ; INSERT { GRAPH <a:to> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
], ids=["in a string", "in a comment and below", "small letters", "of the second operation"])
def test_only_the_where_of_an_operation_counts(update):
    assert ran(update, ["a:2"]) == ["a:y"]


def test_data_have_no_patterns():
    assert with_using("INSERT DATA { <a:a> <a:a> 1 }", ["a:1"], []) == "INSERT DATA { <a:a> <a:a> 1 }"


@pytest.mark.parametrize("update", [f"WITH <a:1> {COPY}", COPY.replace("WHERE", "USING <a:1> WHERE"),
                                    f"CLEAR ALL;\nwith <a:1> {COPY}"])
def test_an_update_with_graphs_of_its_own_is_given_no_others(update):
    with pytest.raises(QueryError, match="the update has graphs of its own and is given others"):
        with_using(update, ["a:2"], [])
    assert with_using(update, [], []) == update


@pytest.mark.parametrize("update", ["", " # ;", "CLEAR ALL", "CLEAR ALL;", "CLEAR ALL; # ;",
                                    "INSERT DATA { <a:a> <a:a> 1 ; <a:b> 2 }", "PREFIX a: <a:>",
                                    "PREFIX insert: <a:> CLEAR ALL", COPY, "DELETE WHERE { ?s ?p ';' }"])
def test_one_more_operation_follows(update):
    store = ox.Store()
    store.update(f"{update}\n{separator(update)}\nINSERT DATA {{ <a:more> <a:a> 1 }}")
    assert ox.Quad(ox.NamedNode("a:more"), ox.NamedNode("a:a"), ox.Literal(1)) in store
