"""Answers compared as the test suites mean it: graphs up to their blank nodes, solutions as a bag or in order.

Numbers and booleans are compared by their values: the engine keeps 1.0E6 and 1000000 as the same double, -3 as the same
integer whatever the type derived from xsd:integer, and "0" and "false" as the same boolean.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import RDF, BNode, Graph, Literal, Namespace
from rdflib.compare import isomorphic
from rdflib.term import Node

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
XSD = "http://www.w3.org/2001/XMLSchema#"
INTEGERS = frozenset(XSD + name for name in (
    "integer", "nonPositiveInteger", "negativeInteger", "nonNegativeInteger", "positiveInteger", "long", "int", "short", "byte",
    "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"))
NUMBERS = INTEGERS | {XSD + "decimal", XSD + "double", XSD + "float"}
BOOLEAN = XSD + "boolean"
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
Row: TypeAlias = tuple[str, ...]  # of terms as N-Triples has them; empty where there is none
Names: TypeAlias = dict[str, str]


def same_graph(first: Graph, second: Graph) -> bool:
    """Whether two graphs are the same but for the names of their blank nodes."""
    return bool(isomorphic(first, second))


def same_solutions(expected: Sequence[Row], found: Sequence[Row], *, ordered: bool = False) -> bool:
    """Whether two sequences of solutions are the same but for the names of blank nodes, and for order unless it counts."""
    if len(expected) != len(found):
        return False
    if ordered:
        return _pair(list(zip(expected, found, strict=True)), {}) is not None
    plain, blank = _split(expected)
    found_plain, found_blank = _split(found)
    return sorted(plain) == sorted(found_plain) and _matched(blank, found_blank, {})


def _matched(expected: Sequence[Row], found: Sequence[Row], names: Names) -> bool:
    """Find for each expected row one of those found, under one renaming of blank nodes."""
    if not expected:
        return True
    for number, row in enumerate(found):
        more = _pair([(expected[0], row)], names)
        if more is not None and _matched(expected[1:], [*found[:number], *found[number + 1:]], more):
            return True
    return False


def _pair(rows: Iterable[tuple[Row, Row]], names: Names) -> Names | None:
    """The renaming of blank nodes that makes rows equal, one name for each; None when there is none."""
    names = dict(names)
    for one, other in rows:
        for term, match in zip(one, other, strict=True):
            if term.startswith("_:") != match.startswith("_:"):
                return None
            if not term.startswith("_:"):
                if term != match:
                    return None
            elif names.setdefault(term, match) != match:
                return None
    return names if len(set(names.values())) == len(names) else None


def _split(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    blank = [row for row in rows if any(term.startswith("_:") for term in row)]
    return [row for row in rows if row not in blank], blank


def rows_of(results: ox.QuerySolutions, variables: Sequence[str]) -> list[Row]:
    """Solutions as rows."""
    there = {v.value for v in results.variables}
    return [tuple(_written(row[name]) if name in there else "" for name in variables) for row in results]


def rows_of_csv(text: str) -> tuple[list[str], list[Row]]:
    """The columns of CSV, sorted as their order says nothing, and its rows."""
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    places = sorted(range(len(header)), key=header.__getitem__)
    return sorted(header), [tuple(_number(row[place]) for place in places) for row in rows]


def rows_of_graph(graph: Graph, variables: Sequence[str]) -> list[Row]:
    """Solutions out of their description in RDF, in the order of rs:index where it has one."""
    solutions = sorted(graph.objects(None, RS.solution), key=lambda s: int(str(graph.value(s, RS["index"]) or 0)))
    return [_row(variables, {str(graph.value(b, RS.variable)): _written(_term(graph.value(b, RS.value)))
                             for b in graph.objects(solution, RS.binding)}) for solution in solutions]


def is_described(graph: Graph) -> bool:
    """Whether a graph describes solutions rather than being the answer itself."""
    return (None, RDF.type, RS.ResultSet) in graph


def _term(node: Node | None) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    """A term of rdflib as one of the engine."""
    if isinstance(node, Literal):
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype))) if node.datatype else ox.Literal(
            str(node), language=node.language)
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    return None if node is None else ox.NamedNode(str(node))


def _row(variables: Sequence[str], terms: Mapping[str, str]) -> Row:
    return tuple(terms.get(name, "") for name in variables)


def _written(term: object) -> str:
    """A term as N-Triples has it, numbers and booleans in one form for each value."""
    if isinstance(term, ox.Literal) and term.datatype.value == BOOLEAN:
        return str(ox.Literal(term.value in ("true", "1")))
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        datatype = XSD + "integer" if term.datatype.value in INTEGERS else term.datatype.value
        return str(ox.Literal(_number(term.value), datatype=ox.NamedNode(datatype)))
    return "" if term is None else str(term)


def _number(text: str) -> str:
    """The one form of a number, and any other text as it is.

    >>> _number("1.0E6"), _number("+2.50"), _number("4,4"), _number("INF")
    ('1000000', '2.5', '4,4', 'INF')
    """
    return f"{Decimal(text).normalize():f}" if NUMBER.fullmatch(text) else text
