"""RDF files -> quads: what ``kg export`` wrote, read as if a stranger had written it.

Nothing is fetched, sizes and depths are limited, and only formats that name their graphs are read: a store keeps articles
apart by their graphs, so that one can be replaced or removed, and triples without them could be given back to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import ExportError, SourceError
from kg.rdf.formats import FORMATS, Format, find
from kg.rdf.nesting import shallow
from kg.rdf.reification import plain
from kg.sources.inputs import Input

LARGEST = 64 * 1024 * 1024 * 1024  # bytes after unpacking
LARGEST_JSON = 4 * 1024 * 1024 * 1024
NAMED = tuple(f for f in FORMATS if f.graphs)
POSITION = re.compile(r"^Parser error (at|between|on) line \d+ .*?: ")


def format_of(source: Input, name: str | None = None) -> Format:
    """Give the format of a name, or else of a file's suffix.

    Raises
    ------
    SourceError
        When it is none that can be read back.

    Examples
    --------
    >>> format_of(Input("news.nq.gz")).name, format_of(Input("news.bin"), "trig").name
    ('nquads', 'trig')
    >>> format_of(Input("news.ttl"))
    Traceback (most recent call last):
    kg.errors.SourceError: turtle has no names of graphs, which keep articles apart (at news.ttl); valid: trig, nquads, jsonld
    """
    valid = ", ".join(f.name for f in NAMED)
    try:
        format_ = find(name or source.suffix)
    except ExportError:
        raise SourceError("no RDF format is known by that name", where=name or source.name, valid=valid) from None
    if not format_.graphs:
        raise SourceError(f"{format_.name} has no names of graphs, which keep articles apart", where=source.name, valid=valid)
    return format_


def read(source: Input, format_: Format) -> Iterator[ox.Quad]:
    """Read a file quad by quad; reifiers of RDF 1.2 become the triples of statements.

    Raises
    ------
    SourceError
        With line and column, when it is malformed, too large, too deep, or asks for a JSON-LD context from elsewhere.
    ValidationError
        When a node is blank, a quad has no graph, or a triple term is no statement's.

    Examples
    --------
    >>> import io
    >>> line = b'<http://x.example/a> <http://x.example/b> "c" <http://x.example/g> .'
    >>> [quad.object.value for quad in read(Input("x.nq", io.BytesIO(line)), find("nquads"))]
    ['c']
    """
    limit = LARGEST_JSON if format_.name == "jsonld" else LARGEST
    yield from plain(parsed(source, format_, limit))


def parsed(source: Input, format_: Format, largest: int) -> Iterator[ox.Quad]:
    """Parse a file quad by quad, whatever is in it.

    Parameters
    ----------
    source : Input
    format_ : Format
    largest : int
        Bytes after unpacking that are read at most.

    Raises
    ------
    SourceError
        With line and column, when it is malformed, too large, too deep, or asks for a JSON-LD context from elsewhere.
    """
    with source.unpacked() as file:
        try:
            yield from ox.parse(shallow(file, format_, source.name, largest), format=format_.engine)
        except SyntaxError as error:
            what = POSITION.sub("", error.msg)
            if "LoadDocumentCallback" in what:
                what = "a JSON-LD context from elsewhere, and nothing is fetched"
            place = f", line {error.lineno}, column {error.offset}" if error.lineno else ""
            raise SourceError(what, where=source.name + place, valid=f"{format_.name} as kg export writes it") from error
