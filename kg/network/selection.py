"""Which statements become edges: plain facts, unless more is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from kg.errors import SelectionError
from kg.ontology import load
from kg.terms import MODALITIES

ACTUAL = "actual"
MODAL = tuple(m for m in MODALITIES if m != ACTUAL)
INCLUDABLE = ("claims", "negative", *MODAL, "reprints")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
MOST_HOPS = 20


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements become edges, and how.

    Parameters
    ----------
    include : set of str
        What is an edge beside positive, actual statements on an article's own word: ``claims`` (on a speaker's word),
        ``negative`` (said not to be so), ``planned``, ``possible``, ``conditional``, ``demanded``, ``reprints`` (what an
        article prints again; its outlet counts for the original), or ``all``. A planned statement of a speaker needs both
        ``planned`` and ``claims``.
    types : set of str
        Classes of the ontology; both ends are of one of them or of a narrower class. Empty: all.
    relations : set of str
        Relations of the ontology. Empty: all.
    min_confidence : float
        Statements below it, 0 to 1, are no edges.
    since, until : str, optional
        A year, month or day (``2026``, ``2026-02``, ``2026-02-04``), inclusive. A statement is within when the time at which
        it holds overlaps the period; one without a time when its article was published in it.
    around : str, optional
        An entity's IRI, identifier or name: only what lies within ``hops`` edges of it, direction aside.
    hops : int
        1 to 20.
    merge_parallel : bool
        Whether statements of the same relation, ends, polarity, modality and kind of source make one edge, weighted
        by their number.

    Raises
    ------
    SelectionError, UnknownTermError
        When a value is none of those named.

    Examples
    --------
    >>> Selection(include={"all"}).include == EVERYTHING.include
    True
    >>> Selection(since="last week")
    Traceback (most recent call last):
    kg.errors.SelectionError: no date: 'last week' (at since); valid: a year, month or day: 2026, 2026-02, 2026-02-04
    """

    include: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    min_confidence: float = 0.0
    since: str | None = None
    until: str | None = None
    around: str | None = None
    hops: int = 1
    merge_parallel: bool = False

    def __post_init__(self) -> None:
        for name in ("include", "types", "relations"):
            object.__setattr__(self, name, _names(name, getattr(self, name)))
        if "all" in self.include:
            object.__setattr__(self, "include", frozenset(INCLUDABLE))
        self._check()

    def _check(self) -> None:
        for name in sorted(self.include - set(INCLUDABLE)):
            raise SelectionError(f"nothing to include: {name!r}", where="include", valid=", ".join((*INCLUDABLE, "all")))
        ontology = load() if self.types or self.relations else None
        for name in sorted(self.types) if ontology else ():
            ontology.type(name)  # type: ignore[union-attr]
        for name in sorted(self.relations) if ontology else ():
            ontology.relation(name)  # type: ignore[union-attr]
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and not DATE.fullmatch(value):
                raise SelectionError(f"no date: {value!r}", where=name, valid="a year, month or day: 2026, 2026-02, 2026-02-04")
        if not 0 <= self.min_confidence <= 1:
            raise SelectionError(f"no confidence: {self.min_confidence}", where="min_confidence", valid="0 to 1")
        if not 1 <= self.hops <= MOST_HOPS:
            raise SelectionError(f"no number of hops: {self.hops}", where="hops", valid=f"1 to {MOST_HOPS}")

    def but(self, **changes: Any) -> Selection:
        """Give the same selection with other values of some fields.

        >>> PLAIN.but(min_confidence=0.5).min_confidence
        0.5
        """
        return replace(self, **changes)

    def described(self) -> dict[str, Any]:
        """Give the fields that differ from the default, as JSON can hold them: what a report says was asked for.

        >>> Selection(include={"negative"}, hops=2).described()
        {'include': ['negative'], 'hops': 2}
        """
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        changed = {name: value for name, value in values.items() if value != getattr(PLAIN, name)}
        return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in changed.items()}


def _names(field: str, value: Iterable[str]) -> frozenset[str]:
    if isinstance(value, str):
        raise SelectionError(f"one text {value!r} where names are", where=field, valid=f"a set of names, as {{{value!r}}}")
    return frozenset(value)


PLAIN = Selection()
EVERYTHING = Selection(include=frozenset({"all"}))
