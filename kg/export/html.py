"""One HTML file with the interactive graph, its filters and the words that prove every statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any

from kg.export.network import projected, report
from kg.export.page import bundle, encoded
from kg.export.writer import Report, Request, Writer
from kg.network.attributes import edge_attributes, node_attributes
from kg.network.layout import positions
from kg.network.look import line, line_color, look
from kg.network.measures import communities, undirected
from kg.network.projection import Projection
from kg.network.selection import Selection
from kg.ontology import load
from kg.terms import MODALITIES, POLARITIES

LARGE = 5_000  # entities above which the page opens on communities
SLOW = 100_000  # statements above which a browser takes its time
ARTICLE = {"articleIri": "iri", "article": "title", "url": "url", "outlet": "outlet", "published": "published"}
NOT_KEPT = {*ARTICLE, "label"}  # of edges: articles stand apart, labels of relations in the head


def _write(request: Request, output: IO[bytes]) -> Report:
    projection = projected(request)
    before, after = bundle().around(title(request.selection))
    output.write(before)
    number = {iri: n for n, iri in enumerate(sorted({iri for pair in projection.pairs() for iri in pair}))}
    _block(output, "meta", _meta(request.selection))
    _nodes(output, projection, number)
    _edges(output, projection, number)
    output.write(after)
    advice = f"{projection.number_of_edges:,} statements open slowly in a browser; --around and --min-confidence choose fewer"
    return report(request, projection, advice=(advice,) if projection.number_of_edges > SLOW else ())


def title(selection: Selection) -> str:
    """Give the heading of the page.

    >>> title(Selection(around="ICE"))
    'Knowledge graph around ICE'
    """
    return "Knowledge graph" + (f" around {selection.around}" if selection.around else "")


def _meta(selection: Selection) -> dict[str, Any]:
    """What the page knows of the ontology and of how it was asked for."""
    ontology = load()
    return {
        "title": title(selection), "selection": selection.described(), "large": LARGE,
        "types": {name: {"label": type_.label, "color": look(name).color, "shape": look(name).shape}
                  for name, type_ in sorted(ontology.types.items())},
        "relations": {name: relation.label for name, relation in sorted(ontology.relations.items())},
        "lines": {modality: line(modality) for modality in MODALITIES},
        "colors": {polarity: line_color(polarity) for polarity in POLARITIES},
    }


def _nodes(output: IO[bytes], projection: Projection, number: Mapping[str, int]) -> None:
    names = [a.name for a in node_attributes(measured=projection.measured)]
    member = _members(projection, number)
    places = positions(projection)
    rows = ((node.iri, *places[node.iri], *member.get(node.iri, ()), *(node.attributes.get(name) for name in names))
            for node in projection.nodes())
    _table(output, "nodes", ("iri", "x", "y", *(("community",) if member else ()), *names), rows)


def _members(projection: Projection, number: Mapping[str, int]) -> dict[str, tuple[int]]:
    """The community of each node of a large graph, unless it is among what was measured."""
    if projection.measured or len(number) <= LARGE:
        return {}
    weights: dict[tuple[int, int], int] = {}
    for source, target, weight in projection.links():
        pair = number[source], number[target]
        weights[pair] = weights.get(pair, 0) + weight
    iris = list(number)
    return {iris[n]: (c,) for c, members in enumerate(communities(len(number), undirected(weights)), 1) for n in members}


def _edges(output: IO[bytes], projection: Projection, number: Mapping[str, int]) -> None:
    names = [a.name for a in edge_attributes(projection.selection) if a.name not in NOT_KEPT]
    articles: dict[str, tuple[Any, ...]] = {}
    numbers: dict[str, int] = {}

    def rows() -> Iterator[tuple[Any, ...]]:
        for edge in projection.edges():
            article = edge.attributes.get("articleIri")
            if article is not None and article not in articles:
                numbers[str(article)] = len(articles)
                articles[str(article)] = tuple(edge.attributes.get(name) for name in ARTICLE)
            yield (edge.iri, number[edge.source], number[edge.target], numbers.get(str(article)),
                   *(edge.attributes.get(name) for name in names))

    _table(output, "edges", ("iri", "source", "target", "article", *names), rows())
    _table(output, "articles", tuple(ARTICLE.values()), articles.values())


def _table(output: IO[bytes], name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A block of rows, each written when it comes; what a row has not at its end is left off."""
    with _script(output, name):
        output.write(b'{"columns":' + encoded(columns) + b',"rows":[')
        for i, row in enumerate(rows):
            output.write((b",\n" if i else b"\n") + encoded(_trimmed(row)))
        output.write(b"]}")


def _trimmed(row: Sequence[Any]) -> Sequence[Any]:
    length = len(row)
    while length and row[length - 1] is None:
        length -= 1
    return row[:length]


def _block(output: IO[bytes], name: str, value: Any) -> None:
    with _script(output, name):
        output.write(encoded(value))


@contextmanager
def _script(output: IO[bytes], name: str) -> Iterator[None]:
    output.write(f'<script type="application/json" id="data-{name}">'.encode())
    yield
    output.write(b"</script>\n")


WRITER = Writer("html", "one page with the interactive graph, for any browser, that fetches nothing", ("html", "htm"),
                ("text/html",), _write)
