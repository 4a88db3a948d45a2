"""The runner of the W3C's suites tells right answers from wrong ones."""

import pyoxigraph as ox
import pytest
from rdflib import Graph

from tests.w3c.comparing import XSD, rows_of, rows_of_csv, rows_of_graph, same_graph, same_solutions

A, B = ("<a:a>", '"1"'), ("<a:b>", '"2"')


def parsed(turtle):
    return Graph().parse(data=turtle, format="turtle")


def solutions(*values):
    rows = " ".join(f"({value})" for value in values)
    return rows_of(ox.Store().query(f"PREFIX xsd: <{XSD}> SELECT ?x {{ VALUES (?x) {{ {rows} }} }}"), ["x"])


def test_solutions_are_a_bag():
    assert same_solutions([A, B, A], [B, A, A])
    assert not same_solutions([A, B, A], [A, B, B])
    assert not same_solutions([A], [A, A])
    assert same_solutions([], [])


def test_order_counts_where_it_is_asked_for():
    assert same_solutions([A, B], [A, B], ordered=True)
    assert not same_solutions([A, B], [B, A], ordered=True)


def test_blank_nodes_are_the_same_under_one_renaming_of_all_rows():
    assert same_solutions([("_:a", "_:b"), ("_:b", "1")], [("_:y", "1"), ("_:x", "_:y")])
    assert not same_solutions([("_:a", "_:b"), ("_:b", "1")], [("_:x", "1"), ("_:x", "_:y")])
    assert not same_solutions([("_:a", "_:b")], [("_:x", "_:x")])
    assert not same_solutions([("_:a", "_:a")], [("_:x", "_:y")])
    assert not same_solutions([("_:a", "1")], [("<a:a>", "1")])


def test_a_first_match_that_leads_nowhere_is_given_up():
    assert same_solutions([("_:a", ""), ("_:a", "1"), ("_:b", "")], [("_:x", ""), ("_:y", ""), ("_:y", "1")])


def test_of_ordered_rows_blank_nodes_are_renamed_too():
    assert same_solutions([("_:a",), ("_:b",)], [("_:x",), ("_:y",)], ordered=True)
    assert not same_solutions([("_:a",), ("_:b",)], [("_:x",), ("_:x",)], ordered=True)


@pytest.mark.parametrize(("one", "other"), [
    ("1", "01"), ("1.0", "1.00"), ("1.0e6", "1000000e0"), ("'-3'^^xsd:negativeInteger", "-3"), ("true", "'1'^^xsd:boolean"),
])
def test_numbers_and_booleans_are_compared_by_value(one, other):
    assert same_solutions(solutions(one), solutions(other))


@pytest.mark.parametrize(("one", "other"), [
    ("1", "2"), ("1", "1.0"), ("1", "'1'"), ("'a'", "'a'@en"), ("true", "false"), ("1", "UNDEF"),
])
def test_what_differs_is_told_apart(one, other):
    assert not same_solutions(solutions(one), solutions(other))


def test_the_columns_of_csv_may_be_in_any_order():
    assert rows_of_csv("x,y\r\n1.0E6,a\r\n") == rows_of_csv("y,x\na,1000000\n")
    assert rows_of_csv("x,y\n1,a\n") != rows_of_csv("y,x\n1,a\n")


def test_solutions_may_be_described_in_rdf():
    graph = parsed("""@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
        [] a rs:ResultSet ; rs:resultVariable "x", "y" ;
           rs:solution [ rs:index 2 ; rs:binding [ rs:variable "x" ; rs:value <a:b> ] ] ;
           rs:solution [ rs:index 1 ; rs:binding [ rs:variable "x" ; rs:value 1 ], [ rs:variable "y" ; rs:value "z"@en ] ] .""")
    one, = solutions("1")
    assert rows_of_graph(graph, ["x", "y"]) == [(*one, '"z"@en'), ("<a:b>", "")]


def test_graphs_are_the_same_up_to_their_blank_nodes():
    assert same_graph(parsed("<a:a> <a:p> [ <a:q> 1 ] ."), parsed("_:x <a:q> 1 . <a:a> <a:p> _:x ."))
    assert not same_graph(parsed("<a:a> <a:p> [ <a:q> 1 ] ."), parsed("<a:a> <a:p> [ <a:q> 2 ] ."))
    assert not same_graph(parsed("<a:a> <a:p> [ <a:q> 1 ] ."), parsed("<a:a> <a:p> <a:b> . <a:b> <a:q> 1 ."))
