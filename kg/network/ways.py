"""How two entities are linked: the shortest ways from one to the other, whichever way their statements run."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.network.surroundings import Surroundings

WIDEST = 2_000  # entities from which one step is made at a time


@dataclass
class _Side:
    """What is reached from one end: the last step, and for each entity those from which it was reached."""

    last: list[str]
    before: dict[str, list[str]] = field(default_factory=dict)

    def step(self, surroundings: Surroundings) -> None:
        """Reach what is one step further."""
        reached: dict[str, list[str]] = {}
        for entity in self.last[:WIDEST]:
            for other in sorted(surroundings.joined([entity]).keys() - self.before.keys()):
                reached.setdefault(other, []).append(entity)
        self.before |= reached
        self.last = sorted(reached)

    def back(self, entity: str) -> dict[str, None]:
        """Give what lies on the ways from the end to an entity, the nearest to the entity first."""
        found, waiting = dict.fromkeys([entity]), [entity]
        for reached in waiting:
            for other in self.before[reached]:
                if other not in found:
                    found[other] = None
                    waiting.append(other)
        return found


def ways(surroundings: Surroundings, start: str, end: str, *, hops: int, limit: int) -> list[str]:
    """Give the entities on the shortest ways between two, of so many steps at most; none where no way is that short.

    Of more than ``limit`` entities whole ways are given, as long as there is room, and one way in any case.

    >>> import pyoxigraph as ox
    >>> from kg.network.reader import Reader
    >>> ways(Surroundings(Reader(ox.Store()), lambda brief: True), "http://x.example/a", "http://x.example/b", hops=4, limit=9)
    []
    """
    sides = [_Side([end_], {end_: []}) for end_ in (start, end)]
    for _ in range(hops):
        if sides[0].before.keys() & sides[1].before.keys():
            break
        min(sides, key=lambda side: len(side.last)).step(surroundings)
    found: dict[str, None] = {}
    for meeting in sorted(sides[0].before.keys() & sides[1].before.keys()):
        way = dict.fromkeys([*reversed(sides[0].back(meeting)), *sides[1].back(meeting)])
        if found and len(found | way) > limit:
            continue
        found |= way
    return list(found)
