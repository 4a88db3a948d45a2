"""The tokens of a SPARQL query: enough of the grammar to tell keywords from IRIs, strings, names and comments.

Token rules are those of SPARQL 1.1, section 19.8, a little wider, so that nothing is a string here that an engine reads
as code. Engines without a lexer of their own also read ``1SERVICE`` as two words, ``?a<'>'`` as a comparison and, where
the long string is malformed, three quotes as an empty string and the start of another. :func:`readings` has them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

NAME_CHARACTER = r"[^\s!-,./:-@\[-^`{-~]|[-_]"
TOKEN = re.compile(rf"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<string>\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?''')
  | (?P<unclosed>\"\"\"|''')
  | (?P<short>"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]+)*>)
  | (?P<variable>[?$](?:{NAME_CHARACTER})+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:(?:{NAME_CHARACTER})(?:{NAME_CHARACTER}|\.)*+)?:(?:{NAME_CHARACTER}|[.:]|%[0-9A-Fa-f]{{2}}|\\.)*+)
  | (?P<word>(?:{NAME_CHARACTER})(?:{NAME_CHARACTER}|\.)*+)
  | (?P<operator>\|\||&&|<=|>=|!=|\^\^|<<\(|\)>>|<<|>>|.)
""", re.VERBOSE | re.DOTALL)
QUOTES = frozenset(("'", '"'))


class Token(NamedTuple):
    """A token: ``kind`` is the name of its rule above, ``start`` its place in the text.

    ``string`` is a long one, ``short`` a short one, ``unclosed`` three quotes that nothing closes. A word may contain dots.
    """

    kind: str
    text: str
    start: int


def tokens(text: str, position: int = 0) -> Iterator[Token]:
    """Give the tokens from a position on, longest match first, without spaces and comments.

    >>> [t.text for t in tokens("SELECT * { ?s <http://x/#a> 'SERVICE' } # LOAD")]
    ['SELECT', '*', '{', '?s', '<http://x/#a>', "'SERVICE'", '}']
    """
    while position < len(text):
        token = _at(text, position)
        if token.kind != "space":
            yield token
        position += len(token.text)


def readings(text: str) -> Iterator[Token]:
    """Give every token that some reading of the query has; the order is not that of the text.

    Each place is read once, so the time is linear. A reading ends at a quotation mark that opens no string.

    >>> query = "ASK { ?s ?p ?a FILTER(?a<'>')SERVICE<http://x>{}FILTER(1<'>') }"
    >>> "SERVICE" in [t.text for t in tokens(query)], "SERVICE" in [t.text for t in readings(query)]
    (False, True)
    """
    pending, seen = [0], set()
    while pending:
        position = pending.pop()
        while position < len(text) and position not in seen:
            seen.add(position)
            token = _at(text, position)
            yield token
            if token.kind == "iri":
                pending.append(position + 1)
            elif token.kind in ("string", "unclosed"):
                pending.append(position + 2)
            elif token.text in QUOTES:
                break
            position += len(token.text)


def _at(text: str, position: int) -> Token:
    match = TOKEN.match(text, position)
    if match is None or match.lastgroup is None:
        raise IndexError(position)
    return Token(match.lastgroup, match.group(), position)


def line_and_column(text: str, position: int) -> str:
    """Say a place as people count it.

    >>> line_and_column("a\\nbc", 3)
    'line 2, column 2'
    """
    before = text[:position]
    return f"line {before.count(chr(10)) + 1}, column {position - before.rfind(chr(10))}"
