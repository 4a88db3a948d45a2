"""``kg validate`` and ``kg verify``: whether a store holds to its shapes, and its quotations to their articles."""

from __future__ import annotations

import click

from kg.cli.console import tell
from kg.cli.options import store_option
from kg.cli.table import printable
from kg.store.place import Place


@click.command(short_help="Check a store against the SHACL shapes.")
@store_option()
@click.pass_context
def validate(ctx: click.Context, store: Place) -> None:
    """Check a store against the ontology's SHACL shapes; exit code 1 when it does not conform.

    Standard output has one line for each violation: node, path, message.
    """
    from kg.cli.stores import reading
    from kg.rdf.validation import validate as violations_of

    with reading(store) as quads:
        violations = violations_of(quads)
    for violation in violations:
        click.echo(printable(f"{violation.node}\t{violation.path or ''}\t{violation.message}"))
    tell(f"{store}: {'conforms' if not violations else f'{len(violations):,} violations'}")
    ctx.exit(1 if violations else 0)


@click.command(short_help="Check every quotation against the stored text.")
@store_option()
@click.pass_context
def verify(ctx: click.Context, store: Place) -> None:
    """Check that the words of every piece of evidence stand in its article at the place given; exit code 1 when not.

    Standard output has one line for each that does not: evidence, place, the words quoted, the words found.
    """
    from kg.cli.stores import reading
    from kg.rdf.verification import evidence_count
    from kg.rdf.verification import verify as mismatches_of

    wrong = 0
    with reading(store) as quads:
        for mismatch in mismatches_of(quads):
            wrong += 1
            found = "" if mismatch.found is None else mismatch.found
            click.echo(printable(f"{mismatch.evidence}\t{mismatch.start}-{mismatch.end}\t{mismatch.quoted!r}\t{found!r}"))
        count = evidence_count(quads)
    tell(f"{store}: {count:,} quotations, {wrong:,} not in their article")
    ctx.exit(1 if wrong else 0)
