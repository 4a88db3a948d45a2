"""Names and values, as they stand in an address or a form, decoded within bounds."""

from __future__ import annotations

import re
from binascii import a2b_qp
from urllib.parse import unquote_to_bytes

from kg.serve.problems import HttpError

FORM = "application/x-www-form-urlencoded"
FIELDS = 200
MALFORMED = re.compile(rb"%(?![0-9A-Fa-f]{2})")

Pairs = list[tuple[str, str]]


def decode(encoded: bytes) -> Pairs:
    """Decode a form.

    Raises
    ------
    HttpError
        When it is not UTF-8, or has too many fields.

    Examples
    --------
    >>> decode(b"query=ASK+%7B%7D&default-graph-uri=")
    [('query', 'ASK {}'), ('default-graph-uri', '')]
    """
    if encoded.count(b"&") >= FIELDS:
        raise HttpError(400, f"more than {FIELDS} parameters")
    fields = [field.partition(b"=") for field in encoded.replace(b"+", b" ").split(b"&") if field]
    try:
        return [(_unquoted(name).decode(), _unquoted(value).decode()) for name, _, value in fields]
    except UnicodeDecodeError:
        raise HttpError(400, "a parameter is not UTF-8", valid="UTF-8, percent-encoded") from None


def only(pairs: Pairs, name: str) -> str | None:
    """The value of a name that may be given once."""
    values = [value for key, value in pairs if key == name]
    if len(values) > 1:
        raise HttpError(400, f"{name} is given {len(values)} times", valid="once")
    return values[0] if values else None


def _unquoted(encoded: bytes) -> bytes:
    """Decode percent-encoding, by the decoder of what differs in the sign alone: it is in C, a query has hundreds of them."""
    if MALFORMED.search(encoded):
        return unquote_to_bytes(encoded)
    return a2b_qp(encoded.replace(b"=", b"=3D").replace(b"%", b"="))
