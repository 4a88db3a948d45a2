"""A store as nodes and edges, streamed: statements are read once, their words when they are given.

What is held in memory is a brief entry for each chosen statement and each of its ends, never the quoted words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg.network.attributes import Value
from kg.network.choice import Choice, centre, neighbourhood
from kg.network.measures import measure
from kg.network.reader import Brief, Reader, Source
from kg.network.selection import PLAIN, Selection
from kg.network.times import Span, span, whole


@dataclass(frozen=True, slots=True)
class Node:
    """An entity: its IRI and its attributes, see :data:`kg.network.attributes.NODE`."""

    iri: str
    attributes: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement, or parallel ones: IRI of the (most certain) statement, IRIs of both ends, attributes.

    The attributes are those of :func:`kg.network.attributes.edge_attributes`.
    """

    iri: str
    source: str
    target: str
    attributes: dict[str, Value]


@dataclass(slots=True)
class _Seen:
    """In how many statements, articles and outlets something is, and when."""

    statements: int = 0
    articles: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    first: str | None = None
    last: str | None = None

    def add(self, source: Source | None) -> None:
        self.statements += 1
        if source is None:
            return
        self.articles.add(source.iri)
        self.outlets.update(filter(None, (source.outlet, *source.reprinted_by)))
        if source.published:
            self.first = min(self.first or source.published, source.published)
            self.last = max(self.last or source.published, source.published)

    def attributes(self) -> dict[str, Value]:
        seen: dict[str, Value] = {"articles": len(self.articles), "outlets": len(self.outlets)}
        if self.first and self.last:
            seen |= {"firstSeen": self.first, "lastSeen": self.last}
        return seen


class Projection:
    """The nodes and edges that a selection makes of a store.

    Parameters
    ----------
    store : pyoxigraph.Store
        What ``kg build`` wrote.
    selection : Selection
    measured : bool
        Whether nodes carry degree, betweenness, PageRank and community, see :mod:`kg.network.measures`.
    statements : iterable of Brief, optional
        Those to choose from, where they are known already; else all of the store.
    reader : Reader, optional
        What reads the store, where there is one that knows it already.

    Raises
    ------
    SelectionError
        When ``around`` names no entity, or several.

    Examples
    --------
    >>> projection = Projection(ox.Store())
    >>> list(projection.nodes()), list(projection.edges()), dict(projection.left_out)
    ([], [], {})
    """

    def __init__(self, store: ox.Store, selection: Selection = PLAIN, *, measured: bool = False,
                 statements: Iterable[Brief] | None = None, reader: Reader | None = None) -> None:
        self.selection, self.measured = selection, measured
        self._reader, self._statements = reader or Reader(store), statements
        self._left_out: Counter[str] = Counter()

    @property
    def left_out(self) -> Mapping[str, int]:
        """How many statements are no edges, by reason in words."""
        _ = self._chosen
        return dict(sorted(self._left_out.items()))

    @property
    def number_of_nodes(self) -> int:
        """How many entities are drawn."""
        return len(self._ends)

    @property
    def number_of_edges(self) -> int:
        """How many edges are drawn."""
        return len(self._groups)

    def nodes(self) -> Iterator[Node]:
        """Give the entities at the ends of the edges, sorted by IRI."""
        for iri in sorted(self._ends):
            seen = self._ends[iri]
            yield Node(iri, {**self._reader.node(iri), "statements": seen.statements, **seen.attributes(),
                             **self._measures.get(iri, {})})

    def edges(self) -> Iterator[Edge]:
        """Give the edges, sorted by IRI."""
        for first, statements in self._groups:
            brief = self._chosen[first]
            attributes = self._reader.edge(brief)
            if self.selection.merge_parallel:
                attributes |= self._merged(statements)
            yield Edge(first, brief.subject, brief.object, attributes)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the two ends of each edge, in the order of :meth:`edges`."""
        for first, _ in self._groups:
            yield self._chosen[first].subject, self._chosen[first].object

    def links(self) -> Iterator[tuple[str, str, int]]:
        """Give the two ends of each edge and how many statements it is, in the order of :meth:`edges`."""
        for (source, target), (_, statements) in zip(self.pairs(), self._groups, strict=True):
            yield source, target, len(statements)

    def spans(self) -> Iterator[Span | None]:
        """Give when each edge holds, in the order of :meth:`edges`: its first day and its last, or None where none is known."""
        for _, statements in self._groups:
            yield whole(span(self._chosen[iri]) for iri in statements)

    @cached_property
    def _measures(self) -> dict[str, dict[str, Value]]:
        return measure(self.links()) if self.measured else {}

    @cached_property
    def _chosen(self) -> dict[str, Brief]:
        """The chosen statements by IRI, sorted."""
        choice = Choice(self.selection, self._reader)
        chosen: dict[str, Brief] = {}
        for iri, brief in self._candidates():
            reason = "without an end" if brief is None else choice.reason_against(brief)
            if brief is None or reason:
                self._left_out[reason or ""] += 1
            else:
                chosen[iri] = brief
        if self.selection.around is None:
            return chosen
        near = neighbourhood(chosen, centre(self._reader, self.selection.around), self.selection.hops)
        if len(near) < len(chosen):
            self._left_out[f"not near {self.selection.around}"] = len(chosen) - len(near)
        return near

    def _candidates(self) -> Iterator[tuple[str, Brief | None]]:
        if self._statements is None:
            yield from ((iri, self._reader.brief(iri)) for iri in self._reader.statements())
        else:
            yield from sorted({brief.iri: brief for brief in self._statements}.items())

    @cached_property
    def _groups(self) -> list[tuple[str, tuple[str, ...]]]:
        """For each edge the statement that stands for it, and all its statements."""
        if not self.selection.merge_parallel:
            return [(iri, (iri,)) for iri in self._chosen]
        groups: dict[tuple[object, ...], list[Brief]] = {}
        for brief in self._chosen.values():
            key = (brief.subject, brief.relation, brief.object, brief.polarity, brief.modality, brief.speaker is None)
            groups.setdefault(key, []).append(brief)
        return sorted((min(group, key=lambda b: (-b.confidence, b.iri)).iri, tuple(b.iri for b in group))
                      for group in groups.values())

    @cached_property
    def _ends(self) -> dict[str, _Seen]:
        ends: dict[str, _Seen] = {}
        for brief in self._chosen.values():
            for end in sorted({brief.subject, brief.object}):
                ends.setdefault(end, _Seen()).add(brief.source)
        return ends

    def _merged(self, statements: tuple[str, ...]) -> dict[str, Value]:
        seen = _Seen()
        for iri in statements:
            seen.add(self._chosen[iri].source)
        speakers = {speaker for iri in statements if (speaker := self._chosen[iri].speaker)}
        attributes = {"weight": len(statements), "statementIris": " ".join(statements), **seen.attributes()}
        if speakers:
            names = {self._reader.label(speaker) or speaker for speaker in speakers}
            attributes |= {"attributedTo": "; ".join(sorted(names)), "attributedToIri": " ".join(sorted(speakers))}
        return attributes
