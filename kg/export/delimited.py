"""CSV and TSV: one edge list, quoted as RFC 4180 says, in UTF-8.

Spreadsheets take a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and an article may say what it likes. So
an apostrophe is put before every text that such a character begins, whatever blanks and apostrophes stand before it; to
have the text as it was, take one apostrophe from every text that so begins. Numbers stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from typing import IO

from kg.export.network import projected
from kg.export.table import EdgeList, columns
from kg.export.writer import Loss, Report, Request, Writer
from kg.network.attributes import Value

FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
APOSTROPHE = "'"


def _write(delimiter: str, request: Request, output: IO[bytes]) -> Report:
    edges = EdgeList(projected(request))
    names = [column.name for column in columns(request.selection)]
    text = io.TextIOWrapper(output, "utf-8", newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(names)
    guarded = 0
    for row in edges.rows():
        guarded += sum(map(is_formula, row.values()))
        writer.writerow([cell(row.get(name)) for name in names])
    text.detach()
    return edges.report(request, Loss("texts that begin like a formula", guarded, "an apostrophe stands before each"))


def cell(value: Value | None) -> str:
    """Give a value as the text of a cell that no spreadsheet calculates.

    >>> cell("=1+1"), cell("'=1+1"), cell("a = b"), cell(-1.0), cell(True), cell(None)
    ("'=1+1", "''=1+1", 'a = b', '-1.0', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{APOSTROPHE}{value}" if is_formula(value) else str(value)


def is_formula(value: Value) -> bool:
    """Whether a spreadsheet may take a text for a formula.

    >>> is_formula(" =A1"), is_formula(-1.0)
    (True, False)
    """
    return isinstance(value, str) and FORMULA.match(value) is not None


WRITERS = (
    Writer("csv", "statements as rows for spreadsheets, pandas and R", ("csv",), ("text/csv",), partial(_write, ",")),
    Writer("tsv", "statements as rows, divided by tabs", ("tsv", "tab"), ("text/tab-separated-values",), partial(_write, "\t")),
)
