"""Formats of query results: what SELECT and ASK give, by name, extension or media type."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import ExportError, QueryError
from kg.rdf.formats import find as find_rdf


@dataclass(frozen=True, slots=True)
class ResultsFormat:
    """A standard format of solutions and booleans."""

    name: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]


RESULTS = (
    ResultsFormat("csv", ("csv",), ("text/csv",)),
    ResultsFormat("tsv", ("tsv",), ("text/tab-separated-values",)),
    ResultsFormat("json", ("srj", "json"), ("application/sparql-results+json", "application/json")),
    ResultsFormat("xml", ("srx", "xml"), ("application/sparql-results+xml", "application/xml")),
)


def media_types(name: str) -> tuple[str, str | None] | tuple[None, str]:
    """Give the media type for results, or the one for graphs, that a name, extension or media type stands for.

    The other of the two is None.

    Raises
    ------
    QueryError
        When it stands for neither.

    Examples
    --------
    >>> media_types("csv"), media_types(".ttl")
    (('text/csv', None), (None, 'text/turtle'))
    """
    wanted = name.strip().lower().removeprefix(".")
    for format_ in RESULTS:
        if wanted == format_.name or wanted in format_.extensions or wanted in format_.media_types:
            return format_.media_types[0], None
    try:
        return None, find_rdf(name).media_type
    except ExportError as error:
        valid = ", ".join(f.name for f in RESULTS)
        raise QueryError(f"no format {name!r}", valid=f"{valid}; for graphs {error.valid}") from None
