"""The pages for people: one frame for all, whose script asks for what each shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import AbsentError, ExportError, KgError
from kg.serve.answers import COMMON, of_bytes
from kg.serve.bodies import accepted
from kg.serve.negotiation import best
from kg.serve.problems import MEDIA_TYPE, TITLES, HttpError

HTML = "text/html"
DIST = Path(__file__).parent.parent / "web" / "dist" / "explorer"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": HTML, ".svg": "image/svg+xml", ".txt": "text/plain",
         ".woff2": "font/woff2"}
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
          "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
STRICT = POLICY + "; require-trusted-types-for 'script'; trusted-types 'none'"


async def page(request: Request) -> Response:
    """Serve the pages that have names of their own."""
    return await shell(request)


async def editor(request: Request) -> Response:
    """Serve the page on which one asks in SPARQL: its editor writes markup of its own, in which no script runs either."""
    return await shell(request, POLICY)


async def shell(request: Request, policy: str = STRICT) -> Response:
    """The frame of every page."""
    return await of_bytes(request, _read("index.html"), HTML, **{"Content-Security-Policy": policy})


async def absent(request: Request, error: KgError, others: tuple[str, ...] = ()) -> Response:
    """Say that there is nothing at an address: with a page to whom likes HTML best, else with the error, which is raised.

    Parameters
    ----------
    request : Request
    error : KgError
        What is told to machines.
    others : tuple of str
        Media types that an answer could have had besides HTML.

    Raises
    ------
    KgError
        The error given.
    """
    if best(accepted(request), (MEDIA_TYPE, *others, HTML)) != HTML:  # of equals, as in */*, the first
        raise error
    headers = {**COMMON, "Cache-Control": "no-store", "Content-Security-Policy": STRICT}
    return Response(_read("index.html"), 404, headers, HTML)


async def nothing(request: Request) -> Response:
    """Serve what has no address of its own."""
    return await absent(request, HttpError(404, TITLES[404]))


async def asset(request: Request) -> Response:
    """Serve ``/assets/NAME``: scripts and styles, bundled when the package was built."""
    name = request.path_params["name"]
    if name not in _names():
        raise AbsentError("there is no such file", where=name[:200])
    return await of_bytes(request, _read(name), TYPES[Path(name).suffix])


@cache
def _names() -> frozenset[str]:
    return frozenset(file.name for file in DIST.iterdir() if file.suffix in TYPES) if DIST.is_dir() else frozenset()


@cache
def _read(name: str) -> bytes:
    try:
        return (DIST / name).read_bytes()
    except FileNotFoundError as error:
        raise ExportError("the pages are not bundled", where=name, valid="made by: python hatch_build.py") from error
