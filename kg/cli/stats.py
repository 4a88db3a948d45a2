"""``kg stats``: what a store holds, and what kind of network it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import selected, selection_options, store_option
from kg.store.place import Place

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.network.attributes import Value
    from kg.network.selection import Selection
    from kg.network.summary import Ranked, Summary

WIDTH = 48  # of a name, in columns
MOST = {"degree": "most edges", "betweenness": "most betweenness", "pageRank": "most PageRank"}


@click.command(short_help="Count what a store holds, and measure its network.")
@store_option()
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="For people, or for programs.")
@click.option("--network", is_flag=True, help="Measure the network: density, components, the entities with most edges, "
              "betweenness and PageRank, communities.")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="How many entities and communities to name.")
@selection_options
def stats(store: Place, format_: str, network: bool, top: int, **options: Any) -> None:
    """Count articles, entities, statements and claims, by type, relation, polarity, modality, outlet and date.

    With --network instead entities are nodes and statements edges; the options that choose (--include to
    --merge-parallel) say which.

    \b
      kg stats --store news.kg
      kg stats --store news.kg --network --include claims,planned --top 5
    """
    from kg.cli.stores import reading
    from kg.network.selection import PLAIN

    selection = selected(options)
    if selection != PLAIN and not network:
        raise click.UsageError("options that choose edges need --network")
    with reading(store) as opened_store:
        told = _network(opened_store, selection, top) if network else _counts(opened_store)
    click.echo(json.dumps(told[0], ensure_ascii=False, indent=2) if format_ == "json" else "\n".join(told[1]))


def _counts(store: ox.Store) -> tuple[dict[str, Any], list[str]]:
    from kg.query.statistics import statistics

    figures = statistics(store)
    lines = []
    for heading, counts in figures.items():
        lines.append(f"{heading}: {sum(counts.values()):,}")
        lines += (f"  {name:32}{count:>10,}" for name, count in counts.items() if name != "all")
    return figures, lines


def _network(store: ox.Store, selection: Selection, top: int) -> tuple[dict[str, Any], list[str]]:
    from kg.network.projection import Projection
    from kg.network.summary import summary

    found = summary(Projection(store, selection, measured=True), top)
    return {"selection": selection.described(), **found.as_json()}, _lines(found)


def _lines(found: Summary) -> list[str]:
    from kg.cli.table import printable

    lines = [f"entities: {found.nodes:,}", f"edges: {found.edges:,}",
             f"density: {found.density:.4f}", f"components: {found.components:,}, the largest of {found.largest:,} entities"]
    for name, entities in found.top.items():
        lines.append(f"{MOST[name]}:")
        lines += (f"  {_cut(entity.label):{WIDTH}}  {entity.type:20}{_figure(entity.value):>10}" for entity in entities)
    lines.append("communities:")
    lines += (f"  {c.number:>3}  {c.size:>6,} entities: {_names(c.members)}" for c in found.communities)
    return [printable(line) for line in lines]


def _figure(value: Value) -> str:
    return f"{value:,.5f}" if isinstance(value, float) else f"{value:,}"


def _names(members: tuple[Ranked, ...]) -> str:
    return ", ".join(_cut(member.label) for member in members)


def _cut(label: str) -> str:
    text = " ".join(label.split())
    return text if len(text) <= WIDTH else text[:WIDTH - 1] + "…"
