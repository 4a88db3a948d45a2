"""What people have decided: one readable file of JSON lines, kept beside the store, replayed by every build.

A line says what was decided, by whom, when and why::

    {"decision": "merge", "entities": ["...", "..."], "by": "anna", "on": "2026-11-25", "why": "the same sheriff"}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import msgspec

from kg.errors import DecisionError
from kg.ontology import load
from kg.rdf.iris import is_iri

Kind = Literal["merge", "apart", "split", "retype", "rename", "reject", "confirm"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SUFFIX = ".decisions.jsonl"
LONGEST = 1024 * 1024  # bytes of a line
FORM = '{"decision": one of ' + ", ".join(KINDS) + ', ..., "by": who, "on": a day, "why": a reason}'


class Decision(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One decision.

    ``merge`` and ``apart`` are of two or more ``entities``: they are one, or no two of them are. ``split`` takes an ``entity``
    apart: in ``articles`` it is another, called ``name``. ``retype`` gives an ``entity`` another ``type``, ``rename`` another
    ``name``. ``reject`` and ``confirm`` are of a ``statement``. Values are IRIs. ``by``, ``on`` and ``why`` are for people.
    """

    decision: Kind
    entities: tuple[str, ...] = ()
    entity: str | None = None
    articles: tuple[str, ...] = ()
    name: str | None = None
    type: str | None = None
    statement: str | None = None
    by: str | None = None
    on: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Decisions in the order in which they were made: a later one stands before an earlier one that it contradicts."""

    decisions: tuple[Decision, ...] = ()

    def of(self, *kinds: Kind) -> Iterator[Decision]:
        """Give the decisions of some kinds, in order."""
        return (d for d in self.decisions if d.decision in kinds)


def beside(store: Path) -> Path:
    """Where the ledger of a store lies, if nothing else is said.

    >>> beside(Path("news.kg")).name
    'news.kg.decisions.jsonl'
    """
    return store.with_name(store.name + SUFFIX)


def read(path: Path) -> Ledger:
    """Read a ledger; one that is not there is empty.

    Raises
    ------
    DecisionError
        When a line is no decision; names file and line.

    Examples
    --------
    >>> read(Path("absent.jsonl")).decisions
    ()
    """
    if not path.exists():
        return Ledger()
    lines = path.read_bytes().splitlines()
    return Ledger(tuple(_decision(line, f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip()))


def append(path: Path, decision: Decision) -> None:
    """Write a decision at the end of a ledger, which is made when it is missing.

    Raises
    ------
    DecisionError
        When the decision lacks what its kind needs.
    """
    _check(decision, str(path))
    with path.open("ab") as file:
        file.write(msgspec.json.encode(decision) + b"\n")


def _decision(line: bytes, where: str) -> Decision:
    if len(line) > LONGEST:
        raise DecisionError("a decision is too long", where=where, valid=f"at most {LONGEST:,} bytes")
    try:
        decision = msgspec.json.decode(line, type=Decision)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DecisionError(f"no decision: {error}", where=where, valid=FORM) from error
    _check(decision, where)
    return decision


def _check(decision: Decision, where: str) -> None:
    for what, missing in _lacks(decision):
        if missing:
            raise DecisionError(f"a decision to {decision.decision} lacks {what}", where=where, valid=FORM)
    if decision.type is not None:
        load().type(decision.type)
    if decision.on is not None:
        try:
            date.fromisoformat(decision.on)
        except ValueError as error:
            raise DecisionError(f"no day: {decision.on!r}", where=where, valid="2026-11-25") from error
    for iri in _iris(decision):
        if not is_iri(iri):
            raise DecisionError(f"no IRI: {iri[:100]!r}", where=where, valid="an IRI that kg query or kg review shows")


def _lacks(d: Decision) -> Iterable[tuple[str, bool]]:
    yield "two entities", d.decision in ("merge", "apart") and len(set(d.entities)) < 2
    yield "an entity", d.decision in ("split", "retype", "rename") and not d.entity
    yield "articles", d.decision == "split" and not d.articles
    yield "a name", d.decision in ("split", "rename") and not (d.name or "").strip()
    yield "a type", d.decision == "retype" and not d.type
    yield "a statement", d.decision in ("reject", "confirm") and not d.statement


def _iris(d: Decision) -> Iterable[str]:
    return (*d.entities, *d.articles, *filter(None, (d.entity, d.statement)))
