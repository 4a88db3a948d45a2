"""``kg plot``: pictures for print and screen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.files import STDOUT, opened
from kg.cli.options import output_option, selected, selection_options, store_option
from kg.store.place import Place

KINDS = ("neighbourhood", "counts", "stance", "communities")
FORMATS = ("png", "svg")


@click.command(short_help="Draw pictures: surroundings, counts, sides, communities.")
@click.argument("kind", type=click.Choice(KINDS))
@store_option()
@click.option("-f", "--format", "format_", type=click.Choice(FORMATS), help="By default that of the output, else png.")
@output_option
@click.option("--title", help="In place of the picture's own.")
@click.option("--unit", help="For counts: of what, as officers.")
@click.option("--most", type=click.IntRange(1, 500), help="How much to draw: entities, things counted, who take a side, or "
              "communities.")
@selection_options
def plot(kind: str, store: Place, format_: str | None, output: Path | None, title: str | None, unit: str | None,
         most: int | None, **options: Any) -> None:
    """Draw a picture of a store, as PNG or SVG, the same bytes for the same store.

    \b
    neighbourhood  what surrounds the entity named with --around
    counts         how many, when, and by whose word
    stance         who praises, supports, criticises and opposes what
    communities    who belongs together

    Counts and stance show everything, unless --include says less; the others plain facts, unless it says more.

    \b
      kg plot neighbourhood --store news.kg --around "Tim Walz" --hops 2 -o walz.svg
      kg plot counts --store news.kg --around Minnesota --unit officers -o officers.png
    """
    from kg.cli.stores import reading
    from kg.plot.registry import draw

    if kind == "neighbourhood" and not options["around"]:
        raise click.UsageError("a neighbourhood needs --around")
    if unit and kind != "counts":
        raise click.UsageError("--unit is for counts")
    format_ = format_ or _suffix(output)
    if output in {None, STDOUT} and sys.stdout.isatty():
        raise click.UsageError("a picture is not for a terminal; give --output")
    with reading(store) as opened_store:
        sheet = draw(opened_store, kind, selected(options), title=title, most=most, unit=unit)
        with opened(output) as file:
            sheet.write(file, format_)


def _suffix(output: Path | None) -> str:
    if output is None or not output.suffix:
        return FORMATS[0]
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise click.UsageError(f"no format of pictures {suffix!r}; valid: {', '.join(FORMATS)}")
    return suffix
