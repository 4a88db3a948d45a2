"""Where a store is: in a folder on this disk, or at the address of a server."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TypeGuard

from kg.files import safe_name

Place = Path | str
ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_address(place: object) -> TypeGuard[str]:
    """Whether a store is on a server, and not in a folder.

    >>> is_address("http://localhost:7878"), is_address("news.kg")
    (True, False)
    """
    return isinstance(place, str) and ADDRESS.match(place) is not None


def stem(place: Place) -> Path:
    """Give the path after which files are called that go with a store: beside its folder, or in the folder that one is in.

    >>> stem(Path("news.kg")).name, stem("http://db.example").name
    ('news.kg', 'db.example')
    """
    return Path(safe_name(ADDRESS.sub("", place).partition("#")[0].rstrip("/"))) if isinstance(place, str) else place


def room(place: Place) -> Path:
    """Give a folder on whose disk there is room for what goes into a store."""
    return Path(tempfile.gettempdir()) if isinstance(place, str) else place.resolve().parent
