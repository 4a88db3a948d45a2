"""Web archives for tests and benchmarks, written by warcio."""

from __future__ import annotations

import io
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.sources.pages import PARAGRAPHS, page

HTML = ("Content-Type", "text/html; charset=utf-8")
WHEN = "2026-02-05T08:00:00Z"
PAGE = page(*PARAGRAPHS)


class Archive:
    """An archive that is being written, and where its records begin."""

    def __init__(self, *, packed: bool, out: BinaryIO | None = None) -> None:
        self.out: BinaryIO = out or io.BytesIO()
        self.offsets: list[int] = []
        self._writer = WARCWriter(self.out, gzip=packed)

    def add(self, body: bytes | str = PAGE, *headers: tuple[str, str], number: int | None = None,
            status: str = "200 OK", kind: str = "response") -> Archive:
        """Write an answer of a server."""
        number = len(self.offsets) if number is None else number
        self.offsets.append(self.out.tell())
        http = StatusAndHeaders(status, list(headers or [HTML]), protocol="HTTP/1.1")
        payload = io.BytesIO(body.encode() if isinstance(body, str) else body)
        self._writer.write_record(self._writer.create_warc_record(
            f"https://news.example/{number}", kind, payload=payload, http_headers=http, warc_headers_dict={"WARC-Date": WHEN}))
        return self

    @property
    def data(self) -> bytes:
        """The archive as bytes, when it was written in memory."""
        assert isinstance(self.out, io.BytesIO)
        return self.out.getvalue()
