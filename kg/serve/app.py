"""The application: every address and what serves it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from kg.serve import metrics
from kg.serve.answers import of_bytes
from kg.serve.bodies import query_pairs
from kg.serve.decisions import decisions, replay
from kg.serve.description import void
from kg.serve.endpoint import Endpoint
from kg.serve.graphs import graphs
from kg.serve.guarding import Guarding
from kg.serve.pages import asset, editor, nothing, page
from kg.serve.problems import HttpError
from kg.serve.service import Service, service
from kg.serve.settings import Settings
from kg.serve.sparql import sparql
from kg.serve.things import thing
from kg.serve.views.registry import INNER, VIEWS

PAGES = ("/", "/graph", "/review", "/search", "/timeline")
JSON = "application/json"


def app(settings: Settings) -> ASGIApp:
    """Make the application for one store.

    Raises
    ------
    StoreError
        When there is no store.
    """
    serving = Service(settings)
    counting = metrics.Metrics(serving.readers)

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[dict[str, Service]]:
        async with serving.running():
            yield serving.state

    async def measured(request: Request) -> Response:
        return await of_bytes(request, counting.text(), metrics.MEDIA_TYPE)

    routed: ASGIApp = Router([*_routes(), Route("/metrics", Endpoint(measured))], default=Endpoint(nothing), lifespan=lifespan)
    if settings.origins:
        routed = CORSMiddleware(routed, allow_origins=sorted(settings.origins), allow_methods=["GET", "HEAD", "POST"],
                                allow_headers=["Accept", "Content-Type"])
    return Guarding(routed, hosts=settings.hosts, shared=bool(settings.origins), metrics=counting)


def _routes() -> list[Route]:
    """The addresses, the most asked first."""
    asking, keeping = Endpoint(sparql, "GET", "POST"), Endpoint(graphs, "GET", "PUT", "POST", "DELETE")
    return [
        Route("/sparql", asking), Route("/sparql/", asking), Route("/update", Endpoint(sparql, "POST")),
        *(Route(path, Endpoint(page)) for path in PAGES), Route("/query", Endpoint(editor)),
        *(Route(path, keeping) for path in ("/store", "/store/{path:path}")),
        Route("/id/{path:path}", Endpoint(thing)), Route("/.well-known/void", Endpoint(void)),
        Route("/api/{name}", Endpoint(view)), Route("/assets/{name}", Endpoint(asset)),
        Route("/decisions", Endpoint(decisions, "GET", "POST")), Route("/decisions/replay", Endpoint(replay, "POST")),
        Route("/healthz", Endpoint(healthy)), Route("/robots.txt", Endpoint(robots)), Route("/favicon.ico", Endpoint(icon)),
    ]


async def view(request: Request) -> Response:
    """Serve ``/api/NAME``: what a page shows, as JSON."""
    name = request.path_params["name"]
    if name not in VIEWS or name in INNER:
        raise HttpError(404, f"no view {name!r}", valid=", ".join(n for n in VIEWS if n not in INNER))
    return await of_bytes(request, await service(request).readers.view(name, dict(query_pairs(request))), JSON)


async def healthy(_: Request) -> Response:
    """Serve ``/healthz``: the server hears."""
    return PlainTextResponse("ok\n")


async def robots(_: Request) -> Response:
    """Serve ``/robots.txt``."""
    return PlainTextResponse("User-agent: *\nDisallow: /sparql\nDisallow: /api/\n")


async def icon(_: Request) -> Response:
    """Serve ``/favicon.ico``."""
    return RedirectResponse("/assets/icon.svg", 308)
