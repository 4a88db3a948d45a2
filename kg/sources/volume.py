"""How much of the inputs has been read: bytes passed, of all bytes that there are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from kg.sources.inputs import Input
from kg.sources.registry import files


class Volume:
    """The bytes of inputs, and how many of them lie behind the reader.

    Give it to :func:`kg.sources.read` as ``on_open``.

    Parameters
    ----------
    inputs : iterable of str or Path
        As :func:`kg.sources.read` takes them. Where one is no file or folder, nobody knows how much there is.

    Examples
    --------
    >>> Volume(["-"]).share is None
    True
    """

    def __init__(self, inputs: Iterable[str | Path]) -> None:
        self._inputs = tuple(inputs)
        self._passed = 0
        self._source: Input | None = None

    def __call__(self, source: Input) -> None:
        """Note that this source is read now, and those before it are done with."""
        if self._source is not None and self._source.is_file:
            self._passed += _size(self._source)
        self._source = source

    @cached_property
    def _total(self) -> int | None:
        """The bytes of all files to be read, looked up once somebody asks; None where something else is to be read too."""
        total = 0
        for name in self._inputs:
            found = files(str(name))
            if found is None:
                return None
            total += sum(map(_size, found))
        return total

    @property
    def share(self) -> float | None:
        """The share of the bytes that has been read, 0 to 1; None where nobody knows."""
        if not self._total:
            return None
        position = self._source.position if self._source is not None else 0
        return min(1.0, (self._passed + position) / self._total)


def _size(source: Input) -> int:
    try:
        return Path(source.name).stat().st_size
    except OSError:  # it is gone, or never was there: the reader says so
        return 0
