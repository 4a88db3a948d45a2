"""What a writer is, and what every writer is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

import pyoxigraph as ox

from kg.network import PLAIN, Selection


@dataclass(frozen=True, slots=True)
class Request:
    """What to write: a store, and for graphs of nodes and edges which statements become edges."""

    store: ox.Store
    prefixes: dict[str, str]
    selection: Selection = PLAIN


@dataclass(frozen=True, slots=True)
class Writer:
    """One export format.

    ``write`` writes to a binary file and gives notes, in words for a person, of what this store has and the file
    has not ("without ...") or has otherwise ("with ..."). Equal stores give equal bytes.
    """

    name: str
    description: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    write: Callable[[Request, IO[bytes]], list[str]]

    def answers_to(self, name: str) -> bool:
        """Whether this is the format of a name, an extension or a media type."""
        wanted = name.strip().lower().removeprefix(".")
        return wanted == self.name or wanted in self.extensions or wanted in self.media_types
