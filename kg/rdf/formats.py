"""RDF formats by name, extension or media type, and writing in them: sorted, so that equal data gives equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

import pyoxigraph as ox

from kg.errors import ExportError
from kg.rdf.iris import is_of_one_article


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation of RDF.

    ``graphs`` tells whether it keeps the names of graphs, ``triple_terms`` whether it has those of RDF 1.2.
    """

    name: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    engine: ox.RdfFormat
    graphs: bool
    triple_terms: bool = True

    @property
    def extension(self) -> str:
        """The usual extension, with its dot."""
        return "." + self.extensions[0]

    @property
    def media_type(self) -> str:
        """The registered media type."""
        return self.media_types[0]


FORMATS = (
    Format("turtle", ("ttl",), ("text/turtle", "application/x-turtle"), ox.RdfFormat.TURTLE, False),
    Format("trig", ("trig",), ("application/trig", "application/x-trig"), ox.RdfFormat.TRIG, True),
    Format("nquads", ("nq",), ("application/n-quads", "text/x-nquads"), ox.RdfFormat.N_QUADS, True),
    Format("ntriples", ("nt",), ("application/n-triples", "text/plain"), ox.RdfFormat.N_TRIPLES, False),
    Format("jsonld", ("jsonld",), ("application/ld+json",), ox.RdfFormat.JSON_LD, True, triple_terms=False),
    Format("rdfxml", ("rdf", "owl"), ("application/rdf+xml",), ox.RdfFormat.RDF_XML, False),
)


def find(name: str) -> Format:
    """Give a format by its name, an extension or a media type.

    Raises
    ------
    ExportError
        When there is none.

    Examples
    --------
    >>> find("ttl").name, find("application/ld+json").name, find(".nq").name
    ('turtle', 'jsonld', 'nquads')
    """
    wanted = name.strip().lower().removeprefix(".").partition(";")[0].strip()
    for format_ in FORMATS:
        if wanted == format_.name or wanted in format_.extensions or wanted in format_.media_types:
            return format_
    raise ExportError(f"no RDF format {name!r}", valid=", ".join(f.name for f in FORMATS))


def write(quads: Iterable[ox.Quad], format_: Format, output: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write quads to a binary file in the order given; a format without graphs gets each triple once.

    With :func:`by_graph` memory holds one graph at a time, and where the format has no graphs what is told of entities too.
    """
    ox.serialize(quads if format_.graphs else _triples(quads), output, format_.engine, prefixes=dict(prefixes))


def by_graph(store: ox.Store) -> Iterator[ox.Quad]:
    """Give all quads of a store in the order of their N-Quads lines, graph by graph.

    >>> list(by_graph(ox.Store()))
    []
    """
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.DefaultGraph()]
    graphs.extend(sorted(store.named_graphs(), key=str))
    for graph in graphs:
        yield from sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def _triples(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Each triple once; only of what several articles may say alike is it remembered that it was there."""
    seen: set[ox.Triple] = set()
    for quad in quads:
        if not is_of_one_article(quad.subject):
            if quad.triple in seen:
                continue
            seen.add(quad.triple)
        yield quad.triple
