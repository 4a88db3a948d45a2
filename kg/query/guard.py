"""What a user's query may be: a read of this store, of a size that the engine survives.

SERVICE and LOAD would call the network, updates would write: all are refused by their keywords, wherever a parser could
see one. The engine is recursive, so nesting and chains are bounded here; its time and memory are bounded by the worker.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

from kg.errors import QueryRefusedError, QueryTooLargeError
from kg.query.lexer import line_and_column, readings, tokens

FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
PROLOGUE = frozenset(("BASE", "PREFIX", "VERSION"))
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))
OPENING, CLOSING = frozenset(("{", "(", "[", "<<", "<<(")), frozenset(("}", ")", "]", ">>", ")>>"))
CHAINED = frozenset(("||", "&&", "!", "+", "-", "*", "/", "|", "^", "OPTIONAL", "UNION", "MINUS", "GRAPH", "BIND",
                     "FILTER", "EXISTS", "SELECT"))
DATA_VERBS = frozenset(("INSERT", "DELETE"))
BRACKETS, LONG_QUOTES = "{([<", ('"""', "'''")
DECLARATIONS = re.compile(r"(?:\s*PREFIX\s+[A-Za-z][\w.-]*:\s*<[^<>\"{}|^`\\\x00-\x20]*>)*+", re.IGNORECASE)
COUNTED = tuple(sorted({part for link in CHAINED for part in ((link,) if link.isalpha() else link)}))  # words, characters
LONGEST_NAME = 1_000
MOST_UNCLOSED = 20
SMALLER = "a smaller query, or several"

SERVICE, LOAD = re.compile("service", re.IGNORECASE), re.compile("load(?:silent)?", re.IGNORECASE)
FROM = re.compile(r"FROM(?<!\wFROM)(?!\w)")
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(0010[0-9A-Fa-f]{4}|000[0-9A-Fa-f]{5})")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a query may be: ``length`` in characters, ``depth`` of brackets, ``chain`` of operators and clauses."""

    length: int = 100_000
    depth: int = 100
    chain: int = 500


def check(query: str, bounds: Bounds = Bounds()) -> str:
    """Let a reading query pass.

    Parameters
    ----------
    query : str
        SPARQL 1.1 query text.
    bounds : Bounds
        The largest size let through.

    Returns
    -------
    str
        Its form: SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises
    ------
    QueryRefusedError
        For SERVICE, LOAD, an update, or a query over the bounds; names line and column.

    Examples
    --------
    >>> check("SELECT * { ?s ?p 'SERVICE <http://x> {}' }  # LOAD <http://x>")
    'SELECT'
    >>> check("SELECT * { SERVICE <http://x> { ?s ?p ?o } }")
    Traceback (most recent call last):
        ...
    kg.errors.QueryRefusedError: SERVICE would call another server (at line 1, column 12); valid: ...
    """
    if len(query) > bounds.length:
        raise QueryTooLargeError(f"the query has {len(query):,} characters", valid=f"at most {bounds.length:,}")
    decoded = decode_escapes(query)
    starts = {text: _after_declarations(text) for text in (query, decoded)}
    form = _form(decoded, starts[decoded])
    for text, start in starts.items():
        capitals = text[start:].upper()
        if not _is_surely_small(capitals, bounds):
            _check_size(text, bounds)
        if "SERVICE" in capitals:
            _check_service(text)
    return form


def check_update(update: str, bounds: Bounds = Bounds(length=32 << 20)) -> None:
    """Let an update pass that changes this store alone.

    Raises
    ------
    QueryRefusedError
        For SERVICE, LOAD, or an update over the bounds; names line and column.

    Examples
    --------
    >>> check_update("INSERT DATA { <a:a> <a:b> 'LOAD <http://x>' }")
    >>> check_update("CLEAR ALL ; LOAD <http://x>")
    Traceback (most recent call last):
        ...
    kg.errors.QueryRefusedError: LOAD would fetch something (at line 1, column 13); valid: ...
    """
    if len(update) > bounds.length:
        raise QueryTooLargeError(f"the update has {len(update):,} characters", valid=f"at most {bounds.length:,}")
    for text in dict.fromkeys((update, decode_escapes(update))):
        capitals = text.upper()
        if not _is_surely_small(capitals, bounds):
            _check_size(text, bounds, data=True)
        if "SERVICE" in capitals:
            _check_service(text)
        if "LOAD" in capitals:
            _check_load(text)


