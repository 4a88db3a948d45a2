"""What a writer is, what every writer is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Generic, Protocol, TypeVar

import pyoxigraph as ox

from kg.network.selection import PLAIN, Selection


@dataclass(frozen=True, slots=True)
class Request:
    """What to write: a store; for nodes and edges which statements become edges, and whether nodes are measured.

    ``rdf12`` asks RDF formats for statements as reifiers of triple terms.
    """

    store: ox.Store
    prefixes: Mapping[str, str]
    selection: Selection = PLAIN
    measured: bool = False
    rdf12: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """What the store has and the file has not, or has otherwise: how many of what, and why.

    >>> str(Loss("characters", 2, "XML cannot carry them; U+FFFD stands for each"))
    'without 2 characters: XML cannot carry them; U+FFFD stands for each'
    """

    what: str
    count: int
    why: str

    def __str__(self) -> str:
        return f"without {self.count:,} {self.what}: {self.why}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a writer wrote (``nodes``, ``edges``, ``quads``, ...), what it left out, and how others open it, if not plain.

    ``attributes`` are what ``nodes`` and ``edges`` carry.
    """

    wrote: Mapping[str, int]
    losses: tuple[Loss, ...] = ()
    advice: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def as_json(self, format_: str, selection: Selection) -> dict[str, Any]:
        """Give the report for a file, as JSON can hold it."""
        return {
            "format": format_,
            "selection": selection.described(),
            "wrote": dict(self.wrote),
            "attributes": {name: list(values) for name, values in self.attributes.items()},
            "lost": [{"what": loss.what, "count": loss.count, "why": loss.why} for loss in self.losses],
            "advice": list(self.advice),
        }


class Folder(Protocol):
    """Where a format of several files writes them."""

    def file(self, name: str) -> IO[bytes]:
        """Open a new file by its relative name, to be closed before the next is opened."""
        ...


OutputT_contra = TypeVar("OutputT_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Format(Generic[OutputT_contra]):
    """One export format; equal stores give equal bytes.

    ``network`` tells that it writes nodes and edges, so that a selection applies; ``rdf12`` that it can write RDF 1.2.
    """

    name: str
    description: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    write: Callable[[Request, OutputT_contra], Report]
    network: bool = True
    rdf12: bool = False

    def answers_to(self, name: str) -> bool:
        """Whether this is the format of a name, an extension or a media type."""
        wanted = name.strip().lower().removeprefix(".")
        return wanted == self.name or wanted in self.extensions or wanted in self.media_types


class Writer(Format[IO[bytes]]):
    """A format of one file: ``write`` is given the open file."""


class FolderWriter(Format[Folder]):
    """A format of several files: ``write`` is given where they go."""
