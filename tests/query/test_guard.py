"""Which queries are let through, and what is said of those that are not."""

import contextlib

import pyoxigraph as ox
import pytest

from kg.errors import QueryRefusedError
from kg.query.guard import Bounds, check

HARMLESS = {
    "in a string": "SELECT * { ?s ?p 'SERVICE <http://x> { }' }",
    "in a long string": 'SELECT * { ?s ?p """\nSERVICE <http://x> { ?a ?b ?c }\n""" }',
    "in a long string with quotes": "SELECT * { ?s ?p '''it's \"SERVICE\" <http://x> ''' }",
    "in a comment": "SELECT * { ?s ?p ?o } # SERVICE <http://x> { ?a ?b ?c }",
    "in an IRI": "SELECT * { ?s <http://example.org/SERVICE> <http://example.org/a?SERVICE=1#SERVICE> }",
    "in an IRI before a group": "SELECT * { GRAPH <http://example.org/SERVICE?a=1> { ?s ?p ?o } }",
    "as a variable": "SELECT ?service { ?service ?load ?insert }",
    "as a prefix": "PREFIX service: <http://x/> SELECT * { service:a service:b ?c . ?c service:d service:e }",
    "as a local name": "PREFIX ex: <http://x/> SELECT * { GRAPH ex:SERVICE { ?s ex:LOAD ex:SERVICE } }",
    "less-than without spaces": "SELECT * { ?s ?p ?a, ?b FILTER(?a<?b&&?b>1) }",
    "update words in data": "SELECT * { ?s ?p 'DROP ALL' . ?s <http://x/INSERT> ?o }",
}

CALLS = {
    "plainly": "SELECT * { SERVICE <http://x> { ?s ?p ?o } }",
    "in small letters": "select * { service <http://x> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
    "with a prefixed name": "PREFIX ex: <http://x/> ASK { SERVICE ex:y { ?s ?p ?o } }",
    "over a comment": "ASK { SERVICE # <\n <http://x> { ?s ?p ?o } }",
    "without spaces": "ASK{?s ?p ?o.SERVICE<http://x>{?s ?p ?o}}",
    "glued to a number": "ASK { ?s ?p 1SERVICE <http://x> { ?s ?p ?o } }",
    "glued to SILENT": "ASK { SERVICESILENT<http://x>{ ?s ?p ?o } }",
    "glued to its prefix": "PREFIX e: <http://x/> ASK { SERVICEe:x { ?s ?p ?o } }",
    "glued to SILENT and its prefix": "PREFIX e: <http://x/> ASK { ?s ?p 1SERVICESILENTe:x { ?s ?p ?o } }",
    "between comparisons that look like an IRI": "ASK { ?s ?p ?a FILTER(?a<'>')SERVICE<http://x>{}FILTER(1<'>') }",
    "after a comment that looks like an IRI": "ASK { ?s ?p ?a FILTER(?a<1#>'''\n) SERVICE <http://x> {} #'''\n}",
    "in a malformed long string": "ASK { VALUES ?v {'''a'}SERVICE<http://x>{?a ?b ?c} #\\x'''}\n}",
    "by a short escape": r"ASK { SERV\u0049CE <http://x> { ?s ?p ?o } }",
    "by a long escape": r"ASK { \U00000053ERVICE <http://x> { ?s ?p ?o } }",
    "by an escaped end of line": r"ASK { # \u000A SERVICE <http://x> { ?s ?p ?o } }",
    "after an escape that only looks like the end of a string": r"""ASK { ?s <a:\u0061> "\u0022 #" . SERVICE <a:b> { } }""",
}


@pytest.mark.parametrize("query", HARMLESS.values(), ids=HARMLESS)
def test_words_that_are_no_keywords_are_let_through(query):
    check(query)
    ox.Store().query(query)


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS)
def test_calls_of_another_server_are_refused_however_hidden(query):
    with pytest.raises(QueryRefusedError, match=r"SERVICE would call another server \(at line \d+, column \d+\)"):
        check(query)


@pytest.mark.parametrize("query", [
    "INSERT DATA { <a:a> <a:b> <a:c> }", "LOAD <http://x>", "LOAD SILENT <file:///etc/passwd> INTO GRAPH <a:g>",
    "PREFIX ex: <http://x/> DELETE WHERE { ?s ?p ?o }", "# a comment\nDROP ALL",
    "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    r"L\u004FAD <http://x>",
])
def test_updates_are_refused(query):
    with pytest.raises(QueryRefusedError, match=r"would change the store \(at line"):
        check(query)


@pytest.mark.parametrize("query", ["", "   # nothing", "HELLO", "42", "PREFIX ex: <http://x/>", "{ ?s ?p ?o }"])
def test_what_is_no_query_is_refused_with_what_would_be_one(query):
    with pytest.raises(QueryRefusedError, match="valid: SELECT, ASK, CONSTRUCT or DESCRIBE"):
        check(query)


@pytest.mark.parametrize("bomb", [
    "ASK " + "{" * 3000 + "}" * 3000,
    "ASK { FILTER(" + "(" * 6000 + "1" + ")" * 6000 + ") }",
    "ASK { ?s ?p " + "[ ?p " * 2000 + "?o" + "]" * 2000 + " }",
    "ASK { ?s ?p " + "<<( ?a ?b " * 2000 + "?o" + " )>>" * 2000 + " }",
    "ASK { FILTER(" + "1 || " * 10_000 + "1) }",
    "ASK { " + "OPTIONAL { ?s ?p ?o } " * 3000 + "}",
    "ASK { FILTER(" + "!" * 5000 + "1) }",
    "ASK { ?s " + "<a:a>/" * 5000 + "<a:a> ?o }",
])
def test_what_would_crash_the_engine_is_refused_with_its_place(bomb):
    with pytest.raises(QueryRefusedError, match=r"(nested more than|more than) \d+.*line 1, column \d+"):
        check(bomb)


def test_a_long_query_is_refused_with_the_longest_allowed():
    with pytest.raises(QueryRefusedError, match="the query has 102 characters; valid: at most 100"):
        check("ASK { ?s ?p '" + "x" * 86 + "' }", Bounds(length=100))


def test_the_place_is_that_of_the_keyword():
    with pytest.raises(QueryRefusedError, match="line 3, column 5"):
        check("ASK {\n  ?s ?p ?o .\n    SERVICE <http://x> { }\n}")


@pytest.mark.parametrize("hostile", [
    "<" * 90_000, "'''" * 30_000, "SERVICE" * 12_000, "SERVICE:" * 11_000, "SERVICE SERVICE<a:a>" * 4_000, "<a>" * 30_000,
    "#" * 90_000, "?a<" * 30_000, "\\u0041" * 15_000, "a:" * 45_000, '"""\\' * 20_000, "a." * 45_000, "SERVICE #" * 10_000,
], ids=lambda text: text[:9])
def test_checking_ends_soon_on_hostile_input(hostile):
    with contextlib.suppress(QueryRefusedError):
        check("SELECT * { " + hostile)
