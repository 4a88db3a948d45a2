"""Where a worker writes its answer: into memory, and what is larger into a file that the asking process reads."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO, Any

SMALL = 256 * 1024  # bytes that are sent rather than written to a file


class SpoolFullError(OSError):
    """More bytes were written than there may be."""


class Spool(io.RawIOBase):
    """A binary file in memory, up to a few hundred kilobytes.

    Parameters
    ----------
    path : str
        The file for what is larger, made when it is needed; empty keeps everything in memory.
    largest : int
        Bytes at most; 0 for any number.

    Raises
    ------
    SpoolFullError
        While it is written.

    Examples
    --------
    >>> spool = Spool("", 10)
    >>> spool.write(b"short"), spool.body()
    (5, b'short')
    """

    def __init__(self, path: str, largest: int) -> None:
        self._path, self._largest, self._size = path, largest, 0
        self._file: IO[bytes] = io.BytesIO()

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, data: Any) -> int:
        """Take some bytes."""
        self._size += len(data)
        if self._largest and self._size > self._largest:
            raise SpoolFullError(f"an answer of more than {self._largest:,} bytes")
        if self._path and self._size > SMALL and isinstance(self._file, io.BytesIO):
            head, self._file = self._file.getvalue(), Path(self._path).open("xb")  # noqa: SIM115
            self._file.write(head)
        return self._file.write(data)

    def body(self) -> bytes | None:
        """Give the bytes, or None when they are in the file."""
        if isinstance(self._file, io.BytesIO):
            return self._file.getvalue()
        self._file.close()
        return None
