"""Where an export goes: a file that appears when it is complete, a folder, a ZIP archive, or an open file."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from kg.errors import ExportError
from kg.export.folder import Archive, Directory
from kg.export.registry import WRITERS, find
from kg.export.writer import FolderWriter, Report, Request, Writer
from kg.files import complete

DEFAULT = "turtle"
ARCHIVE = ".zip"


def writer_for(format_: str | None, path: Path | None) -> Writer | FolderWriter:
    """Give the writer of a format, or else of a path's suffix, or else of Turtle.

    >>> writer_for(None, Path("news.gexf")).name, writer_for(None, None).name
    ('gexf', 'turtle')
    """
    suffix = path.suffix if path else ""
    return find(format_ or suffix or DEFAULT)


def write_to(path: Path, writer: Writer | FolderWriter, request: Request) -> Report:
    """Write a store to a path: one file, or for a format of several a new folder or a ``.zip`` file.

    Raises
    ------
    ExportError
        When a folder is named that is not empty, or RDF 1.2 is asked of a format that has none.
    """
    _check(writer, request)
    if isinstance(writer, Writer):
        with complete(path) as file:
            return writer.write(request, file)
    if path.suffix.lower() == ARCHIVE:
        with complete(path) as file:
            return write_into(file, writer, request)
    return writer.write(request, Directory(path))


def write_into(file: IO[bytes], writer: Writer | FolderWriter, request: Request) -> Report:
    """Write a store to an open file: a format of several files as a ZIP archive.

    Raises
    ------
    ExportError
        When several files would go to a terminal, or RDF 1.2 is asked of a format that has none.
    """
    _check(writer, request)
    if isinstance(writer, Writer):
        return writer.write(request, file)
    if file.isatty():
        raise ExportError(f"{writer.name} is several files, and this is a terminal",
                          valid="a folder or a .zip file with --output")
    with Archive(file) as archive:
        return writer.write(request, archive)


def _check(writer: Writer | FolderWriter, request: Request) -> None:
    if request.rdf12 and not writer.rdf12:
        raise ExportError(f"{writer.name} has no RDF 1.2", valid=", ".join(w.name for w in WRITERS if w.rdf12))
