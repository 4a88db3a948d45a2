"""What the runner and its worker processes say to each other, as msgpack."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["solutions", "boolean", "graph"]


class Request(msgspec.Struct, frozen=True, tag=True):
    """A query that the guard has let pass.

    ``results`` and ``graph`` are media types: of what SELECT and ASK give, and of what CONSTRUCT and DESCRIBE give.
    ``union`` makes the default graph the union of all graphs. ``seconds`` bounds the processor time.
    """

    query: str
    results: str
    graph: str
    union: bool
    seconds: float
    prefixes: dict[str, str]


class Reply(msgspec.Struct, frozen=True, tag=True):
    """An answer, serialised whole."""

    kind: Kind
    body: bytes


class Failure(msgspec.Struct, frozen=True, tag=True):
    """Why there is no answer: the query's syntax, the memory cap, or the store."""

    kind: Literal["syntax", "memory", "store"]
    message: str


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The worker has opened the store."""


Message = Request | Reply | Failure | Ready

encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(Message).decode
