"""``kg export``: a store in the formats of other tools."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.console import tell
from kg.cli.files import STDOUT, opened
from kg.cli.options import FILE, selected, selection_options, store_option
from kg.store.place import Place


@click.command(short_help="Write a store in the formats of other tools.")
@store_option(required=False)
@click.option("--list", "list_", is_flag=True, help="Name the formats.")
@click.option("-f", "--format", "format_", help="A name that --list gives, an extension or a media type. By default that of "
              "the output, else turtle.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, or for a format of several files to "
              "this folder or .zip file; - is standard output.")
@selection_options
@click.option("--measures", is_flag=True, help="Nodes with degree, betweenness, PageRank and community.")
@click.option("--rdf12", is_flag=True, help="In RDF 1.2: statements as reifiers of triple terms. JSON-LD has none.")
@click.option("--report", type=FILE, help="Write what the format carries and what was left out to this file, as JSON.")
def export(store: Place | None, list_: bool, format_: str | None, output: Path | None, measures: bool, rdf12: bool,
           report: Path | None, **options: Any) -> None:
    """Write a store to standard output or a file, the same bytes for the same store.

    The options that choose (--include to --merge-parallel) apply to formats of nodes and edges. Those write plain facts
    unless more is asked for. What was left out is said on standard error.

    \b
      kg export --store news.kg --format turtle
      kg export --store news.kg -o news.gexf --include claims,planned
      kg export --store news.kg -o around.graphml --around "Tim Walz" --hops 2
    """
    if list_:
        _list()
        return
    if store is None:
        raise click.UsageError("Missing option '--store'.")
    from kg.cli.stores import reading
    from kg.export.destination import write_into, write_to, writer_for
    from kg.export.writer import Request
    from kg.rdf.prefixes import PREFIXES

    writer = writer_for(format_, output)
    selection = selected(options)
    with reading(store) as opened_store:
        request = Request(opened_store, PREFIXES, selection, measures, rdf12)
        if output is None or output == STDOUT:
            told = write_into(sys.stdout.buffer, writer, request)
            sys.stdout.buffer.flush()
        else:
            told = write_to(output, writer, request)
    for line in (*map(str, told.losses), *told.advice):
        tell(f"kg: note: {writer.name}: {line}")
    if report is not None:
        with opened(report) as file:
            file.write(json.dumps(told.as_json(writer.name, selection), ensure_ascii=False, indent=2).encode() + b"\n")


def _list() -> None:
    from kg.export.registry import WRITERS

    width = max(len(writer.name) for writer in WRITERS)
    for writer in WRITERS:
        extensions = " ".join(f".{extension}" for extension in writer.extensions)
        click.echo(f"{writer.name:{width}}  {writer.description}  {extensions}".rstrip())
