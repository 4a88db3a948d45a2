"""The pages for people: one frame for all, whose script asks for what each shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import AbsentError, ExportError
from kg.serve.answers import of_bytes

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
