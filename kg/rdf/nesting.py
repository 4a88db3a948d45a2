"""RDF files on their way to the parser: what is nested too deep is stopped before it gets there.

The parser of triple terms, of collections and of JSON calls itself for each level, and a file of some ten thousand levels
ends the process. So brackets are counted first, outside strings, IRIs and comments, as the bytes pass by.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO, Any

from kg.errors import SourceError

DEEPEST = 32  # brackets within brackets; what a store writes has three
LONGEST_TOKEN = 16 * 1024 * 1024  # bytes of one string, IRI or comment
CHUNK = 1024 * 1024

# Strings of the Turtle family end at their own quotes only, long ones at three; an IRI has no blank; an unfinished token
# matches as a lone quote or angle bracket.
TURTLE = re.compile(
    rb'''(?P<skipped>"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"""|\'\'\'(?:[^'\\]|\\.|'{1,2}(?!'))*+\'\'\'''' rb"""
      |"(?!"")(?:[^"\\\n\r]|\\.)*+"|'(?!'')(?:[^'\\\n\r]|\\.)*+'|<(?!<)[^<>"\s]*+>|\#[^\n\r]*+[\n\r]|\\.)
      |(?P<open><<\(?|[(\[{])|(?P<close>\)?>>|[)\]}])|(?P<unfinished>["'<\#\\])""", re.DOTALL | re.VERBOSE)
JSON = re.compile(rb'''(?P<skipped>"(?:[^"\\]|\\.)*+")|(?P<open>[\[{])|(?P<close>[\]}])|(?P<unfinished>")''', re.DOTALL)


class Shallow(io.RawIOBase):
    """A binary file whose bytes are given on once their nesting is known.

    Parameters
    ----------
    file : binary file
    tokens : re.Pattern
        :data:`TURTLE` for Turtle and its family, :data:`JSON` for JSON-LD.
    where : str
        The file, for the message.
    largest : int
        Bytes that are read at most.

    Raises
    ------
    SourceError
        While it is read: when brackets are nested more than 32 deep, a string does not end, or the file is too large.

    Examples
    --------
    >>> Shallow(io.BytesIO(b"[" * 100), JSON, "deep.jsonld", 1000).read()
    Traceback (most recent call last):
    kg.errors.SourceError: nested too deep (at deep.jsonld, line 1, column 33); valid: at most 32 brackets within brackets
    """

    def __init__(self, file: IO[bytes], tokens: re.Pattern[bytes], where: str, largest: int) -> None:
        self._chunks = _checked(file, tokens, where, largest)
        self._left = b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer."""
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = chunk
        data, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _checked(file: IO[bytes], tokens: re.Pattern[bytes], where: str, largest: int) -> Iterator[bytes]:
    """Give the file on, each chunk up to the last token that is whole."""
    rest, depth, line, column, size, more = b"", 0, 1, 0, 0, True
    while more:
        data = file.read(CHUNK)
        more, size = bool(data), size + len(data)
        if size > largest:
            raise SourceError("the file is too large", where=where, valid=f"at most {largest:,} bytes unpacked")
        rest += data if more else b"\n"  # which ends a comment, and is white space elsewhere
        end = len(rest)
        for token in tokens.finditer(rest):
            # A token that touches the end may go on in the next chunk: two quotes may be the first of three.
            if (more and token.end() == len(rest)) or (token["unfinished"] and _may_go_on(token, rest)):
                end = token.start()
                break
            depth += bool(token["open"]) - bool(token["close"])
            if depth > DEEPEST:
                raise SourceError("nested too deep", where=_place(where, rest[: token.start()], line, column),
                                  valid=f"at most {DEEPEST} brackets within brackets")
        if len(rest) - end > LONGEST_TOKEN or (not more and end < len(rest)):
            raise SourceError("a string that does not end", where=_place(where, rest[:end], line, column),
                              valid=f"a string of at most {LONGEST_TOKEN:,} bytes")
        given, rest = rest[:end], rest[end:]
        line, column = _after(given, line, column)
        yield given


def _may_go_on(token: re.Match[bytes], data: bytes) -> bool:
    """Whether what looks unfinished is a string or comment cut off, or an IRI within reach of the end."""
    return token["unfinished"] in b"\"'#" or b"\n" not in data[token.start() :]


def _after(data: bytes, line: int, column: int) -> tuple[int, int]:
    lines = data.count(b"\n")
    return line + lines, len(data) - data.rfind(b"\n") - 1 if lines else column + len(data)


def _place(where: str, before: bytes, line: int, column: int) -> str:
    line, column = _after(before, line, column)
    return f"{where}, line {line}, column {column + 1}"
