"""IRIs of the graph lead somewhere: to a page for people, to RDF for machines.

``/id/REST`` stands for the IRI that the data namespace and REST make. An entity that has been found to be another leads to
that one.
"""

from __future__ import annotations

import json
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import AbsentError
from kg.query import messages
from kg.rdf.formats import FORMATS
from kg.rdf.prefixes import DATA, PREFIXES
from kg.serve import bodies
from kg.serve.answers import of_answered, unless_gone
from kg.serve.negotiation import best
from kg.serve.pages import HTML, absent, shell
from kg.serve.problems import HttpError
from kg.serve.service import service

PATH = "/id/"
SAFE = "/-._~!$&'()*+,;=:@%"
RDF_TYPES = tuple(m for f in FORMATS if not f.graphs or f.name == "jsonld" for m in f.media_types if m != "text/plain")
SHOWN = "rdf:type, rdfs:label, kg:exact, kg:start, kg:end, kg:prefix, kg:suffix, oa:hasSource, dcterms:title, schema:url"
MOST = 5_000  # triples of what a thing points to


async def thing(request: Request) -> Response:
    """Serve ``/id/REST``."""
    iri = bodies.iri(DATA + request.scope["raw_path"].decode("latin-1")[len(PATH):], "the address")
    media_type = best(bodies.accepted(request), (HTML, *RDF_TYPES))
    if media_type is None:
        raise HttpError(406, "no format that you accept", valid=", ".join((HTML, *RDF_TYPES)))
    try:
        told = json.loads(await service(request).readers.view("thing", {"iri": iri}))
    except AbsentError as error:
        return await absent(request, error, RDF_TYPES)
    if told["kind"] == "merged":
        return RedirectResponse(address(told["into"]), 303)
    if media_type == HTML:
        return await shell(request)
    return await _described(request, iri, media_type)


def address(iri: str) -> str:
    """Where on this server the page of an IRI is.

    >>> address(DATA + "entity/person/tom-homan-1")
    '/id/entity/person/tom-homan-1'
    """
    return PATH + quote(iri.removeprefix(DATA), safe=SAFE)


async def _described(request: Request, iri: str, media_type: str) -> Response:
    serving = service(request)
    query = (f"CONSTRUCT {{ <{iri}> ?p ?o . ?o ?q ?v }} WHERE {{ <{iri}> ?p ?o "
             f"OPTIONAL {{ ?o ?q ?v FILTER(?q IN ({SHOWN})) }} }} LIMIT {MOST}")
    question = messages.Request(query, "", media_type, union=True, seconds=serving.settings.limits.seconds,
                                prefixes=dict(PREFIXES))
    answer = await unless_gone(request, serving.readers.query(question))
    return await of_answered(request, answer, media_type)
