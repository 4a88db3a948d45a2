"""What a page draws, as tables: rows of entities, of statements and of articles, each article once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.network.attributes import edge_attributes, node_attributes
from kg.network.layout import Position
from kg.network.measures import communities, undirected
from kg.network.projection import Projection

ARTICLE = {"articleIri": "iri", "article": "title", "url": "url", "outlet": "outlet", "published": "published"}
NOT_KEPT = {*ARTICLE, "label"}  # of edges: articles stand apart, labels of relations in the head

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Names of columns, and rows; what a row has not at its end is left off."""

    columns: tuple[str, ...]
    rows: Iterable[Row]

    def __iter__(self) -> Iterator[Row]:
        return map(_trimmed, self.rows)


@dataclass(slots=True)
class PageTables:
    """The tables of a projection; :attr:`articles` are those of the rows of :meth:`statements` that have been read.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> tables = PageTables(Projection(ox.Store()))
    >>> list(tables.entities({})), list(tables.statements()), list(tables.articles)
    ([], [], [])
    """

    projection: Projection
    _articles: dict[str, Row] = field(default_factory=dict)

    def entities(self, places: Mapping[str, Position], members: Mapping[str, int] | None = None) -> Table:
        """Give entities where they stand, with the community of each if there are such."""
        names = [a.name for a in node_attributes(measured=self.projection.measured)]
        rows = ((node.iri, *places[node.iri], *(() if members is None else (members[node.iri],)),
                 *(node.attributes.get(name) for name in names)) for node in self.projection.nodes())
        return Table(("iri", "x", "y", *(() if members is None else ("community",)), *names), rows)

    def statements(self) -> Table:
        """Give statements, whose ends and articles are numbers of rows."""
        names = [a.name for a in edge_attributes(self.projection.selection) if a.name not in NOT_KEPT]
        return Table(("iri", "source", "target", "article", *names), self._statements(names))

    @property
    def articles(self) -> Table:
        """The articles of statements."""
        return Table(tuple(ARTICLE.values()), self._articles.values())

    def _statements(self, names: Sequence[str]) -> Iterator[Row]:
        number = numbers(self.projection)
        articles: dict[str, int] = {}
        for edge in self.projection.edges():
            article = edge.attributes.get("articleIri")
            if article is not None and article not in articles:
                articles[str(article)] = len(articles)
                self._articles[str(article)] = tuple(edge.attributes.get(name) for name in ARTICLE)
            yield (edge.iri, number[edge.source], number[edge.target], articles.get(str(article)),
                   *(edge.attributes.get(name) for name in names))


def numbers(projection: Projection) -> dict[str, int]:
    """Number the entities of a projection in the order of their rows."""
    return {iri: n for n, iri in enumerate(sorted({iri for pair in projection.pairs() for iri in pair}))}


def members(projection: Projection) -> dict[str, int]:
    """Give the community of each entity, the largest of number 1."""
    number = numbers(projection)
    weights: dict[tuple[int, int], int] = {}
    for source, target, weight in projection.links():
        pair = number[source], number[target]
        weights[pair] = weights.get(pair, 0) + weight
    iris = list(number)
    return {iris[n]: c for c, found in enumerate(communities(len(number), undirected(weights)), 1) for n in found}


def _trimmed(row: Row) -> Row:
    length = len(row)
    while length and row[length - 1] is None:
        length -= 1
    return row[:length]
