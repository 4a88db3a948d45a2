"""An input: a named file or a stream, read within a size limit and decoded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Article

LARGEST_FILE = 64 * 1024 * 1024  # bytes of a page or text
LARGEST_TEXT = 2_000_000  # characters of one article
LONGEST_ID = 400


class Input:
    """A file by name, or an open stream."""

    def __init__(self, name: str, stream: BinaryIO | None) -> None:
        self.name = name
        self._stream = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
        self._head = b""

    @property
    def suffix(self) -> str:
        """The suffix in lower case; empty for streams."""
        return "" if self._stream is not None else Path(self.name).suffix.lower()

    def peek(self) -> bytes:
        """The first bytes of a stream, which stay to be read."""
        if self._stream is not None and not self._head:
            self._head = self._stream.read(4096)
        return self._head

    def data(self) -> bytes:
        """All bytes; raises SourceError over the limit."""
        if self._stream is not None:
            data = self._head + self._stream.read(LARGEST_FILE + 1)
        else:
            with Path(self.name).open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise SourceError("the file is too large", where=self.name, valid=f"at most {LARGEST_FILE} bytes")
        return data

    def lines(self) -> Iterator[bytes]:
        """Lines one by one, never the whole file; a line over the limit is cut and so will not parse."""
        if self._stream is not None:
            yield from io.BytesIO(self._head + self._stream.readline(LARGEST_FILE)) if self._head else ()
            while line := self._stream.readline(LARGEST_FILE):
                yield line
        else:
            with Path(self.name).open("rb") as file:
                while line := file.readline(LARGEST_FILE):
                    yield line

    def text(self) -> str:
        """The text, decoded; mis-decoded text is mended, line ends are ``\\n``."""
        return mended(decoded(self.data(), self.name))


def decoded(data: bytes, name: str) -> str:
    """Decode bytes as UTF-8, else by what they look like.

    Raises
    ------
    SourceError
        When they look like no text.
    """
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("not a text file", where=name, valid="text in UTF-8 or another encoding")
    for encoding in ("utf-8-sig", "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise SourceError("the encoding is unknown", where=name, valid="text in UTF-8 or another encoding")
    return str(best)


def mended(text: str) -> str:
    """Undo mis-decoding and foreign line ends, and nothing else: quotation marks stay as they are.

    >>> mended("Ellisonâ€™s offi\\u00adce\\r\\n")
    'Ellison’s offi\\xadce\\n'
    """
    from ftfy import TextFixerConfig, fix_encoding

    config = TextFixerConfig(unescape_html=False, replace_lossy_sequences=False)
    return fix_encoding(text, config).replace("\r\n", "\n").replace("\r", "\n")


def article(source: str, *, text: str, id: str | None = None, **metadata: str | None) -> Article:
    """Make an article of what was read; without an id it gets one from its text and source.

    Raises
    ------
    SourceError
        When there is no text, too much, or characters that no file can hold.
    """
    if not text.strip():
        raise SourceError("there is no text", where=source, valid="an article's text")
    if len(text) > LARGEST_TEXT:
        raise SourceError(f"the text has {len(text)} characters", where=source, valid=f"at most {LARGEST_TEXT}")
    for value in (text, id, *metadata.values()):
        _check_characters(value, source)
    if id is not None and (len(id) > LONGEST_ID or not id.isprintable() or not id.strip()):
        raise SourceError("the id is not usable", where=source, valid=f"1 to {LONGEST_ID} printable characters")
    where = metadata.get("url") or source
    return Article(id=id or sha256(f"{where}\0{text}".encode()).hexdigest()[:16], text=text, source=source, **metadata)


def _check_characters(value: str | None, source: str) -> None:
    try:
        (value or "").encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(f"half a surrogate pair at character {error.start}", where=source, valid="Unicode text") from error
