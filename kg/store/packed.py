"""An article on its way into a store: its quads as text that can be loaded, and those of them that a store looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.iris import facts_graph
from kg.store import shared
from kg.store.versions import ID, PUBLISHER, URL

TELLING = frozenset({*shared.TELLING, URL, ID, PUBLISHER})


@dataclass(frozen=True, slots=True)
class Packed:
    """The quads of an article as N-Quads, a quarter of what they are one by one.

    ``own`` are those of its own graphs, ``telling`` those of them that tell what it shares with other articles, and ``said``
    what it says of that, in the shared graphs. ``size`` counts them all.

    >>> Packed().quads
    ()
    """

    own: bytes = b""
    telling: bytes = b""
    said: bytes = b""
    size: int = 0

    @property
    def quads(self) -> tuple[ox.Quad, ...]:
        """What the article is made of, read anew each time."""
        return (*unpacked(self.own), *unpacked(self.said))


def packed(article: ox.NamedNode, quads: Iterable[ox.Quad]) -> Packed:
    """Pack an article.

    Parameters
    ----------
    article : NamedNode
    quads : iterable of Quad
        In the article's graphs, and in the shared graphs of entities and runs.

    Raises
    ------
    StoreError
        When a quad is in another graph.

    Examples
    --------
    >>> a, p, o = (ox.NamedNode(f"https://a.example/{name}") for name in "apo")
    >>> packed(a, [ox.Quad(a, p, o, a)]).own
    b'<https://a.example/a> <https://a.example/p> <https://a.example/o> <https://a.example/a> .\\n'
    """
    own, said = parted(article, quads)
    telling = [quad for quad in own if quad.predicate in TELLING]
    return Packed(as_text(own), as_text(telling), as_text(said), len(own) + len(said))


def parted(article: ox.NamedNode, quads: Iterable[ox.Quad]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Part what is in an article's own graphs from what is in the shared ones; raises StoreError where a quad is in another."""
    own, said, graphs = list[ox.Quad](), list[ox.Quad](), graphs_of(article)
    for quad in quads:
        if quad.graph_name in graphs:
            own.append(quad)
        elif quad.graph_name in shared.GRAPHS:
            said.append(quad)
        else:
            raise StoreError("a quad outside the graphs of its article", where=article.value)
    return own, said


def graphs_of(article: ox.NamedNode) -> tuple[ox.NamedNode, ox.NamedNode]:
    """Give the graphs that are an article's own: that of its statements, and that of its plain facts."""
    return article, facts_graph(article)


def as_text(quads: Iterable[ox.Quad]) -> bytes:
    """Write quads as N-Quads.

    >>> as_text([])
    b''
    """
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def unpacked(text: bytes) -> tuple[ox.Quad, ...]:
    """Read quads that were written as N-Quads.

    >>> unpacked(b"")
    ()
    """
    return tuple(ox.parse(text, format=ox.RdfFormat.N_QUADS))
