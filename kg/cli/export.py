"""``kg export``: a store in the formats of other tools."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.console import tell
from kg.cli.files import opened
from kg.cli.options import output_option, store_option


@click.command(short_help="Write a store as RDF, GraphML or GEXF.")
@store_option()
@click.option("-f", "--format", "format_", help="turtle, trig, nquads, ntriples, jsonld, rdfxml, graphml, gexf; an "
              "extension or media type. By default that of the output file, else turtle.")
@output_option
@click.option("--attributed", is_flag=True, help="graphml, gexf: also what is on a speaker's word.")
@click.option("--modal", is_flag=True, help="graphml, gexf: also what is planned, possible, conditional or demanded.")
@click.option("--negative", is_flag=True, help="graphml, gexf: also what is said not to be so.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="graphml, gexf: only what is as certain.")
def export(store: Path, format_: str | None, output: Path | None, attributed: bool, modal: bool, negative: bool,
           min_confidence: float) -> None:
    """Write a store to standard output or a file, the same bytes for the same store.

    What the format cannot carry is said on standard error.

    \b
      kg export --store news.kg --format turtle
      kg export --store news.kg -o news.gexf --attributed
    """
    from kg.cli.stores import reading
    from kg.export.registry import find
    from kg.export.writer import Request
    from kg.network import Selection
    from kg.rdf.prefixes import PREFIXES

    writer = find(format_ or (output.suffix if output and output.suffix else "turtle"))
    selection = Selection(attributed, modal, negative, min_confidence)
    with reading(store) as opened_store, opened(output) as file:
        notes = writer.write(Request(opened_store, dict(PREFIXES), selection), file)
    for note in notes:
        tell(f"kg: note: {writer.name}: {note}")