def reads_given_graphs(query: str) -> bool:
    """Whether the query names its own dataset by FROM.

    >>> reads_given_graphs("SELECT * FROM <http://x> {}"), reads_given_graphs("SELECT * { ?s ?p 'FROM' }")
    (True, False)
    """
    return bool(FROM.search(query.upper())) and any(t.kind == "word" and t.text.upper() == "FROM" for t in tokens(query))


def decode_escapes(text: str) -> str:
    r"""Decode ``\uXXXX`` and ``\UXXXXXXXX`` wherever they stand, as SPARQL 1.1 section 19.2 has it.

    >>> decode_escapes(r"SERV\u0049CE")
    'SERVICE'
    """
    return ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def _after_declarations(text: str) -> int:
    """Where the prefixes have been declared, and what a query does begins."""
    declared = DECLARATIONS.match(text)
    return declared.end() if declared else 0


def _form(text: str, start: int) -> str:
    for token in tokens(text, start):
        word = token.text.upper()
        if token.kind != "word" or word in PROLOGUE:
            continue
        if word in UPDATES:
            _refuse(f"{word} would change the store", text, token.start, valid="SELECT, ASK, CONSTRUCT or DESCRIBE")
        if word in FORMS:
            return word
        break
    raise QueryRefusedError("this is no query", valid="SELECT, ASK, CONSTRUCT or DESCRIBE")


def _check_service(text: str) -> None:
    unclosed = 0
    for token in readings(text):
        unclosed += token.kind == "unclosed"
        if unclosed > MOST_UNCLOSED:
            _refuse("long strings are not closed", text, token.start, valid="quotes in pairs")
        if token.kind in ("word", "name"):
            for match in SERVICE.finditer(token.text):
                if len(token.text) > LONGEST_NAME or _opens_service(text, token.start + match.end()):
                    _refuse("SERVICE would call another server", text, token.start + match.start(),
                            valid="a query of this store alone")


def _opens_service(text: str, position: int) -> bool:
    """Whether the word SERVICE that ends here is followed by a server and an opening brace."""
    following = [(t.kind, t.text.upper()) for t in islice(tokens(text, position), 3)]
    if following[:1] == [("word", "SILENT")]:
        following = following[1:]
    return len(following) > 1 and following[0][0] in ("variable", "iri", "name") and following[1][1] == "{"


def _check_load(text: str) -> None:
    """Refuse LOAD wherever a reading of the text has it before an address; in a long string it is refused too."""
    for token in readings(text):
        for match in LOAD.finditer(token.text) if token.kind in ("word", "name") else ():
            following = [(t.kind, t.text.upper()) for t in islice(tokens(text, token.start + match.end()), 2)]
            if following[:1] == [("word", "SILENT")]:
                following = following[1:]
            if len(token.text) > LONGEST_NAME or (following and following[0][0] in ("iri", "name")):
                _refuse("LOAD would fetch something", text, token.start + match.start(), valid="INSERT DATA, or an upload")


def _is_surely_small(capitals: str, bounds: Bounds) -> bool:
    """Whether characters and words alone, wherever they stand, keep within the bounds: most queries do, and need no lexer."""
    return (sum(map(capitals.count, BRACKETS)) <= bounds.depth and not any(quotes in capitals for quotes in LONG_QUOTES)
            and sum(map(capitals.count, COUNTED)) <= bounds.chain)


def _check_size(text: str, bounds: Bounds, *, data: bool = False) -> None:
    """Refuse what is over the bounds; with ``data``, an update's INSERT DATA and DELETE DATA have no chains within."""
    depth = chain = 0
    plain, before = math.inf, ""  # the depth down to which operators count; the word before
    for token in tokens(text):
        word = token.text.upper()
        if token.text in OPENING:
            depth += 1
        elif token.text in CLOSING:
            depth -= 1
            plain = math.inf if depth <= plain else plain
        elif data and word == "DATA" and before in DATA_VERBS:
            plain = depth
        elif depth <= plain and token.kind in ("word", "operator") and word in CHAINED:
            chain += 1
        before = word
        if token.kind == "unclosed":
            _refuse("a long string is not closed", text, token.start, valid="quotes in pairs")
        if depth > bounds.depth:
            _refuse(f"brackets nested more than {bounds.depth} deep", text, token.start, valid=SMALLER)
        if chain > bounds.chain:
            _refuse(f"more than {bounds.chain} operators and clauses", text, token.start, valid=SMALLER)


def _refuse(what: str, text: str, position: int, *, valid: str) -> NoReturn:
    raise QueryRefusedError(what, where=line_and_column(text, position), valid=valid)
