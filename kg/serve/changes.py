"""What is said to the process that writes, and what it answers."""

from __future__ import annotations

from typing import Literal

import msgspec

from kg.identity.ledger import Decision


class Update(msgspec.Struct, frozen=True, tag=True):
    """A SPARQL update that the guard has let pass; ``base`` resolves its relative IRIs."""

    text: str
    base: str


class GraphChange(msgspec.Struct, frozen=True, tag=True):
    """A change of one graph, None for the default one: replaced by, added to from, or removed.

    ``file`` has the triples, in the format of a media type.
    """

    method: Literal["PUT", "POST", "DELETE"]
    graph: str | None
    file: str
    media_type: str
    base: str


class Decide(msgspec.Struct, frozen=True, tag=True):
    """A person's decision, written to the ledger in a file."""

    decision: Decision
    ledger: str


class Replay(msgspec.Struct, frozen=True, tag=True):
    """All decisions of the ledger in a file are laid over the store."""

    ledger: str


class Done(msgspec.Struct, frozen=True, tag=True):
    """It is written; ``existed`` tells whether the graph was there before, ``stale`` which decisions no longer apply."""

    existed: bool = True
    stale: tuple[Decision, ...] = ()


class Undone(msgspec.Struct, frozen=True, tag=True):
    """Nothing was written, because of ``error``: its class, and what, where and valid of :class:`kg.errors.KgError`."""

    error: str
    what: str
    where: str | None = None
    valid: str | None = None


Change = Update | GraphChange | Decide | Replay
Outcome = Done | Undone

encode = msgspec.msgpack.Encoder().encode
decode_change = msgspec.msgpack.Decoder(Change).decode
decode_outcome = msgspec.msgpack.Decoder(Outcome).decode
