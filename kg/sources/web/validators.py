"""What servers said of the state of what was fetched (ETag, Last-Modified), kept so that they can be asked for changes.

The file belongs to one store and one way of reading: what was read in another way must be read again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kg.errors import SourceError
from kg.files import complete

CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
MOST = 20_000  # addresses; those not asked for the longest are forgotten first
LONGEST = 1000  # characters of what a server said


class Validators:
    """The validators of addresses.

    Parameters
    ----------
    path : Path, optional
        The file; read when it is there. None keeps nothing.
    reading : str
        The way of reading. What the file says of another is forgotten.

    Raises
    ------
    SourceError
        When the file is something else.

    Examples
    --------
    >>> known = Validators(None, "")
    >>> known.learn("https://news.example/feed", {"etag": '"1"', "server": "x"})
    >>> known.conditions("https://news.example/feed")
    {'If-None-Match': '"1"'}
    """

    def __init__(self, path: Path | None, reading: str) -> None:
        self._path, self._reading, self._asked = path, reading, False
        self._known: dict[str, dict[str, str]] = _read(path, reading) if path and path.exists() else {}

    def conditions(self, url: str) -> dict[str, str]:
        """Give the headers that ask for an address only if it has changed."""
        return {CONDITIONS[name]: value for name, value in self._known.get(url, {}).items()}

    def learn(self, url: str, headers: Mapping[str, str]) -> None:
        """Take what a server says of an address."""
        self._asked = True
        self._known.pop(url, None)
        found = {name: headers[name] for name in CONDITIONS if name in headers and _is_header(headers[name])}
        if found:
            self._known[url] = found

    def keep(self, url: str) -> None:
        """Note that an address was asked for and has not changed."""
        self._asked = True
        if url in self._known:
            self._known[url] = self._known.pop(url)

    def forget(self) -> None:
        """Know nothing any more."""
        self._known.clear()

    def save(self) -> None:
        """Write the file, where there is to be one and anything was asked for."""
        if self._path is not None and self._asked:
            recent = dict(list(self._known.items())[-MOST:])
            content = {"reading": self._reading, "validators": recent}
            with complete(self._path) as file:
                file.write(json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")


def _is_header(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and value.isprintable() and value.isascii()


def _read(path: Path, reading: str) -> dict[str, dict[str, str]]:
    try:
        content = json.loads(path.read_bytes())
        known = {url: {name: value for name, value in said.items() if name in CONDITIONS and _is_header(value)}
                 for url, said in content["validators"].items()}
        return known if content["reading"] == reading else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError("not the file in which fetched addresses are remembered", where=str(path),
                          valid="another file, or none: it is made anew") from error
