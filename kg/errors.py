"""The error tree. Every message says what happened, where, and what would be valid."""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors this package raises on purpose.

    Parameters
    ----------
    what : str
        What happened.
    where : str, optional
        File, line, character or IRI.
    valid : str, optional
        What would be valid instead.

    Examples
    --------
    >>> str(KgError("no such type: 'Persn'", where="types.ttl", valid="one of Person, Place"))
    "no such type: 'Persn' (at types.ttl); valid: one of Person, Place"
    """

    def __init__(self, what: str, *, where: str | None = None, valid: str | None = None) -> None:
        self.what, self.where, self.valid = what, where, valid
        message = what
        if where:
            message += f" (at {where})"
        if valid:
            message += f"; valid: {valid}"
        super().__init__(message)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.valid))


def _rebuild(kind: type[KgError], what: str, where: str | None, valid: str | None) -> KgError:
    return kind(what, where=where, valid=valid)


class OntologyError(KgError):
    """The ontology's files contradict themselves or cannot be read."""


class UnknownTermError(OntologyError):
    """A type, relation or qualifier value that the ontology does not define."""


class SourceError(KgError):
    """An input that cannot be read as an article."""


class ExtractionError(KgError):
    """An article that could not be read for statements."""


class EvidenceError(KgError):
    """A statement whose quoted words are not in the article at the place given."""


class ValidationError(KgError):
    """Data that does not conform to the shapes."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class ServerError(StoreError):
    """A store's server that refuses what it is asked, or is no store's: what was begun ends here."""


class ServerSilentError(ServerError):
    """A store's server that cannot be reached, or does not answer in time or to the end."""


class QueryError(KgError):
    """A query that is malformed, refused, or cannot be answered."""


class QueryRefusedError(QueryError):
    """A query that would update, load or fetch something."""


class QueryTooLargeError(QueryRefusedError):
    """A query of more characters than are allowed."""


class QueryTimeoutError(QueryError):
    """A query stopped at its deadline or memory cap."""


class AnswerTooLargeError(QueryError):
    """An answer of more bytes than are allowed."""


class AbsentError(KgError):
    """Something asked for by its name that is not in the store."""


class ExportError(KgError):
    """A format that is unknown, or that cannot hold what it was given."""


class SelectionError(KgError):
    """A selection of statements that names what is not there."""


class DecisionError(KgError):
    """A decision by a person that cannot be read or carried out."""
