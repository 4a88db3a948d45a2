"""Which updates are let through: those that change this store alone, and are not too large."""

import pytest

from kg.errors import QueryRefusedError, QueryTooLargeError
from kg.query.guard import Bounds, check_update

HARMLESS = {
    "data": "INSERT DATA { GRAPH <http://x/g> { <http://x/a> <http://x/b> 'LOAD <http://x>' } }",
    "several operations": "CLEAR ALL ; DROP SILENT GRAPH <http://x> ; CREATE GRAPH <http://x> ; COPY DEFAULT TO <http://x>",
    "in a comment": "CLEAR ALL # ; LOAD <http://x>",
    "in an IRI": "INSERT DATA { <http://x/LOAD> <http://x/a?LOAD=1#LOAD> <http://x/SERVICE> }",
    "as a variable": "DELETE { ?load ?service ?o } WHERE { ?load ?service ?o }",
    "negative numbers": "INSERT DATA {" + " <http://x/a> <http://x/b> -1, +2 ." * 3_000 + " } ; CLEAR DEFAULT",
    "many graphs": "DELETE DATA {" + " GRAPH <http://x> { <http://x/a> <http://x/b> 1 }" * 3_000 + " }",
    "nothing": "",
}
FETCHES = {
    "plainly": "LOAD <http://x>",
    "in small letters": "load <http://x>",
    "silent": "LOAD SILENT <http://x> INTO GRAPH <http://y>",
    "with a prefixed name": "PREFIX ex: <http://x/> LOAD ex:y",
    "after another operation": "CLEAR ALL;LOAD<http://x>",
    "over a comment": "LOAD # <\n <http://x>",
    "by an escape": r"L\u004FAD <http://x>",
    "by a long escape": r"L\U0000004FAD <http://x>",
    "after what could be an IRI": "INSERT { ?a ?b ?c } WHERE { ?a ?b ?c FILTER(?c<'>') } ; LOAD <http://x>",
    "as the engine reads it": "PREFIX : <http://x/> LOAD:y",
    "as a prefix, which the engine could read so": "PREFIX load: <http://x/> INSERT DATA { load:a load:b load:c }",
    "grown together": "LOADSILENT<http://x>",
    "SERVICE in a pattern": "INSERT { ?a ?b ?c } WHERE { SERVICE <http://x> { ?a ?b ?c } }",
    "SERVICE in DELETE WHERE": "DELETE WHERE { SERVICE SILENT <http://x> { ?a ?b ?c } }",
}


@pytest.mark.parametrize("update", HARMLESS.values(), ids=HARMLESS)
def test_what_changes_this_store_alone_passes(update):
    check_update(update)


@pytest.mark.parametrize("update", FETCHES.values(), ids=FETCHES)
def test_what_would_fetch_is_refused(update):
    with pytest.raises(QueryRefusedError, match=r"would (fetch something|call another server)"):
        check_update(update)


def test_the_place_is_told():
    with pytest.raises(QueryRefusedError, match="at line 2, column 3"):
        check_update("CLEAR ALL ;\n  LOAD <http://x>")


@pytest.mark.parametrize("update", [
    "INSERT DATA " + "{" * 101 + "}" * 101, "INSERT {} WHERE { " + "OPTIONAL {} " * 501 + "}",
    "INSERT DATA { <http://x/a> <http://x/b> 1 } ; INSERT {} WHERE { " + "OPTIONAL {} " * 501 + "}",
    "INSERT DATA { <http://x/a> <http://x/b> '''", "INSERT DATA { <http://x/a> <http://x/b> " + "(" * 101 + ")" * 101 + " }",
])
def test_what_the_engine_would_not_survive_is_refused(update):
    with pytest.raises(QueryRefusedError, match=r"nested more than 100 deep|more than 500 operators|is not closed"):
        check_update(update)


def test_it_has_a_length():
    with pytest.raises(QueryTooLargeError, match="the update has 11 characters"):
        check_update("CLEAR ALL ;", Bounds(length=10))
