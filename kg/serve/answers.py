"""Answers that are whole before their first byte leaves: from memory with a tag, or streamed from a file."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Coroutine, Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.serve.negotiation import best
from kg.serve.problems import HttpError
from kg.serve.readers import Answered

CHUNK = 64 * 1024
GZIP, LEVEL = "gzip", 4
WORTH, LONG = 1_000, 128 * 1024  # bytes from which an answer is compressed, and from which that is done in a thread
PACKED_ALREADY = frozenset(("font/woff2",))
COMMON = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
SOON = 0.25  # seconds after which it is watched whether the client is still there

T = TypeVar("T")


async def of_answered(request: Request, answered: Answered, media_type: str) -> Response:
    """Answer with what a process has given."""
    if answered.body is None:
        return of_file(request, Path(answered.file), media_type)
    return await of_bytes(request, answered.body, media_type)


async def of_bytes(request: Request, body: bytes, media_type: str, **headers: str) -> Response:
    """Answer with bytes; who has them already is told so. Compressed they are another answer, of another tag."""
    packs = len(body) >= WORTH and media_type not in PACKED_ALREADY and _unpacks(request)
    tag = f'"{sha256(body).hexdigest()[:32]}{f"-{GZIP}" if packs else ""}"'
    headers = {**COMMON, "ETag": tag, **headers}
    if _is_known(request, tag):
        return Response(status_code=304, headers=headers)
    if packs:
        headers["Content-Encoding"] = GZIP
        body = await asyncio.to_thread(_pack, body) if len(body) >= LONG else _pack(body)
    return Response(body, headers=headers, media_type=media_type)


def of_file(request: Request, file: Path, media_type: str) -> Response:
    """Answer with the bytes of a file, which is removed at once and read to its end."""
    opened = file.open("rb")
    length = file.stat().st_size
    file.unlink()
    if _unpacks(request):
        return StreamingResponse(_packed(_chunks(opened)), headers={**COMMON, "Content-Encoding": GZIP}, media_type=media_type)
    return StreamingResponse(_chunks(opened), headers={**COMMON, "Content-Length": str(length)}, media_type=media_type)


def _unpacks(request: Request) -> bool:
    """Whether the client takes what is compressed."""
    accepted = request.headers.get("accept-encoding")
    return accepted is not None and best(accepted, (GZIP,)) is not None


def _is_known(request: Request, tag: str) -> bool:
    known = request.headers.get("if-none-match")
    return known is not None and any(t.strip().removeprefix("W/") in (tag, "*") for t in known.split(","))


def _pack(body: bytes) -> bytes:
    return b"".join(_packed(iter((body,))))


def _packed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Compress with gzip, which does not tell the time here."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()


def _chunks(opened: IO[bytes]) -> Iterator[bytes]:
    with opened:
        while chunk := opened.read(CHUNK):
            yield chunk


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
