"""What is added to the text of an update: the dataset that the protocol gives, written into it as USING, as the engine takes
none beside the text; and what stands between it and one more operation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.errors import QueryError
from kg.query.guard import UPDATES
from kg.query.lexer import Token, line_and_column, tokens

OPENING, CLOSING = frozenset("{(["), frozenset("})]")


def with_using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Give the update with the graphs that its patterns are matched in.

    Parameters
    ----------
    update : str
    default, named : sequences of str
        IRIs of the graphs that make up the default graph, and of the named graphs.

    Raises
    ------
    QueryError
        When the update names its own graphs by USING or WITH.

    Examples
    --------
    >>> with_using("DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", ["a:g"], [])
    'DELETE { ?s ?p 1 } USING <a:g>  WHERE { ?s ?p 1 }'
    """
    if not default and not named:
        return update
    outer = list(_outer(update))
    for token in outer:
        if token.kind == "word" and token.text.upper() in ("USING", "WITH"):
            raise QueryError("the update has graphs of its own and is given others",
                             where=line_and_column(update, token.start), valid="USING or WITH, or the protocol's parameters")
    clauses = "".join(f"USING <{iri}> " for iri in default) + "".join(f"USING NAMED <{iri}> " for iri in named)
    places = [token.start for before, token in pairwise(outer)
              if before.text == "}" and token.text.upper() == "WHERE"]
    for place in reversed(places):
        update = f"{update[:place]}{clauses} {update[place:]}"
    return update


def separator(update: str) -> str:
    """Give what must stand between an update and one more operation.

    >>> separator("CLEAR ALL"), separator("CLEAR ALL ;"), separator("BASE <a:> # and nothing more")
    (';', '', '')
    """
    operation = False
    for token in _outer(update):
        operation = token.text != ";" and (operation or token.text.upper() in UPDATES)
    return ";" if operation else ""


def _outer(text: str) -> Iterator[Token]:
    """The tokens outside braces, and the braces that end a group."""
    depth = 0
    for token in tokens(text):
        depth -= token.text in CLOSING
        if depth == 0:
            yield token
        depth += token.text in OPENING
