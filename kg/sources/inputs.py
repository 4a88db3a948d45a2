"""An input: a named file or a stream, unpacked, read within limits and decoded."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from kg.errors import SourceError

LARGEST_FILE = 64 * 1024 * 1024  # bytes of a text, or of a JSON file, after unpacking
LONGEST_LINE = 16 * 1024 * 1024  # bytes of a line of JSON Lines
HEAD = 4096  # bytes that tell the format of a stream
GZIP = b"\x1f\x8b"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Input:
    """A file by name, or an open stream under a name.

    Parameters
    ----------
    name : str
        A path, or what a stream is called in messages.
    stream : BinaryIO, optional
        The stream; without it the file of that name is opened when it is read.
    """

    def __init__(self, name: str, stream: BinaryIO | None = None) -> None:
        self.name = name
        self._stream = stream
        self._opened: io.BufferedReader[Any] | None = None

    @property
    def suffix(self) -> str:
        """The suffix in lower case, without that of a packed file; empty for streams.

        >>> Input("news/Wire.JSONL.gz").suffix
        '.jsonl'
        """
        name = self.name.lower().removesuffix(".gz")
        return "" if self._stream is not None else Path(name).suffix

    def head(self) -> bytes:
        """Give the first bytes, which stay to be read."""
        return self._file().peek(HEAD)[:HEAD]

    def read(self, limit: int = LARGEST_FILE) -> bytes:
        """Give all bytes; raises SourceError when there are more than ``limit``."""
        with self._file() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise SourceError("the file is too large", where=self.name, valid=f"at most {limit:,} bytes")
        return data

    def lines(self, limit: int = LONGEST_LINE) -> Iterator[bytes | None]:
        """Give the lines one by one; None stands for a line of more than ``limit`` bytes, which is passed over."""
        with self._file() as file:
            while line := file.readline(limit + 1):
                if len(line) <= limit:
                    yield line
                    continue
                while line and not line.endswith(b"\n"):
                    line = file.readline(limit)
                yield None

    def stream(self) -> io.BufferedReader[Any]:
        """Give the open file, unpacked where it is packed; who reads it closes it."""
        return self._file()

    def text(self) -> str:
        """Give the text, decoded and mended; line ends are ``\\n``."""
        return mended(decoded(self.read(), self.name))

    def _file(self) -> io.BufferedReader[Any]:
        """The open file, unpacked where it is packed."""
        if self._opened is None:
            raw = self._stream if self._stream is not None else open(self.name, "rb")  # noqa: PTH123, SIM115  closed by readers
            file = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast("Any", raw))
            packed = file.peek(len(GZIP)).startswith(GZIP)
            self._opened = io.BufferedReader(cast("Any", _Unpacked(file, self.name))) if packed else file
        return self._opened


class _Unpacked(io.RawIOBase):
    """The bytes of a gzip file; what is no gzip after all raises SourceError."""

    def __init__(self, file: io.BufferedReader[Any], name: str) -> None:
        self._packed, self._file, self._name = gzip.GzipFile(fileobj=file), file, name

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer."""
        try:
            data = self._packed.read(len(buffer))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise SourceError("the gzip file is broken or cut off", where=self._name) from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what it reads from."""
        self._packed.close()
        self._file.close()
        super().close()


def decoded(data: bytes, where: str) -> str:
    """Decode UTF-8 or marked UTF-16, else what the bytes look like.

    Parameters
    ----------
    data : bytes
    where : str
        The file, for the message.

    Raises
    ------
    SourceError
        When they look like no text.

    Examples
    --------
    >>> decoded("\\ufeffSaint-Cyr".encode("utf-16"), "story.txt")
    'Saint-Cyr'
    """
    try:
        if data.startswith(UTF16):
            return data.decode("utf-16").removeprefix("\ufeff")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _guessed(data, where)
    if "\0" in text:
        raise SourceError("not a text file", where=where, valid="text in UTF-8 or another encoding")
    return text


def _guessed(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    best = None if b"\0" in data[:HEAD] else from_bytes(data).best()
    if best is None:
        raise SourceError("not a text file, or its encoding is unknown", where=where, valid="text in UTF-8 or another encoding")
    return str(best)


def mended(text: str) -> str:
    """Undo mis-decoding and foreign line ends, and nothing else: typographic marks and widths stay as they are.

    Lines are mended one by one, as one may be mis-decoded and the next not.

    Examples
    --------
    >>> mended("Ellisonâ€™s office\\r\\n“Said so”")
    'Ellison’s office\\n“Said so”'
    """
    from ftfy import TextFixerConfig, fix_encoding

    config = TextFixerConfig(unescape_html=False, replace_lossy_sequences=False)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line if line.isascii() else fix_encoding(line, config) for line in lines)
