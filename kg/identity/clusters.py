"""Pairs -> clusters: the surest pair first, never against what forbids or what people have decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Pair = tuple[str, str]


class Clusters:
    """A partition of entities that grows by joining.

    Parameters
    ----------
    may_join : callable
        Whether two entities may be in one cluster; asked for every two members of clusters that would be joined.

    Examples
    --------
    >>> clusters = Clusters(lambda one, other: {one, other} != {"a", "c"})
    >>> clusters.join("a", "b"), clusters.join("b", "c")
    (True, False)
    >>> clusters.members("b")
    ('a', 'b')
    """

    def __init__(self, may_join: Callable[[str, str], bool]) -> None:
        self._may_join = may_join
        self._members: dict[str, tuple[str, ...]] = {}

    def members(self, entity: str) -> tuple[str, ...]:
        """Give the cluster of an entity, sorted."""
        return self._members.get(entity, (entity,))

    def join(self, one: str, other: str) -> bool:
        """Make two clusters one, where all their members may be; give whether they are one now."""
        mine, theirs = self.members(one), self.members(other)
        if mine == theirs:
            return True
        if not all(self._may_join(a, b) for a in mine for b in theirs):
            return False
        joined = tuple(sorted((*mine, *theirs)))
        self._members.update((member, joined) for member in joined)
        return True

    def all(self) -> list[tuple[str, ...]]:
        """Give the clusters of more than one member, sorted."""
        return sorted({members for members in self._members.values() if len(members) > 1})


def joined(scores: Mapping[Pair, float], threshold: float, may_join: Callable[[str, str], bool],
           decided: Iterable[Pair] = ()) -> Clusters:
    """Join what people have decided is one, then pairs of at least a score, the highest first.

    Greedy agglomeration under cannot-link constraints (after Davidson and Ravi 2005).

    Examples
    --------
    >>> joined({("a", "b"): 0.99, ("b", "c"): 0.4}, 0.9, lambda one, other: True).all()
    [('a', 'b')]
    """
    clusters = Clusters(may_join)
    for one, other in decided:
        clusters.join(one, other)
    for (one, other), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score >= threshold:
            clusters.join(one, other)
    return clusters
