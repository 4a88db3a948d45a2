"""One HTML file with the interactive graph, its filters and the words that prove every statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from kg.export.network import projected, report
from kg.export.page import bundle, encoded
from kg.export.page_tables import PageTables, Table, members
from kg.export.writer import Report, Request, Writer
from kg.network.layout import positions
from kg.network.look import line, line_color, look
from kg.network.projection import Projection
from kg.network.selection import Selection
from kg.ontology import load
from kg.terms import MODALITIES, POLARITIES

LARGE = 5_000  # entities above which the page opens on communities
SLOW = 100_000  # statements above which a browser takes its time


def _write(request: Request, output: IO[bytes]) -> Report:
    projection = projected(request)
    tables = PageTables(projection)
    before, after = bundle().around(title(request.selection))
    output.write(before)
    _block(output, "meta", _meta(request.selection))
    _table(output, "nodes", tables.entities(positions(projection), _members(projection)))
    _table(output, "edges", tables.statements())
    _table(output, "articles", tables.articles)
    output.write(after)
    advice = f"{projection.number_of_edges:,} statements open slowly in a browser; --around and --min-confidence choose fewer"
    return report(request, projection, advice=(advice,) if projection.number_of_edges > SLOW else ())


def title(selection: Selection) -> str:
    """Give the heading of the page.

    >>> title(Selection(around="ICE"))
    'Knowledge graph around ICE'
    """
    return "Knowledge graph" + (f" around {selection.around}" if selection.around else "")


def _meta(selection: Selection) -> dict[str, Any]:
    """What the page knows of the ontology and of how it was asked for."""
    ontology = load()
    return {
        "title": title(selection), "selection": selection.described(), "large": LARGE,
        "types": {name: {"label": type_.label, "color": look(name).color, "shape": look(name).shape}
                  for name, type_ in sorted(ontology.types.items())},
        "relations": {name: {"label": relation.label, "infinitive": relation.infinitive, "inverse": relation.inverse}
                      for name, relation in sorted(ontology.relations.items())},
        "lines": {modality: line(modality) for modality in MODALITIES},
        "colors": {polarity: line_color(polarity) for polarity in POLARITIES},
    }


def _members(projection: Projection) -> dict[str, int] | None:
    """The communities of a large graph, unless they are among what was measured."""
    return None if projection.measured or projection.number_of_nodes <= LARGE else members(projection)


def _table(output: IO[bytes], name: str, table: Table) -> None:
    """A block of rows, each written when it comes."""
    with _script(output, name):
        output.write(b'{"columns":' + encoded(table.columns) + b',"rows":[')
        for i, row in enumerate(table):
            output.write((b",\n" if i else b"\n") + encoded(row))
        output.write(b"]}")


def _block(output: IO[bytes], name: str, value: Any) -> None:
    with _script(output, name):
        output.write(encoded(value))


@contextmanager
def _script(output: IO[bytes], name: str) -> Iterator[None]:
    output.write(f'<script type="application/json" id="data-{name}">'.encode())
    yield
    output.write(b"</script>\n")


WRITER = Writer("html", "one page with the interactive graph, for any browser, that fetches nothing", ("html", "htm"),
                ("text/html",), _write)
