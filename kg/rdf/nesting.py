"""RDF files on their way to the parser: what is nested too deep is stopped before it gets there.

The parser of triple terms, of collections and of JSON calls itself for each level, and a file of some ten thousand levels
ends the process. So brackets are counted first, outside strings, IRIs and comments, as the bytes pass by. In N-Quads nothing
nests but triple terms: lines without the bytes that open one pass by uncounted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from kg.errors import SourceError
from kg.rdf.formats import Format

DEEPEST = 32  # brackets within brackets; what a store writes has three
LONGEST_TOKEN = 16 * 1024 * 1024  # bytes of one string, IRI or comment
CHUNK = 1024 * 1024

# Strings of the Turtle family end at their own quotes only, long ones at three; an IRI has no blank; an unfinished token
# matches as a lone quote or angle bracket.
TOKENS = re.compile(
    rb'''(?P<skipped>"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"""|\'\'\'(?:[^'\\]|\\.|'{1,2}(?!'))*+\'\'\'''' rb"""
      |"(?!"")(?:[^"\\\n\r]|\\.)*+"|'(?!'')(?:[^'\\\n\r]|\\.)*+'|<(?!<)[^<>"\s]*+>|\#[^\n\r]*+[\n\r]|\\.)
      |(?P<open><<\(?|[(\[{])|(?P<close>\)?>>|[)\]}])|(?P<unfinished>["'<\#\\])""", re.DOTALL | re.VERBOSE)
JSON_TOKENS = re.compile(rb'''(?P<skipped>"(?:[^"\\]|\\.)*+")|(?P<open>[\[{])|(?P<close>[\]}])|(?P<unfinished>")''', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Syntax:
    """How nesting is found in a family of formats.

    ``opening`` is there for those of which a line is whole: the bytes without which a line has nothing nested.
    """

    tokens: re.Pattern[bytes]
    opening: bytes | None = None


TURTLE, LINES, JSON = Syntax(TOKENS), Syntax(TOKENS, opening=b"<<"), Syntax(JSON_TOKENS)
SYNTAXES = {"jsonld": JSON, "nquads": LINES, "ntriples": LINES}


def shallow(file: IO[bytes], format_: Format, where: str, largest: int) -> io.BufferedReader[Shallow]:
    """Give a file of a format to read, its nesting checked on the way; parameters and errors are those of :class:`Shallow`."""
    return io.BufferedReader(Shallow(file, SYNTAXES.get(format_.name, TURTLE), where, largest), io.DEFAULT_BUFFER_SIZE * 8)


class Shallow(io.RawIOBase):
    """A binary file whose bytes are given on once their nesting is known.

    Parameters
    ----------
    file : binary file
    syntax : Syntax
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

    def __init__(self, file: IO[bytes], syntax: Syntax, where: str, largest: int) -> None:
        self._chunks = _checked(file, syntax, where, largest)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer."""
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = memoryview(chunk)
        data, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _checked(file: IO[bytes], syntax: Syntax, where: str, largest: int) -> Iterator[bytes]:
    """Give the file on, each chunk up to the last token, or the last line, that is whole."""
    rest, depth, line, column, size, more = b"", 0, 1, 0, 0, True
    while more:
        data = file.read(CHUNK)
        more, size = bool(data), size + len(data)
        if size > largest:
            raise SourceError("the file is too large", where=where, valid=f"at most {largest:,} bytes unpacked")
        rest += data if more else b"\n"  # which ends a comment, and is white space elsewhere
        if syntax.opening is None or syntax.opening in rest:
            end, depth = _counted(rest, syntax.tokens, depth, more=more)
        else:
            end = rest.rfind(b"\n") + 1
        if depth > DEEPEST:
            raise SourceError("nested too deep", where=_place(where, rest[:end], line, column),
                              valid=f"at most {DEEPEST} brackets within brackets")
        if len(rest) - end > LONGEST_TOKEN or (not more and end < len(rest)):
            raise SourceError("a string that does not end", where=_place(where, rest[:end], line, column),
                              valid=f"a string of at most {LONGEST_TOKEN:,} bytes")
        given, rest = rest[:end], rest[end:]
        line, column = _after(given, line, column)
        yield given


def _counted(data: bytes, tokens: re.Pattern[bytes], depth: int, *, more: bool) -> tuple[int, int]:
    """Give where the last token that is whole ends, or the first bracket too deep begins, and how deep it is there."""
    for token in tokens.finditer(data):
        # A token that touches the end may go on in the next chunk: two quotes may be the first of three.
        if (more and token.end() == len(data)) or (token["unfinished"] and _may_go_on(token, data)):
            return token.start(), depth
        depth += bool(token["open"]) - bool(token["close"])
        if depth > DEEPEST:
            return token.start(), depth
    return len(data), depth


def _may_go_on(token: re.Match[bytes], data: bytes) -> bool:
    """Whether what looks unfinished is a string or comment cut off, or an IRI within reach of the end."""
    return token["unfinished"] in b"\"'#" or b"\n" not in data[token.start() :]


def _after(data: bytes, line: int, column: int) -> tuple[int, int]:
    lines = data.count(b"\n")
    return line + lines, len(data) - data.rfind(b"\n") - 1 if lines else column + len(data)


def _place(where: str, before: bytes, line: int, column: int) -> str:
    line, column = _after(before, line, column)
    return f"{where}, line {line}, column {column + 1}"
