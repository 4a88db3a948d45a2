"""``kg link``: a user's own authority file, whose records entities are linked to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import tell
from kg.cli.options import FILE, store_option
from kg.cli.review import tell_resolution
from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.identity.resolution import Resolution


@click.command(short_help="Link entities to an authority file of your own.")
@click.argument("authority", required=False, type=FILE, metavar="[AUTHORITY]")
@store_option()
@click.option("--type", "type_", metavar="CLASS", help="What records are to which the file gives no known type: Person.")
@click.option("--remove", is_flag=True, help="Take the records and all links off again.")
@click.option("--decisions", type=FILE, help="The file of decisions; by default beside the store: STORE.decisions.jsonl.")
def link(authority: Path | None, store: Path, type_: str | None, remove: bool, decisions: Path | None) -> None:
    """Link the entities of a store to the records of AUTHORITY, offline, in place of those of an earlier file.

    AUTHORITY is CSV with the columns identifier, label, type, and any of aliases (divided by semicolons), place, office and
    website; or Turtle with labels of SKOS, RDFS or schema.org. What name, type, office and place leave open is not linked but
    shown by kg review, where merge and apart decide. The store keeps the records, and later builds link what they add.

    \b
      kg link legislators.csv --store news.kg
      kg link counties.ttl --type County --store news.kg
      kg link --remove --store news.kg
    """
    from kg.graph import Graph

    if remove == (authority is not None):
        raise click.UsageError("either an AUTHORITY or --remove")
    if not (store / "CURRENT").is_file():
        raise StoreError("there is no store", where=str(store), valid="a folder that kg build has written")
    with Graph(store) as graph:
        if authority is None:
            told = graph.unlink(decisions)
        else:
            told = graph.link(authority, type=type_, decisions=decisions)
            _show(graph, told)
    tell_resolution(told)


def _show(graph: Graph, told: Resolution) -> None:
    """Say how many records were found in the graph."""
    from kg.identity.records import stored

    records = stored(graph.store.quads)
    found = {match.record.iri for match in told.links}
    doubtful = {iri for pair in told.candidates for iri in (pair.one, pair.other)} & {record.iri for record in records}
    tell(f"{graph.store.path}: {len(records):,} records, {len(found):,} found in the graph, {len(doubtful - found):,} doubtful")
