"""All export formats: to add one, name its writer here."""

from __future__ import annotations

from kg.errors import ExportError
from kg.export import (
    cx2,
    cypher,
    cytoscape,
    delimited,
    dot,
    framed,
    ftm,
    gexf,
    graphml,
    mermaid,
    neo4j,
    node_link,
    obsidian,
    parquet,
    picture,
    rdf,
)
from kg.export.writer import FolderWriter, Writer

WRITERS: tuple[Writer | FolderWriter, ...] = (
    *rdf.WRITERS, framed.WRITER,
    graphml.WRITER, gexf.WRITER, cytoscape.WRITER, cx2.WRITER, node_link.WRITER,
    *delimited.WRITERS, parquet.WRITER, neo4j.WRITER, cypher.WRITER, ftm.WRITER, obsidian.WRITER,
    dot.WRITER, *picture.WRITERS, mermaid.WRITER,
)


def find(name: str) -> Writer | FolderWriter:
    """Give the writer of a name, an extension or a media type.

    Raises
    ------
    ExportError
        When there is none; names those there are.

    Examples
    --------
    >>> find("ttl").name, find("application/gexf+xml").name
    ('turtle', 'gexf')
    """
    for writer in WRITERS:
        if writer.answers_to(name):
            return writer
    raise ExportError(f"no export format {name!r}", valid=", ".join(w.name for w in WRITERS))
