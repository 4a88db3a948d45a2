"""Packed files: gzip and Zstandard, told by their first bytes and unpacked as they are read.

A file that unpacks to far more than it holds is refused where it does: memory and time stay in proportion to what was given.
"""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any, cast

from kg.errors import SourceError

SUFFIXES = (".gz", ".zst")
GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
FREE = 64 * 1024 * 1024  # bytes that any file may unpack to
LARGEST_GROWTH = 250  # bytes out for each byte in, past those; JSON of news has 3 to 20
LARGEST_WINDOW = 27  # log2 of the bytes that Zstandard may ask for to look back on: its own default, 128 MiB


def without_suffix(name: str) -> str:
    """Take the suffix of a packed file off its name.

    >>> without_suffix("wire.jsonl.zst"), without_suffix("wire.jsonl")
    ('wire.jsonl', 'wire.jsonl')
    """
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def unpacked_head(data: bytes, size: int) -> bytes:
    """Give what the first bytes of a file unpack to, as far as they tell; nothing when they are broken.

    >>> unpacked_head(gzip.compress(b"WARC/1.1 and more")[:-8], 6), unpacked_head(b"words", 4)
    (b'WARC/1', b'word')
    """
    try:
        if data.startswith(GZIP):
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, size)
        if data.startswith(ZSTD):
            return _zstd_head(data, size)
    except zlib.error:
        return b""
    return data[:size]


def _zstd_head(data: bytes, size: int) -> bytes:
    from backports import zstd

    try:
        return zstd.ZstdDecompressor(options=_options()).decompress(data, size)
    except zstd.ZstdError:
        return b""


def unpacked(file: io.BufferedReader[Any], name: str) -> io.BufferedReader[Any]:
    """Give a file's bytes unpacked, or the file itself when it is not packed.

    Parameters
    ----------
    file : io.BufferedReader
    name : str
        What it is called in messages. Reading raises SourceError when the packing is broken, cut off, or grows too much.
    """
    head = file.peek(len(ZSTD))
    if head.startswith(GZIP):
        return io.BufferedReader(cast("Any", _gzip(file, name)))
    if head.startswith(ZSTD):
        return io.BufferedReader(cast("Any", _zstd(file, name)))
    return file


def _gzip(file: io.BufferedReader[Any], name: str) -> _Unpacked:
    packed = _Counted(file)
    return _Unpacked(packed, gzip.GzipFile(fileobj=cast("Any", packed)), (gzip.BadGzipFile, zlib.error), name)


def _zstd(file: io.BufferedReader[Any], name: str) -> _Unpacked:
    from backports import zstd

    packed = _Counted(file)
    return _Unpacked(packed, zstd.ZstdFile(cast("Any", packed), options=_options()), (zstd.ZstdError,), name)


def _options() -> dict[int, int]:
    from backports import zstd

    return {int(zstd.DecompressionParameter.window_log_max): LARGEST_WINDOW}


class _Counted:
    """The packed bytes, counted as they are read."""

    def __init__(self, file: io.BufferedReader[Any]) -> None:
        self._file, self.count = file, 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        return data

    def close(self) -> None:
        self._file.close()


class _Unpacked(io.RawIOBase):
    """The bytes of a packed file; what is broken after all raises SourceError."""

    def __init__(self, packed: _Counted, file: Any, faults: tuple[type[Exception], ...], name: str) -> None:
        self._packed, self._file, self._name, self._count = packed, file, name, 0
        self._faults: tuple[type[Exception], ...] = (EOFError, *faults)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer."""
        try:
            data: bytes = self._file.read(len(buffer))
        except self._faults as fault:
            raise SourceError(f"the packed file is broken or cut off: {fault}", where=self._name,
                              valid="a whole gzip or Zstandard file") from fault
        self._count += len(data)
        if self._count > max(FREE, LARGEST_GROWTH * self._packed.count):
            raise SourceError(f"the packed file unpacks to more than {LARGEST_GROWTH} times its size", where=self._name,
                              valid=f"at most that, or {FREE:,} bytes")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what it reads from."""
        self._file.close()
        self._packed.close()
        super().close()
