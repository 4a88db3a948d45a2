"""Tests of the languages: queries and updates on data that is put into the store first, and texts that are SPARQL or not."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import Graph

from kg.query.guard import reads_given_graphs
from kg.query.lexer import tokens
from tests.w3c import comparing
from tests.w3c.endpoint import N_TRIPLES, Answer, Endpoint, Failed
from tests.w3c.exclusions import ORDER_LEFT_OPEN
from tests.w3c.manifests import MF, QT, UT, State, Test

NOTHING = "urn:x-no-graph"
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV,
}
CSV = ".csv"
ACCEPT = {**{suffix: format_.media_type for suffix, format_ in RESULTS.items()}, CSV: "text/csv"}


def query(test: Test, endpoint: Endpoint) -> None:
    """Run a query, whose dataset is given by the protocol's parameters unless it names its own, and compare what it gives."""
    action = test.value(test.node, MF.action)
    state = test.state(action, QT)
    endpoint.clear()
    defaults = _loaded(test, state, endpoint)
    text = test.file(test.value(action, QT.query)).read_text("utf-8")
    expected = test.file(test.value(test.node, MF.result))
    accept = ACCEPT.get(expected.suffix, f"{N_TRIPLES}, {ACCEPT['.srj']}")
    dataset = ([], []) if reads_given_graphs(text) else (defaults, state.named)
    answer = endpoint.query(f"BASE <{test.base()}>\n{text}", accept, *dataset).good()
    if expected.suffix == CSV:
        _compare_csv(expected.read_text("utf-8"), answer)
    elif expected.suffix in RESULTS:
        ordered = _orders(text) and test.name not in ORDER_LEFT_OPEN
        _compare_results(expected.read_bytes(), answer, RESULTS[expected.suffix], ordered=ordered)
    else:
        _compare_described(Graph().parse(expected, publicID=test.base(expected)), answer)


def _loaded(test: Test, state: State, endpoint: Endpoint) -> list[str]:
    """Put the data into graphs, and give those of the default graph."""
    for name, files in state.named.items():
        for file in files:
            endpoint.load(file, name, test.base(file), "POST")
    if state.default is None:
        return [NOTHING]
    name = test.base(state.default)
    if name not in state.named:
        endpoint.load(state.default, name, name)
    return [name]


def update(test: Test, endpoint: Endpoint) -> None:
    """Run an update on a store in one state, and compare the state it leaves."""
    action = test.value(test.node, MF.action)
    endpoint.clear()
    before = test.state(action, UT)
    if before.default:
        endpoint.load(before.default, None, test.base(before.default))
    for name, files in before.named.items():
        for file in files:
            endpoint.load(file, name, test.base(file), "POST")
    text = test.file(test.value(action, UT.request)).read_text("utf-8")
    endpoint.update(f"BASE <{test.base()}>\n{text}").good()
    _compare_states(test.state(test.value(test.node, MF.result), UT), test, endpoint.graphs())


def syntax(test: Test, endpoint: Endpoint) -> None:
    """Send a text that is SPARQL, or that is not, and see whether the server says so; what is SPARQL may fail otherwise."""
    file = test.file(test.value(test.node, MF.action))
    text = file.read_text("utf-8")
    answer = endpoint.update(text) if file.suffix == ".ru" else endpoint.query(text, "*/*", [NOTHING])
    refused = answer.status == 400 and b"is not SPARQL" in answer.body
    if refused == test.kind.startswith("Positive") or answer.status >= 500:
        raise Failed(f"{answer.status}: {answer.body[:300].decode(errors='replace')}")


def _compare_states(expected: State, test: Test, found: dict[str | None, Graph]) -> None:
    graphs: dict[str | None, Graph] = {}
    for name, files in ((None, [expected.default] if expected.default else []), *expected.named.items()):
        graph = Graph()
        for file in files:
            graph.parse(file, publicID=test.base(file))
        if len(graph):
            graphs[name] = graph
    if graphs.keys() != found.keys():
        raise Failed(f"graphs {sorted(map(str, found))}, where {sorted(map(str, graphs))} are expected")
    for name, graph in graphs.items():
        if not comparing.same_graph(graph, found[name]):
            raise Failed(f"the graph {name} is\n{found[name].serialize(format='nt')}")


def _compare_csv(expected: str, answer: Answer) -> None:
    header, rows = comparing.rows_of_csv(expected)
    found_header, found = comparing.rows_of_csv(answer.body.decode("utf-8"))
    if header != found_header or not comparing.same_solutions(rows, found):
        raise Failed(answer.body.decode("utf-8"))


def _compare_results(expected: bytes, answer: Answer, format_: ox.QueryResultsFormat, *, ordered: bool) -> None:
    if answer.media_type != format_.media_type.partition(";")[0]:
        raise Failed(f"a body of {answer.media_type}")
    wanted, found = (ox.parse_query_results(body, format=format_) for body in (expected, answer.body))
    if isinstance(wanted, ox.QueryBoolean) or isinstance(found, ox.QueryBoolean):
        if not (isinstance(wanted, ox.QueryBoolean) and isinstance(found, ox.QueryBoolean) and bool(wanted) == bool(found)):
            raise Failed(answer.body.decode("utf-8"))
        return
    assert isinstance(wanted, ox.QuerySolutions)
    assert isinstance(found, ox.QuerySolutions)
    variables = sorted(v.value for v in wanted.variables)
    if variables != sorted(v.value for v in found.variables):
        raise Failed(f"the variables {[v.value for v in found.variables]}")
    if not comparing.same_solutions(comparing.rows_of(wanted, variables), comparing.rows_of(found, variables), ordered=ordered):
        raise Failed(answer.body.decode("utf-8"))


def _compare_described(expected: Graph, answer: Answer) -> None:
    if not comparing.is_described(expected):
        if not comparing.same_graph(expected, answer.graph()):
            raise Failed(answer.body.decode("utf-8"))
        return
    found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    variables = [v.value for v in found.variables]
    if not comparing.same_solutions(comparing.rows_of_graph(expected, variables), comparing.rows_of(found, variables)):
        raise Failed(answer.body.decode("utf-8"))


def _orders(text: str) -> bool:
    """Whether the query itself, and not one within it, orders its solutions."""
    depth = 0
    for token in tokens(text):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.kind == "word" and token.text.upper() == "ORDER":
            return True
    return False
