"""``kg review``: what a person should look at, and what a person has decided."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import complain, tell
from kg.cli.options import FILE, store_option
from kg.errors import DecisionError
from kg.store.place import Place, stem

if TYPE_CHECKING:
    from kg.identity.doubts import Apart, Candidate, Doubts, Side
    from kg.identity.ledger import Decision
    from kg.identity.resolution import Resolution
    from kg.store.embedded import EmbeddedStore

WIDTH = 100  # characters of quoted words in a line


@click.command(short_help="Look at what is doubtful, and decide.")
@click.argument("decision", nargs=-1, metavar="[DECISION VALUE...]")
@store_option()
@click.option("--decisions", type=FILE, help="The file of decisions; by default beside the store: STORE.decisions.jsonl.")
@click.option("--by", help="Who decides. By default the name of the user.")
@click.option("--why", help="Why, for those who read the decision later.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many of each kind are shown.")
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="For people, or for programs.")
@click.pass_context
def review(ctx: click.Context, decision: tuple[str, ...], store: Place, decisions: Path | None, by: str | None, why: str | None,
           limit: int, format_: str) -> None:
    """Show what is doubtful in a store, or record a decision and let it take effect.

    Without DECISION the doubtful is listed: entities that may be one, or a record of an authority file; names that were taken
    for several people's; statements of little confidence; findings set aside. In a terminal each pair of entities is asked for.
    A decision is written to a file that every later build replays:

    \b
      kg review --store news.kg
      kg review --store news.kg merge IRI IRI... --why "the same sheriff"
      kg review --store news.kg apart IRI IRI...
      kg review --store news.kg split ENTITY NAME ARTICLE...
      kg review --store news.kg rename ENTITY NAME
      kg review --store news.kg retype ENTITY TYPE
      kg review --store news.kg reject STATEMENT
      kg review --store news.kg confirm STATEMENT
    """
    from kg.cli.stores import existing
    from kg.identity import ledger
    from kg.identity.doubts import doubts
    from kg.identity.resolution import is_resolved, resolve

    path = decisions or ledger.beside(stem(store))
    who = by or getpass.getuser()
    with existing(store) as target:
        if decision:
            ledger.append(path, _decided(decision, who, why))
            ctx.exit(_replayed(target, path))
        if not is_resolved(target, ledger.read(path)):
            tell_resolution(resolve(target, ledger.read(path)))
        found = doubts(target.quads, limit)
        if format_ == "json":
            click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        elif sys.stdin.isatty() and sys.stdout.isatty():
            if _asked(found, path, who, why):
                ctx.exit(_replayed(target, path))
        else:
            _listed(found)


def _decided(words: tuple[str, ...], who: str, why: str | None) -> Decision:
    """The decision that a person has written out."""
    from kg.identity.ledger import KINDS, Decision

    kind = next((k for k in KINDS if k == words[0]), None)
    if kind is None:
        raise click.UsageError(f"no decision {words[0]!r}: one of {', '.join(KINDS)}")
    values = words[1:]
    today = date.today().isoformat()
    if kind in ("merge", "apart"):
        return Decision(kind, entities=values, by=who, on=today, why=why)
    first, second, rest = (*values, None, None)[0], (*values, None, None)[1], values[2:]
    if kind in ("reject", "confirm"):
        return Decision(kind, statement=first, by=who, on=today, why=why)
    if kind == "retype":
        return Decision(kind, entity=first, type=second, by=who, on=today, why=why)
    return Decision(kind, entity=first, name=second, articles=rest, by=who, on=today, why=why)


def _replayed(store: EmbeddedStore, path: Path) -> int:
    """Lay all decisions over the store; 1 when one no longer applies."""
    from kg.identity import ledger
    from kg.identity.resolution import resolve

    told = resolve(store, ledger.read(path))
    tell_resolution(told)
    return 1 if told.stale else 0


def tell_resolution(told: Resolution) -> None:
    """Say what became of the entities, and which decisions no longer apply."""
    pairs = f"{len(told.candidates):,} pairs to look at with kg review"
    tell(f"  {told.entities:,} entities as read, of which {told.merged:,} were found to be others; {pairs}")
    if told.links:
        tell(f"  {len(told.links):,} entities linked to records of the authority file")
    if told.withdrawn:
        tell(f"  {told.withdrawn:,} articles of which a later version has taken the place")
    for decision in told.stale:
        about = ", ".join(filter(None, (*decision.entities, decision.entity, decision.statement, *decision.articles)))
        what = f"a decision to {decision.decision} by {decision.by or 'somebody'} no longer applies"
        complain(DecisionError(what, where=about, valid="what the store holds"))


def _listed(found: Doubts) -> None:
    click.echo(f"entities that may be one: {len(found.candidates)}")
    for candidate in found.candidates:
        _show(candidate)
    click.echo(f"\nnames taken for several people's, whom merge makes one: {len(found.apart)}")
    for apart in found.apart:
        _show(apart)
    click.echo(f"\nstatements of little confidence: {len(found.statements)}")
    for s in found.statements:
        manner = " ".join(word for word in (s.polarity, s.modality) if word not in ("positive", "actual"))
        click.echo(f"  {s.confidence:.2f}  {s.subject} | {s.relation} | {s.object}" + (f"  ({manner})" if manner else ""))
        click.echo(f"        “{_short(s.quote)}”  {s.article}\n        {s.iri}")
    click.echo(f"\nset aside: {len(found.aside)}")
    for item in found.aside:
        click.echo(f"  {item.reason}: {_short(item.detail)}  {item.article}")


def _asked(found: Doubts, path: Path, who: str, why: str | None) -> bool:
    """Ask for each pair, and for each name that was taken apart; give whether anything was decided."""
    from kg.identity.ledger import Decision, append

    doubts: list[Candidate | Apart] = [*found.candidates, *found.apart]
    decided = False
    for number, doubt in enumerate(doubts, 1):
        click.echo(f"\n{number} of {len(doubts)}")
        _show(doubt)
        answer = click.prompt("[m]erge, [a]part, [s]kip, [q]uit", type=click.Choice(["m", "a", "s", "q"]), show_choices=False,
                              default="s")
        if answer == "q":
            break
        if answer != "s":
            entities, today = tuple(side.iri for side in doubt.sides), date.today().isoformat()
            append(path, Decision("merge" if answer == "m" else "apart", entities=entities, by=who, on=today, why=why))
            decided = True
    if not doubts:
        _listed(found)
    return decided


def _show(doubt: Candidate | Apart) -> None:
    click.echo(f"  {doubt.described}")
    for side in doubt.sides:
        _show_side(side)


def _show_side(side: Side) -> None:
    articles = "1 article" if side.articles == 1 else f"{side.articles:,} articles"
    articles = articles if side.articles else side.title
    words = f"…{_short(side.words)}…  {side.title}" if side.articles else _short(side.words)
    click.echo(f"        {side.label}  ({articles})\n          {words}\n          {side.iri}")


def _short(text: str) -> str:
    """A text for a line of a terminal: without what would move its cursor, and not too long."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain if len(plain) <= WIDTH else plain[: WIDTH - 1] + "…"
