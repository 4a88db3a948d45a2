"""What is said to worker processes, and what they answer, as msgpack."""

from __future__ import annotations

from typing import Literal

import msgspec

WITHDRAWN = b""
"""In place of a message: the one before it is withdrawn, where it is not begun. It has no answer of its own."""
Kind = Literal["solutions", "boolean", "graph", "view"]


class Request(msgspec.Struct, frozen=True, tag=True):
    """A query that the guard has let pass.

    ``results`` and ``graph`` are media types: of what SELECT and ASK give, and of what CONSTRUCT and DESCRIBE give.
    ``union`` makes the default graph the union of all graphs, unless ``dataset`` has the graphs to be read instead: those
    that make up the default graph, and the named ones. ``seconds`` bounds the processor time. An answer of more than a few
    hundred kilobytes goes to the file ``spool``, of at most ``largest`` bytes; without a file it is sent whole.
    """

    query: str
    results: str
    graph: str
    union: bool
    seconds: float
    prefixes: dict[str, str]
    dataset: tuple[list[str], list[str]] | None = None
    base: str | None = None
    spool: str = ""
    largest: int = 0


class View(msgspec.Struct, frozen=True, tag=True):
    """What a page shows: the name of a view, its parameters, and the seconds it may take."""

    name: str
    parameters: dict[str, str]
    seconds: float


class Open(msgspec.Struct, frozen=True, tag=True):
    """Leave the store for the one in another folder."""

    folder: str


class Reply(msgspec.Struct, frozen=True, tag=True):
    """An answer, serialised whole: ``body``, or where that is None the file that was asked for."""

    kind: Kind
    body: bytes | None


class Failure(msgspec.Struct, frozen=True, tag=True):
    """Why there is no answer."""

    kind: Literal["syntax", "memory", "size", "store", "absent", "parameter", "fault"]
    message: str


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The worker has opened the store."""


class Withdrawn(msgspec.Struct, frozen=True, tag=True):
    """What was asked was withdrawn before it was begun."""


Message = Request | View | Open | Reply | Failure | Ready | Withdrawn

encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(Message).decode
