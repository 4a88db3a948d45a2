"""The application: every address and what serves it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import KgError
from kg.serve import metrics
from kg.serve.answers import of_bytes
from kg.serve.bodies import query_pairs
from kg.serve.decisions import decisions, replay
from kg.serve.description import void
from kg.serve.graphs import graphs
from kg.serve.guarding import Guarding
from kg.serve.pages import asset, editor, page
from kg.serve.problems import TITLES, HttpError, answer
from kg.serve.service import Service, service
from kg.serve.settings import Settings
from kg.serve.sparql import sparql
from kg.serve.things import thing
from kg.serve.views.registry import INNER, VIEWS

PAGES = ("/", "/graph", "/review", "/search", "/timeline")
GZIP_LEVEL, GZIPPED = 4, 1_000  # bytes from which it is worth it
JSON = "application/json"


def app(settings: Settings) -> Starlette:
    """Make the application for one store.

    Raises
    ------
    StoreError
        When there is no store.
    """
    serving = Service(settings)
    counting = metrics.Metrics(serving.readers)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with serving.running():
            yield

    async def measured(_: Request) -> Response:
        return Response(counting.text(), headers={"Content-Type": metrics.MEDIA_TYPE})

    middleware = [Middleware(Guarding, hosts=settings.hosts, origins=settings.origins, metrics=counting)]
    if settings.origins:
        middleware.append(Middleware(CORSMiddleware, allow_origins=sorted(settings.origins),
                                     allow_methods=["GET", "HEAD", "POST"], allow_headers=["Accept", "Content-Type"]))
    middleware.append(Middleware(GZipMiddleware, minimum_size=GZIPPED, compresslevel=GZIP_LEVEL))
    application = Starlette(routes=[*_routes(), Route("/metrics", measured)], middleware=middleware, lifespan=lifespan,
                            exception_handlers={KgError: answer, HTTPException: _unrouted, Exception: answer})
    application.state.service = serving
    return application


def _routes() -> list[Route]:
    return [
        *(Route(path, page) for path in PAGES), Route("/query", editor),
        Route("/sparql", sparql, methods=["GET", "POST"]), Route("/sparql/", sparql, methods=["GET", "POST"]),
        Route("/update", sparql, methods=["POST"]),
        *(Route(path, graphs, methods=["GET", "PUT", "POST", "DELETE"]) for path in ("/store", "/store/{path:path}")),
        Route("/id/{path:path}", thing), Route("/api/{name}", view), Route("/assets/{name}", asset),
        Route("/decisions", decisions, methods=["GET", "POST"]), Route("/decisions/replay", replay, methods=["POST"]),
        Route("/.well-known/void", void), Route("/healthz", healthy), Route("/robots.txt", robots),
        Route("/favicon.ico", icon),
    ]


async def view(request: Request) -> Response:
    """Serve ``/api/NAME``: what a page shows, as JSON."""
    name = request.path_params["name"]
    if name not in VIEWS or name in INNER:
        raise HttpError(404, f"no view {name!r}", valid=", ".join(n for n in VIEWS if n not in INNER))
    return of_bytes(request, await service(request).readers.view(name, dict(query_pairs(request))), JSON)


async def healthy(_: Request) -> Response:
    """Serve ``/healthz``: the server hears."""
    return PlainTextResponse("ok\n")


async def robots(_: Request) -> Response:
    """Serve ``/robots.txt``."""
    return PlainTextResponse("User-agent: *\nDisallow: /sparql\nDisallow: /api/\n")


async def icon(_: Request) -> Response:
    """Serve ``/favicon.ico``."""
    return RedirectResponse("/assets/icon.svg", 308)


async def _unrouted(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # it is registered for these
    told = HttpError(error.status_code, TITLES.get(error.status_code, error.detail), headers=dict(error.headers or {}))
    return await answer(request, told)
