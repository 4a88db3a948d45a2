"""Query results for a person at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query.runner import Answer, Term


def show(answer: Answer, prefixes: Mapping[str, str]) -> None:
    """Print solutions as a table for reading; columns that are empty throughout are left out and named below."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kg.query.questions import for_reading

    rows = [[shorten(term, prefixes) for term in row] for row in answer.rows()]
    readable = [answer.variables.index(name) for name in for_reading(answer.variables)]
    shown = [n for n in readable if not rows or any(row[n] for row in rows)]
    table = Table(header_style="bold", row_styles=["", "dim"])
    for n in shown:
        table.add_column(Text(answer.variables[n]), overflow="fold")
    for row in rows:
        # Text, and not a string: what articles say is no markup, and no control codes for the terminal.
        table.add_row(*(Text(printable(row[n])) for n in shown))
    console = Console(file=sys.stdout)
    console.print(table)
    empty = [answer.variables[n] for n in readable if n not in shown]
    console.print(Text(f"{len(rows)} rows" + (f"; empty: {', '.join(empty)}" if empty else "")))


def shorten(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """Write a term for reading: the text of a literal, an IRI with a known prefix.

    >>> import pyoxigraph as ox
    >>> shorten(ox.NamedNode("http://www.w3.org/ns/prov#Entity"), {"prov": "http://www.w3.org/ns/prov#"})
    'prov:Entity'
    """
    if term is None:
        return ""
    value = getattr(term, "value", str(term))
    if not str(term).startswith("<"):
        return str(value)
    for prefix, namespace in prefixes.items():
        if value.startswith(namespace):
            return f"{prefix}:{value[len(namespace):]}"
    return str(value)


def printable(text: str) -> str:
    r"""Replace control characters, which a terminal would obey.

    >>> printable("a\x1b[31mb")
    'a�[31mb'
    """
    return "".join("\ufffd" if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 else c for c in text)
