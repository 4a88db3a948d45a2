"""Answers that are whole before their first byte leaves: from memory with a tag, or streamed from a file."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.serve.problems import HttpError

CHUNK = 64 * 1024
SOON = 0.25  # seconds after which it is watched whether the client is still there

T = TypeVar("T")


def of_bytes(request: Request, body: bytes, media_type: str, **headers: str) -> Response:
    """Answer with bytes; who has them already is told so."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    common = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept", **headers}
    known = [t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=common)
    return Response(body, headers=common, media_type=with_charset(media_type))


def of_file(file: Path, media_type: str) -> Response:
    """Answer with the bytes of a file, which is removed at once and read to its end."""
    opened = file.open("rb")
    length = file.stat().st_size
    file.unlink()

    def chunks() -> Iterator[bytes]:
        with opened:
            while chunk := opened.read(CHUNK):
                yield chunk

    headers = {"Content-Length": str(length), "Cache-Control": "no-cache", "Vary": "Accept"}
    return StreamingResponse(chunks(), headers=headers, media_type=with_charset(media_type))


def with_charset(media_type: str) -> str:
    """Name the encoding where the type leaves it open.

    >>> with_charset("text/turtle"), with_charset("application/ld+json")
    ('text/turtle; charset=utf-8', 'application/ld+json')
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Wait for an answer as long as the client does: who has gone is worked for no longer."""
    watch = _Watch(request)
    clock = asyncio.get_running_loop().call_later(SOON, watch.begin)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.gone:
            watch.working.uncancel()
            raise HttpError(400, "the client has gone") from None
        raise
    finally:
        clock.cancel()
        watch.end()


class _Watch:
    """Cancels who works for a request when its client goes. Most work is done before it begins."""

    def __init__(self, request: Request) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # it is made within one
        self.request, self.working, self.gone = request, task, False
        self._watching: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._watching = asyncio.ensure_future(self._watch())

    def end(self) -> None:
        if self._watching:
            self._watching.cancel()

    async def _watch(self) -> None:
        while (await self.request.receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        self.working.cancel()
