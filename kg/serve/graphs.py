"""The SPARQL 1.1 Graph Store HTTP Protocol: whole graphs, read by all and written with the token.

A graph is addressed by ``?graph=IRI``, by ``?default``, or is the address itself: ``/store/any/path``. The default graph is
the one that has no name; it is empty in a store that only kg has written.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Literal, cast

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.errors import AbsentError
from kg.query import messages
from kg.rdf.prefixes import PREFIXES
from kg.serve import bodies
from kg.serve.answers import of_answered, unless_gone
from kg.serve.changes import GraphChange
from kg.serve.forms import only
from kg.serve.negotiation import best
from kg.serve.problems import HttpError
from kg.serve.service import service
from kg.serve.uploads import UPLOADED, format_of

PATH = "/store"
READ = tuple(m for f in UPLOADED for m in f.media_types if m != "text/plain")
MULTIPART = "multipart/form-data"
MOST_FILES = 20


async def graphs(request: Request) -> Response:
    """Serve ``/store``."""
    if request.method in ("GET", "HEAD"):
        return await _read(request, _addressed(request))
    bodies.check_token(request, service(request).settings)
    if request.method == "POST" and request.url.path.rstrip("/") == PATH and not request.url.query:
        return await _create(request)
    return await _change(request, _addressed(request))


def _addressed(request: Request) -> str | None:
    """The graph that a request is about, None for the default graph."""
    pairs = bodies.query_pairs(request)
    graph, default = only(pairs, "graph"), only(pairs, "default")
    if graph is not None and default is None:
        return bodies.iri(graph, "graph")
    if default is not None and graph is None:
        return None
    if not pairs and request.url.path.startswith(PATH + "/"):
        return bodies.iri(str(request.url), "the address")
    raise HttpError(400, "which graph?", valid="?graph=IRI, ?default, or the graph's own address")


async def _read(request: Request, graph: str | None) -> Response:
    media_type = best(bodies.accepted(request), READ)
    if media_type is None:
        raise HttpError(406, "no format of graphs that you accept", valid=", ".join(READ))
    serving = service(request)
    pattern = "?s ?p ?o" if graph is None else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    question = messages.Request(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", "", media_type, union=False,
                                seconds=serving.settings.limits.seconds, prefixes=dict(PREFIXES))
    if graph is not None and await serving.readers.view("has-graph", {"graph": graph}) != b"true":
        raise AbsentError("there is no such graph", where=graph)
    answer = await unless_gone(request, serving.readers.query(question))
    return await of_answered(request, answer, media_type)


async def _change(request: Request, graph: str | None) -> Response:
    serving = service(request)
    method = cast(Literal["PUT", "POST", "DELETE"], request.method)
    base = graph or str(request.url)
    async with serving.temporary() as file:
        media_type = "" if method == "DELETE" else await _body(request, file)
        done = await serving.writing.make(GraphChange(method, graph, str(file), media_type, base))
    if method == "DELETE" and not done.existed and graph is not None:
        raise AbsentError("there is no such graph", where=graph)
    return Response(status_code=204 if done.existed or method == "DELETE" else 201)


async def _create(request: Request) -> Response:
    """Make a new graph, whose name is made of what is in it."""
    serving = service(request)
    async with serving.temporary() as file:
        media_type = await _body(request, file)
        graph = f"{str(request.url).rstrip('/')}/{(await asyncio.to_thread(_digest, file))[:16]}"
        done = await serving.writing.make(GraphChange("POST", graph, str(file), media_type, graph))
    return Response(status_code=200 if done.existed else 201, headers={"Location": graph})


async def _body(request: Request, file: Path) -> str:
    """Write what is sent to a file; give its media type."""
    kind = bodies.media_type(request)
    if kind == MULTIPART:
        return await _parts(request, file)
    bodies.check_charset(request)
    if format_of(kind) is None:
        raise HttpError(415, f"a body of the type {kind or 'that is not given'}", valid=", ".join(READ))
    await bodies.to_file(request, service(request).settings, file)
    return kind


async def _parts(request: Request, file: Path) -> str:
    """Write the files of a form, all of one format in which files can stand one after the other."""
    bodies.check_coding(request)
    largest = service(request).settings.largest_upload
    declared = request.headers.get("content-length", "")
    if not declared.isdigit():
        raise HttpError(411, "a form of unknown size", valid="Content-Length")
    if int(declared) > largest:
        raise HttpError(413, "the form is too large", valid=f"at most {largest:,} bytes")
    async with _form(request) as form:
        uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        kinds = {(upload.content_type or "").partition(";")[0].strip().lower() for upload in uploads}
        if len(kinds) != 1 or format_of(kind := kinds.pop()) is None:
            raise HttpError(415, "files of no known format, or of several", valid=", ".join(READ))
        if len(uploads) > 1 and kind not in ("text/turtle", "application/n-triples"):
            raise HttpError(415, "several files", valid="one file, or several in Turtle or N-Triples")
        await asyncio.to_thread(_join, uploads, file)
    return kind


@asynccontextmanager
async def _form(request: Request) -> AsyncIterator[FormData]:
    """What a form brings, read within the time that a body has."""
    seconds = service(request).settings.upload_seconds
    try:
        async with asyncio.timeout(seconds):
            form = await request.form(max_files=MOST_FILES, max_fields=MOST_FILES)
    except TimeoutError:
        raise HttpError(408, f"the form did not arrive in {seconds:g} seconds") from None
    except ClientDisconnect:
        raise HttpError(400, "the client has gone") from None
    except (MultiPartException, FormParserError) as error:
        raise HttpError(400, f"no form: {error}", valid=MULTIPART) from None
    try:
        yield form
    finally:
        await form.close()


def _join(uploads: list[UploadFile], file: Path) -> None:
    with file.open("xb") as output:
        for upload in uploads:
            shutil.copyfileobj(upload.file, output)
            output.write(b"\n")


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return file_digest(data, "sha256").hexdigest()
