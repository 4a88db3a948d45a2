"""``kg build``: articles into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import Failures, tell
from kg.cli.options import FILE, fetching, store_option, web_options
from kg.cli.review import tell_resolution
from kg.cli.ticker import Ticker
from kg.store.place import Place, stem

if TYPE_CHECKING:
    from kg.build import Event, Summary


@click.command(short_help="Read articles into a store.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@store_option()
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True,
              help="Set aside statements that are less certain.")
@click.option("--attributed-as-plain", is_flag=True, help="Write facts on a speaker's word as plain triples too.")
@click.option("--decisions", type=FILE, help="What people have decided, as kg review writes it. By default it lies beside the "
              "store: STORE.decisions.jsonl.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Read with so many processes; by default one for "
              "each core.")
@click.option("--cluster", metavar="ADDRESS", help="Read with the workers of a Dask cluster: tcp://host:8786.")
@click.option("--model", help="An installed English spaCy pipeline instead of the package's own.")
@web_options
@click.option("--fetched", type=FILE, help="Keep here what servers said of what was fetched, to ask only for changes; "
              "without it in a file beside the store.")
@click.pass_context
def build(ctx: click.Context, /, inputs: tuple[str, ...], store: Place, min_confidence: float, attributed_as_plain: bool,
          decisions: Path | None, jobs: int | None, cluster: str | None, model: str | None, fetched: Path | None,
          **options: Any) -> None:
    """Read articles into a store, which is made when it is not there.

    INPUT is a text, HTML, JSON, JSON Lines, Parquet, PDF or WARC file, a feed (RSS or Atom), a list of feeds (OPML), a folder,
    an http or https address, or - for standard input; files may be packed with gzip or Zstandard. What the store holds already
    is not read again, what an article no longer states after a correction is withdrawn, and a build that was cut off is
    finished by running it again.

    \b
      kg build story.html many.jsonl --store news.kg
      kg build https://news.example/feed.xml --store news.kg --follow
    """
    from kg.build import build as run
    from kg.identity import ledger
    from kg.model import MODEL
    from kg.rdf.runs import Settings, run_iri
    from kg.sources import Volume, read
    from kg.store.opening import opened
    from kg.workers.local import cores

    failures = Failures()
    decided = ledger.read(decisions or ledger.beside(stem(store)))
    run_ = run_iri(Settings(model or MODEL, min_confidence, attributed_as_plain))
    web = fetching(options, fetched or _beside(stem(store)), run_.value)
    volume = Volume(inputs)
    with opened(store) as target, Ticker("building", lambda: volume.share) as ticker:
        if not any(target.articles()):
            web.forget()

        def on_event(event: Event) -> None:
            ticker.advance()
            if event.error:
                failures(event.error)

        summary = run(read(inputs, on_error=failures, web=web, on_open=volume), target, model=model,
                      min_confidence=min_confidence, attributed_as_plain=attributed_as_plain, decisions=decided,
                      jobs=jobs or cores(), cluster=cluster, on_event=on_event)
    web.remember()
    _tell(summary, failures, store)
    ctx.exit(failures.exit_code)


def _beside(store: Path) -> Path:
    """The file that goes with a store, in whose folder nothing else may be."""
    path = store.resolve()
    return path.with_name(f"{path.name}.fetched.json")


def _tell(summary: Summary, failures: Failures, store: Place) -> None:
    tell(f"{store}: {summary.built:,} articles read, {summary.unchanged:,} held already, {failures.count:,} failed")
    if summary.built:
        tell(f"  {summary.entities:,} entities, {summary.statements:,} statements, {summary.claims:,} claims")
        tell(f"  {summary.words:,} words in {summary.seconds:.1f} s, {summary.words_per_second:,.0f} words/s")
    if summary.resolution and summary.resolution.entities:
        tell_resolution(summary.resolution)
    for reason, count in sorted(summary.set_aside.items(), key=lambda item: (-item[1], item[0])):
        tell(f"  set aside: {count:,} {reason}")
