"""The SPARQL 1.1 Protocol: queries by GET and POST, updates by POST with the token."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.query import messages
from kg.query.formats import RESULTS
from kg.query.guard import check, check_update, reads_given_graphs
from kg.query.using import with_using
from kg.rdf.formats import FORMATS
from kg.rdf.prefixes import PREFIXES
from kg.serve import bodies
from kg.serve.answers import of_answered, unless_gone
from kg.serve.changes import Update
from kg.serve.description import describe
from kg.serve.forms import FORM, Pairs, only
from kg.serve.negotiation import best
from kg.serve.problems import HttpError
from kg.serve.service import Service, service

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
TABLES = tuple(m for f in sorted(RESULTS, key=lambda f: f.name != "json") for m in f.media_types)  # JSON first
GRAPHS = tuple(m for f in FORMATS for m in f.media_types if m != "text/plain")
GRAPH_FORMS = frozenset(("CONSTRUCT", "DESCRIBE"))
PLAIN_NAMES = {"application/json": TABLES[0], "application/xml": "application/sparql-results+xml"}
DIRECT = f"{QUERY}, {UPDATE} or {FORM}"


@dataclass(frozen=True, slots=True)
class Operation:
    """What is asked: a query or an update, and the graphs it is asked of."""

    text: str
    update: bool
    default: list[str]
    named: list[str]


async def sparql(request: Request) -> Response:
    """Serve ``/sparql``, and ``/update``, which takes updates alone."""
    operation = await _operation(request)
    if operation is None:
        return await describe(request)
    if operation.update:
        return await _update(request, operation)
    if request.scope["path"].startswith("/update"):
        raise HttpError(400, "a query where updates go", valid="/sparql")
    return await _query(request, operation)


async def _operation(request: Request) -> Operation | None:
    pairs = bodies.query_pairs(request)
    settings = service(request).settings
    kind = bodies.media_type(request)
    if request.method != "POST":
        if only(pairs, "update") is not None:
            raise HttpError(400, "an update by GET", valid="POST")
        text = only(pairs, "query")
        return None if text is None else _asked(text, pairs, update=False)
    bodies.check_charset(request)
    if kind == FORM:
        return _of_form([*pairs, *await bodies.form_pairs(request, settings)])
    if kind not in (QUERY, UPDATE):
        raise HttpError(415, f"a body of the type {kind or 'that is not given'}", valid=DIRECT)
    return _asked(await bodies.text(request, settings), pairs, update=kind == UPDATE)


def _of_form(pairs: Pairs) -> Operation:
    query, update = only(pairs, "query"), only(pairs, "update")
    if (query is None) == (update is None):
        raise HttpError(400, "neither a query nor an update, or both", valid="query=... or update=...")
    return _asked(query or update or "", pairs, update=query is None)


def _asked(text: str, pairs: Pairs, *, update: bool) -> Operation:
    names = ("using-graph-uri", "using-named-graph-uri") if update else ("default-graph-uri", "named-graph-uri")
    default, named = (bodies.iris(pairs, name) for name in names)
    return Operation(text, update, default, named)


async def _query(request: Request, operation: Operation) -> Response:
    serving = service(request)
    form, given = await serving.checking.run(_checked, operation.text)
    media_type = _media_type(request, form)
    question = messages.Request(
        query=operation.text, results=PLAIN_NAMES.get(media_type, media_type), graph=media_type,
        union=not given, seconds=serving.settings.limits.seconds, prefixes=dict(PREFIXES),
        dataset=(operation.default, operation.named) if operation.default or operation.named else None,
        base=endpoint(request))
    answer = await unless_gone(request, serving.readers.query(question))
    return await of_answered(request, answer, media_type)


def _checked(query: str) -> tuple[str, bool]:
    """The form of a query that the guard lets pass, and whether it names graphs of its own."""
    return check(query), reads_given_graphs(query)


def _media_type(request: Request, form: str) -> str:
    offered = GRAPHS if form in GRAPH_FORMS else TABLES
    found = best(bodies.accepted(request), offered)
    if found is None:
        raise HttpError(406, f"no format for {form} that you accept", valid=", ".join(offered))
    return found


async def _update(request: Request, operation: Operation) -> Response:
    serving: Service = service(request)
    bodies.check_token(request, serving.settings)

    def completed(update: str) -> str:
        check_update(update)
        return with_using(update, operation.default, operation.named)

    text = await serving.checking.run(completed, operation.text)
    await serving.writing.make(Update(text, endpoint(request)))
    return Response(status_code=204)


def endpoint(request: Request) -> str:
    """The address of the endpoint, which also resolves relative IRIs."""
    return f"{request.scope['scheme']}://{request.headers.get('host', 'localhost')}/sparql"
