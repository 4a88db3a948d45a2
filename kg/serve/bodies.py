"""What a request brings, read within bounds of size and time."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request

from kg.serve.forms import Pairs, decode
from kg.serve.problems import HttpError
from kg.serve.settings import Settings
from kg.serve.writing import ReadOnlyError


def media_type(request: Request) -> str:
    """The media type of the body, without its parameters, in small letters; empty when none is given."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def check_charset(request: Request) -> None:
    """Refuse text in another encoding than UTF-8."""
    for parameter in request.headers.get("content-type", "").lower().split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in ("utf-8", "utf8"):
            raise HttpError(415, f"text in {value.strip()}", valid="UTF-8")


def check_coding(request: Request) -> None:
    """Refuse a body that is packed: what it unfolds to has no bound."""
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        raise HttpError(415, f"a body packed by Content-Encoding: {coding[:40]}", valid="a body as it is",
                        headers={"Accept-Encoding": "identity"})


def check_token(request: Request, settings: Settings) -> None:
    """Let a change pass that brings the token.

    Raises
    ------
    ReadOnlyError
        When the server allows no changes.
    HttpError
        With 401, when the token is missing or another.
    """
    if settings.token is None:
        raise ReadOnlyError("this server is read-only", valid="a server that was started with a token")
    if not _has_token(request, settings.token):
        raise HttpError(401, "the token is missing, or another", valid="Authorization: Bearer TOKEN",
                        headers={"WWW-Authenticate": 'Bearer realm="kg"'})


def _has_token(request: Request, token: str | None) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return token is not None and scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


async def text(request: Request, settings: Settings) -> str:
    """The body as text: a long one for who brings the token, for others as long as questions are."""
    try:
        return (await _body(request, settings)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise HttpError(400, f"the body is not UTF-8: {error.reason} at byte {error.start}", valid="UTF-8") from None


async def to_file(request: Request, settings: Settings, file: Path) -> None:
    """Write the body to a file."""
    with file.open("xb") as output:
        await _receive(request, settings, settings.largest_upload, output.write)


def query_pairs(request: Request) -> Pairs:
    """The names and values of the address, in their order."""
    return decode(request.scope["query_string"])


def accepted(request: Request) -> str | None:
    """What the client accepts, if it says so: all its Accept headers."""
    return ", ".join(request.headers.getlist("accept")) or None


async def form_pairs(request: Request, settings: Settings) -> Pairs:
    """The names and values of a form."""
    return decode(await _body(request, settings))


def iris(given: Pairs, name: str) -> list[str]:
    """The values of a name, each an IRI."""
    return [iri(value, name) for key, value in given if key == name]


def iri(value: str, name: str) -> str:
    """Check an absolute IRI."""
    try:
        return ox.NamedNode(value).value
    except ValueError:
        raise HttpError(400, f"{name} is no absolute IRI: {value[:200]!r}", valid="http://...") from None


async def _body(request: Request, settings: Settings) -> bytes:
    chunks: list[bytes] = []
    largest = settings.largest_upload if _has_token(request, settings.token) else settings.largest_question
    await _receive(request, settings, largest, chunks.append)
    return b"".join(chunks)


async def _receive(request: Request, settings: Settings, largest: int, take: Callable[[bytes], object]) -> None:
    """Hand each piece of the body on, as long as it keeps within the bounds."""
    check_coding(request)
    too_large = HttpError(413, "the body is too large", valid=f"at most {largest:,} bytes")
    declared, size = request.headers.get("content-length", "0"), 0
    if declared.isdigit() and int(declared) > largest:
        raise too_large
    try:
        async with asyncio.timeout(settings.upload_seconds):
            async for chunk in request.stream():
                size += len(chunk)
                if size > largest:
                    raise too_large
                take(chunk)
    except TimeoutError:
        raise HttpError(408, f"the body did not arrive in {settings.upload_seconds:g} seconds") from None
    except ClientDisconnect:
        raise HttpError(400, "the client has gone") from None
