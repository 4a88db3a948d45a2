"""Triples that somebody sends: read as a stranger's, without fetching, within bounds of size and depth."""

from __future__ import annotations

import re
import xml.parsers.expat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import SourceError
from kg.rdf.formats import FORMATS, Format
from kg.rdf.nesting import shallow

UPLOADED = tuple(f for f in FORMATS if not f.graphs or f.name == "jsonld")
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
PLACE = re.compile(r"Parser error at line \d+ (?:column \d+|between columns \d+ and (?:column )?\d+): ")
DEEPEST = 100  # elements within elements of RDF/XML: the time of its parser grows with their square
CHUNK, OVERLAP = 1 << 20, 64


def format_of(media_type: str) -> Format | None:
    """The format of one graph that a media type names, if any."""
    return next((f for f in UPLOADED if media_type in f.media_types), None)


def triples(file: Path, format_: Format, base: str, largest: int) -> Iterator[ox.Triple]:
    """Read the triples of a file.

    Raises
    ------
    SourceError
        With line and column, when it is malformed, too deep, has a document type, or a graph of its own.
    """
    with file.open("rb") as data:
        try:
            for quad in ox.parse(_checked(data, format_, largest), format=format_.engine, base_iri=base):
                if quad.graph_name != ox.DefaultGraph():
                    raise SourceError("a graph of its own within the upload", where=str(quad.graph_name),
                                      valid="triples of the one graph that is addressed")
                yield quad.triple
        except SyntaxError as error:
            what = PLACE.sub("", error.msg)
            if "LoadDocumentCallback" in what:
                what = "a JSON-LD context from elsewhere, and nothing is fetched"
            place = f"line {error.lineno}, column {error.offset}" if error.lineno else None
            raise SourceError(what, where=place, valid=f"{format_.name}") from error


def _checked(data: IO[bytes], format_: Format, largest: int) -> IO[bytes]:
    if format_.name == "rdfxml":
        _refuse_declarations(data)
        _refuse_depth(data)
        return data
    return shallow(data, format_, "upload", largest)


def _refuse_declarations(data: IO[bytes]) -> None:
    """A document type may declare entities that grow without bound; other encodings than UTF-8 could hide one."""
    rest = b""
    while chunk := data.read(CHUNK):
        window = rest + chunk
        if DECLARATION.search(window):
            raise SourceError("a document type or entity", valid="RDF/XML without <!DOCTYPE and <!ENTITY")
        if b"\0" in chunk:
            raise SourceError("a zero byte", valid="RDF/XML in UTF-8")
        rest = window[-OVERLAP:]
    data.seek(0)


def _refuse_depth(data: IO[bytes]) -> None:
    """Elements are counted by a parser that has no entities to unfold, as there is no document type."""
    depth, parser = 0, xml.parsers.expat.ParserCreate()

    def opened(_: str, __: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            where = f"line {parser.CurrentLineNumber}, column {parser.CurrentColumnNumber + 1}"
            raise SourceError("nested too deep", where=where, valid=f"at most {DEEPEST} elements within elements")

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.ParseFile(data)
    except xml.parsers.expat.ExpatError as error:
        raise SourceError(xml.parsers.expat.ErrorString(error.code), where=f"line {error.lineno}, column {error.offset + 1}",
                          valid="rdfxml") from error
    data.seek(0)
