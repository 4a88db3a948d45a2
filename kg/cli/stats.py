"""``kg stats``: what a store holds."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import store_option


@click.command(short_help="Count what a store holds.")
@store_option()
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="For people, or for programs.")
def stats(store: Path, format_: str) -> None:
    """Count articles, entities, statements and claims, by type, relation, polarity, modality, outlet and date."""
    from kg.cli.stores import reading
    from kg.query.statistics import statistics

    with reading(store) as opened_store:
        figures = statistics(opened_store)
    if format_ == "json":
        click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for heading, counts in figures.items():
        click.echo(f"{heading}: {sum(counts.values()):,}")
        for name, count in counts.items():
            if name != "all":
                click.echo(f"  {name:32}{count:>10,}")
