"""``kg import``: an RDF export back into a store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.console import tell
from kg.cli.options import store_option
from kg.store.place import Place, room


@click.command("import", short_help="Take an RDF export back into a new store.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@store_option()
@click.option("-f", "--format", "format_", help="trig, nquads or jsonld; by default that of the suffix.")
@click.option("--validate/--no-validate", default=True, show_default=True,
              help="Check the SHACL shapes and every quotation, which takes most of the time of a large import.")
def import_(files: tuple[str, ...], store: Place, format_: str | None, validate: bool) -> None:
    """Take what kg export wrote back into a new store: the identical dataset, or nothing of it.

    FILE is N-Quads, TriG or JSON-LD, RDF 1.2 too, may be gzipped, or is - for standard input. Turtle, N-Triples and RDF/XML
    have no names of graphs, by which a store keeps its articles apart, and are refused. Several files are parts of one
    export. Nothing is fetched.

    \b
      kg export --store news.kg -o news.nq
      kg import news.nq --store copy.kg
    """
    from kg.rdf.reading import format_of
    from kg.sources.inputs import Input
    from kg.store.loading import staged
    from kg.store.opening import opened

    inputs = [Input("standard input", sys.stdin.buffer) if name == "-" else Input(name) for name in files]
    sources = [(source, format_of(source, format_)) for source in inputs]
    if not isinstance(store, Path) or store.exists():
        with opened(store) as target:
            target.check_new()
    with staged(sources, room(store), validated=validate) as dataset, opened(store) as target:
        target.fill(dataset)
        tell(f"{store}: {len(target.quads):,} quads, {sum(1 for _ in target.articles()):,} articles")
