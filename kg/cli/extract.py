"""``kg extract``: articles to JSON or RDF, without a store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import Failures
from kg.cli.files import opened
from kg.cli.options import FOLDER, fetching, output_option, web_options
from kg.cli.ticker import Ticker
from kg.errors import ExtractionError, KgError
from kg.files import FileNames

if TYPE_CHECKING:
    from kg.model import Article, Extraction
    from kg.rdf.formats import Format

JSON = ("json", "jsonl", "application/json")

ONE_DOCUMENT = (".rdf", ".jsonld")
Encode = Callable[["Extraction"], bytes]


@click.command(short_help="Read articles and print what they say, without a store.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-f", "--format", "format_", help="json (the default) or an RDF format: turtle, trig, nquads ...")
@output_option
@click.option("--output-dir", type=FOLDER, help="Write one file an article here, named by its id.")
@web_options
@click.pass_context
def extract(ctx: click.Context, /, inputs: tuple[str, ...], format_: str | None, output: Path | None,
            output_dir: Path | None, **options: Any) -> None:
    """Read articles and write what they say: entities, statements, claims, each with its place in the text.

    INPUT is what kg build takes: files, folders, http and https addresses, or - for standard input. JSON is written one article
    a line.

    \b
      kg extract story.txt
      kg extract story.html --format turtle
      kg extract many.jsonl --output-dir out/
    """
    from kg.sources import Volume, read

    if output and output_dir:
        raise click.UsageError("--output and --output-dir exclude each other")
    encode, suffix = _encoding(format_, output)
    failures = Failures()
    volume = Volume(inputs)
    with Ticker("extracting", lambda: volume.share) as ticker:
        articles = read(inputs, on_error=failures, web=fetching(options), on_open=volume)
        extractions = _counted(_extractions(articles, failures), ticker)
        if output_dir:
            _write_each(extractions, encode, suffix, output_dir)
        else:
            with opened(output) as file:
                file.writelines(encode(extraction) for extraction in _fitting(extractions, suffix))
    ctx.exit(failures.exit_code)


def _extractions(articles: Iterable[Article], failures: Failures) -> Iterator[Extraction]:
    """Extract article by article; what cannot be read is said, counted and skipped."""
    from kg.extract.assembly import assemble
    from kg.language import parse
    from kg.rdf.gates import gated

    for article in articles:
        try:
            (doc,) = parse([article])
            extraction = gated(assemble(doc))
        except KgError as error:
            failures(error)
            continue
        except Exception as error:  # a fault in reading one article must not lose the others
            failures(ExtractionError(f"{type(error).__name__}: {error}", where=article.source or article.id))
            continue
        yield extraction


def _counted(extractions: Iterable[Extraction], ticker: Ticker) -> Iterator[Extraction]:
    for extraction in extractions:
        ticker.advance()
        yield extraction


def _fitting(extractions: Iterable[Extraction], suffix: str) -> Iterator[Extraction]:
    """Refuse a second article where a file of the format is one document."""
    for number, extraction in enumerate(extractions):
        if number and suffix in ONE_DOCUMENT:
            raise click.UsageError(f"a {suffix} file holds one article; give --output-dir for several")
        yield extraction


def _write_each(extractions: Iterable[Extraction], encode: Encode, suffix: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = FileNames()
    for extraction in extractions:
        with opened(folder / f"{names.give(extraction.article.id)}{suffix}") as file:
            file.write(encode(extraction))


def _encoding(name: str | None, output: Path | None) -> tuple[Encode, str]:
    """Give the encoder of one extraction, and the suffix of its files."""
    name = name or (output.suffix if output and output.suffix else "json")
    if name.lower().removeprefix(".") in JSON:
        return _json, ".json"
    from kg.rdf.formats import find

    format_ = find(name)
    return partial(_rdf, format_), format_.extension


def _json(extraction: Extraction) -> bytes:
    from kg.extract.interchange import to_document

    return json.dumps(to_document(extraction), ensure_ascii=False).encode() + b"\n"


def _rdf(format_: Format, extraction: Extraction) -> bytes:
    from kg.rdf.assertion import quads
    from kg.rdf.formats import write
    from kg.rdf.prefixes import PREFIXES

    output = BytesIO()
    write(quads(extraction), format_, output, PREFIXES)
    return output.getvalue()
