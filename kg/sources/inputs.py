"""An input: a named file or a stream, unpacked, read within limits and decoded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from kg.errors import SourceError
from kg.sources.packing import ZSTD, unpacked, unpacked_head, without_suffix

LARGEST_FILE = 64 * 1024 * 1024  # bytes of a text, or of a JSON file, after unpacking
LONGEST_LINE = 16 * 1024 * 1024  # bytes of a line of JSON Lines
HEAD = 4096  # bytes that tell the format of a stream
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Input:
    """A file by name, or an open stream under a name.

    Parameters
    ----------
    name : str
        A path, or what a stream is called in messages.
    stream : BinaryIO, optional
        The stream; without it the file of that name is opened when it is read.
    charset : str, optional
        The encoding that the server named, where there was one.
    """

    def __init__(self, name: str, stream: BinaryIO | None = None, charset: str | None = None) -> None:
        self.name = name
        self.charset = charset
        self._stream = stream
        self._file: io.BufferedReader[Any] | None = None
        self._opened: io.BufferedReader[Any] | None = None

    @property
    def is_file(self) -> bool:
        """Whether it is a file by name, which can be opened as often as is needed."""
        return self._stream is None

    @property
    def suffix(self) -> str:
        """The suffix in lower case, without that of a packed file; empty for streams.

        >>> Input("news/Wire.JSONL.gz").suffix
        '.jsonl'
        """
        return Path(without_suffix(self.name.lower())).suffix if self.is_file else ""

    @property
    def is_packed(self) -> bool:
        """Whether its bytes are those of a packed file."""
        return self.unpacked() is not self._raw()

    @property
    def position(self) -> int:
        """How many bytes of it, as it is packed, have been taken; 0 once it is closed, or where a reader opens it itself."""
        return 0 if self._file is None or self._file.closed else self._file.tell()

    def head(self) -> bytes:
        """Give the first bytes, which stay to be read."""
        return unpacked_head(self._raw().peek(HEAD), HEAD)

    def read(self, limit: int = LARGEST_FILE) -> bytes:
        """Give all bytes; raises SourceError when there are more than ``limit``."""
        with self.unpacked() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise SourceError("the file is too large", where=self.name, valid=f"at most {limit:,} bytes")
        return data

    def lines(self, limit: int = LONGEST_LINE) -> Iterator[bytes | None]:
        """Give the lines one by one; None stands for a line of more than ``limit`` bytes, which is passed over."""
        with self.unpacked() as file:
            while line := file.readline(limit + 1):
                if len(line) <= limit:
                    yield line
                    continue
                while line and not line.endswith(b"\n"):
                    line = file.readline(limit)
                yield None

    def text(self) -> str:
        """Give the text, decoded and mended; line ends are ``\\n``."""
        return mended(decoded(self.read(), self.name))

    def packed(self) -> io.BufferedReader[Any]:
        """Open the file as it is, for a reader that unpacks gzip, but not Zstandard, itself, and closes the file."""
        file = self._raw()
        return self.unpacked() if file.peek(len(ZSTD)).startswith(ZSTD) else file

    def unpacked(self) -> io.BufferedReader[Any]:
        """Open the file, unpacked where it is packed."""
        if self._opened is None:
            self._opened = unpacked(self._raw(), self.name)
        return self._opened

    def _raw(self) -> io.BufferedReader[Any]:
        if self._file is None:
            raw = self._stream if self._stream is not None else open(self.name, "rb")  # noqa: PTH123, SIM115  closed by readers
            self._file = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast("Any", raw))
        return self._file


def decoded(data: bytes, where: str, charset: str | None = None) -> str:
    """Decode UTF-8 or marked UTF-16, else what the bytes look like.

    Parameters
    ----------
    data : bytes
    where : str
        The file, for the message.
    charset : str, optional
        What the file is said to be in; believed when it is not UTF-8 and can be read so.

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
        text = _as_said(data, charset) or _guessed(data, where)
    if "\0" in text:
        raise SourceError("not a text file", where=where, valid="text in UTF-8 or another encoding")
    return text


def _as_said(data: bytes, charset: str | None) -> str | None:
    try:
        return data.decode(charset) if charset else None
    except (LookupError, ValueError):  # no such charset, or not in it
        return None


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
