"""What is left out and why: tests that are not run, as the service refuses by design what they need; tests that the engine
is known to fail, which are run, so that the day they pass is seen; and orders that the language leaves open.
"""

from __future__ import annotations

from kg.query.lexer import tokens
from tests.w3c.manifests import MF, UT, Test

SUITES = {
    "entailment": "no entailment: the graph holds what articles say, and what follows is not added to it",
    "service": "no federation: SERVICE is refused, as the server calls no other",
    "syntax-fed": "no federation: SERVICE is refused, as the server calls no other",
}
LOAD = "LOAD is refused, as the server fetches nothing"

GRAPH_BOUND_WITHIN = "the engine binds the name of a graph within the pattern, by its triples (oxigraph#1758, after 0.5)"
PATH_OF_NOTHING = "the engine looks for the end of a path that is a constant among the nodes of the graph"
LANGUAGE_KEPT = "the engine keeps a language that all parts share, as SPARQL 1.2 has it"
KNOWN = {
    "agg-empty-group-count-graph": GRAPH_BOUND_WITHIN,
    "graph": GRAPH_BOUND_WITHIN,
    "graph-minus": GRAPH_BOUND_WITHIN,
    "agg-groupconcat-04": LANGUAGE_KEPT,
    "agg-groupconcat-06": LANGUAGE_KEPT,
    **dict.fromkeys(("zero_or_more_set_start", "zero_or_more_set_end", "zero_or_one_set_start", "zero_or_one_set_end"),
                    PATH_OF_NOTHING),
    "bnode01": "the engine makes of one string one blank node in all solutions",
}
ORDER_LEFT_OPEN = {
    "plus-1-corrected": "it orders literals of several datatypes, whose order the language leaves open",
    "plus-2-corrected": "it orders literals of several datatypes, whose order the language leaves open",
}


def reason(test: Test) -> str | None:
    """Why a test is not run, if it is not."""
    if test.suite in SUITES:
        return SUITES[test.suite]
    if "Update" in test.kind and "LOAD" in _words(test):
        return LOAD
    return None


def _words(test: Test) -> set[str]:
    """The keywords of the test's update."""
    file = test.value(test.node, MF.action, UT.request) or test.value(test.node, MF.action)
    return {t.text.upper() for t in tokens(test.file(file).read_text("utf-8")) if t.kind == "word"}
