"""What is around entities, found by lookups: the time it takes grows with what is found and not with the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from kg.network.reader import ENDS, Brief, End, Reader

MOST_OF_ONE = 5_000  # statements of one entity that are looked at
MOST_OF_HOP = 5_000  # statements that are read to find the next hop
TELLING = 30  # statements by which busy entities are told apart


class Surroundings:
    """Entities near others, and the statements among them.

    Parameters
    ----------
    reader : Reader
    passes : callable
        Whether a statement counts.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> around = Surroundings(Reader(ox.Store()), lambda brief: True)
    >>> around.near(["http://x.example/a"], hops=2, limit=10)
    ['http://x.example/a']
    """

    def __init__(self, reader: Reader, passes: Callable[[Brief], bool]) -> None:
        self.reader, self._passes = reader, passes
        self._briefs: dict[str, Brief | None] = {}
        self._having: dict[tuple[str, End], list[str]] = {}
        self._busyness: dict[str, int] = {}

    @property
    def read(self) -> list[Brief]:
        """All statements that were read, whether they pass or not, sorted."""
        return [brief for _, brief in sorted(self._briefs.items()) if brief]

    def statements(self, entity: str) -> int:
        """Count the statements that have the entity at an end."""
        return len({s for end in ENDS for s in self._of(entity, end)})

    def neighbours(self, entity: str) -> list[str]:
        """Give the entities that statements which pass join to this one: of most statements first, of these the busiest."""
        return self._ranked(self.joined([entity]), {entity})

    def joined(self, entities: Sequence[str]) -> Counter[str]:
        """Give the other entities that statements which pass join to one of these, each with the number of statements."""
        statements = dict.fromkeys(s for entity in entities for end in ENDS for s in self._of(entity, end))
        ends = ({brief.subject, brief.object} for brief in self.passing(islice(statements, MOST_OF_HOP)))
        return Counter(other for pair in ends for other in pair - set(entities))

    def near(self, starts: Sequence[str], *, hops: int, limit: int) -> list[str]:
        """Give the starts and what lies within so many edges of them, direction aside, in the order of :meth:`neighbours`.

        Of more than ``limit`` entities each hop has an equal share, so that the last is not crowded out.
        """
        found = list(dict.fromkeys(starts))[:limit]
        frontier = found
        for left in range(hops, 0, -1):
            frontier = self._ranked(self.joined(frontier), set(found))[:max(0, limit - len(found)) // left]
            found = found + frontier
        return found

    def among(self, entities: Iterable[str]) -> list[Brief]:
        """Give the statements that pass and whose ends are both among the entities."""
        chosen = sorted(set(entities))
        subjects, objects = ({s for entity in chosen for s in self._of(entity, end)} for end in ENDS)
        return self.passing(subjects & objects)

    def passing(self, statements: Iterable[str]) -> list[Brief]:
        """Give those of the statements that pass, sorted."""
        briefs = (self._brief(statement) for statement in statements)
        return sorted((b for b in briefs if b and self._passes(b)), key=lambda b: b.iri)

    def _ranked(self, joined: Counter[str], known: set[str]) -> list[str]:
        return sorted(joined.keys() - known, key=lambda entity: (-joined[entity], -self._busy(entity), entity))

    def _busy(self, entity: str) -> int:
        if entity not in self._busyness:
            self._busyness[entity] = sum(len(self.reader.having(entity, end, TELLING)) for end in ENDS)
        return self._busyness[entity]

    def _of(self, entity: str, end: End) -> list[str]:
        if (entity, end) not in self._having:
            self._having[entity, end] = self.reader.having(entity, end, MOST_OF_ONE)
        return self._having[entity, end]

    def _brief(self, statement: str) -> Brief | None:
        if statement not in self._briefs:
            self._briefs[statement] = self.reader.brief(statement)
        return self._briefs[statement]
