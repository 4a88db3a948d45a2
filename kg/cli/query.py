"""``kg query``: SPARQL questions, one's own and those that ship with the package."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.files import opened
from kg.cli.options import output_option, store_option
from kg.errors import QueryError
from kg.store.place import Place

if TYPE_CHECKING:
    from kg.query.runner import Answer


@click.command(short_help="Answer a SPARQL query, or a named question.")
@click.argument("query", required=False, metavar="[FILE.rq | QUESTION | -]")
@store_option(required=False)
@click.option("--list", "list_", is_flag=True, help="List the named questions and their parameters.")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="Set a parameter of a named question.")
@click.option("-f", "--format", "format_", help="csv, tsv, json, xml; turtle ... for CONSTRUCT. A table on a terminal.")
@output_option
@click.option("--timeout", type=click.FloatRange(min=0.001), default=30.0, show_default=True, help="Seconds a query may take.")
@click.option("--memory", type=click.IntRange(min=16), default=1024, show_default=True, help="MiB of memory a query may take.")
def query(query: str | None, store: Place | None, list_: bool, values: tuple[str, ...], format_: str | None,
          output: Path | None, timeout: float, memory: int) -> None:
    """Answer a query on a store, read-only.

    QUERY is a file, the name of a question that ships with kg, or - for standard input. Standard prefixes (kg:, id:, rdf:,
    rdfs:, prov:, oa:, dcterms:, schema:, xsd:) need no declaration; the default graph is the union of all graphs.

    \b
      kg query --list
      kg query --store news.kg who-holds-office --set name=homan
      kg query --store news.kg my-question.rq --format csv
      echo 'SELECT * { ?s kg:sues ?o }' | kg query --store news.kg -
    """
    if list_:
        _list()
        return
    if query is None:
        raise click.UsageError("which query? Give a file, - or the name of a question (kg query --list)")
    if store is None:
        raise click.UsageError("which store? Give --store")
    text = _text(query, _pairs(values))
    format_ = format_ or (output.suffix if output and output.suffix else None)
    _answer(text, store, format_, output, timeout, memory)


def _list() -> None:
    from kg.query.questions import questions

    for question in questions().values():
        click.echo(f"{question.name:24}{question.description}")
        for name, says in question.parameters.items():
            click.echo(f"{'':26}--set {name}=...  {says}")


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(value.partition("=")[::2] for value in values)
    if len(pairs) < len(values) or not all("=" in value for value in values):
        raise click.BadParameter("each is NAME=VALUE, once a name", param_hint="--set")
    return pairs


def _text(query: str, values: dict[str, str]) -> str:
    from kg.query.questions import question, questions

    if query in questions():
        return question(query).with_values(values)
    if values:
        raise click.UsageError("--set goes with a named question (kg query --list)")
    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if not Path(query).is_file():
        raise click.UsageError(f"no file and no named question {query!r} (kg query --list)")
    try:
        return Path(query).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("the query is not text in UTF-8", where=query) from error


def _answer(text: str, store: Place, format_: str | None, output: Path | None, timeout: float, memory: int) -> None:
    from kg.cli.stores import answering
    from kg.query.process import Limits
    from kg.rdf.prefixes import PREFIXES

    as_table = format_ is None and output is None and sys.stdout.isatty()
    results, graph = _media_types(format_, as_table)
    with answering(store, Limits(timeout, memory << 20)) as runner:
        answer = runner.run(text, results=results, graph=graph)
    if format_:
        _check_kind(answer, format_)
    if as_table and answer.kind == "solutions":
        from kg.cli.table import show

        show(answer, PREFIXES)
    elif as_table and answer.kind == "boolean":
        click.echo("yes" if answer else "no")
    else:
        with opened(output) as file:
            file.write(answer.body)


def _media_types(format_: str | None, as_table: bool) -> tuple[str, str]:
    from kg.query.formats import media_types
    from kg.query.runner import JSON_RESULTS

    results, graph = media_types(format_) if format_ else (JSON_RESULTS if as_table else "text/csv", "text/turtle")
    return results or JSON_RESULTS, graph or "text/turtle"


def _check_kind(answer: Answer, format_: str) -> None:
    from kg.query.formats import RESULTS, media_types
    from kg.rdf.formats import FORMATS

    results, graph = media_types(format_)
    if answer.kind == "graph" and graph is None:
        raise QueryError(f"CONSTRUCT and DESCRIBE give a graph, which {format_!r} cannot hold",
                         valid=", ".join(f.name for f in FORMATS))
    if answer.kind != "graph" and results is None:
        raise QueryError(f"SELECT and ASK give no graph for {format_!r}", valid=", ".join(f.name for f in RESULTS))
