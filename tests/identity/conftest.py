"""Stores of articles written by hand: entities by type and name, statements between them, no language model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox
import pytest

from kg.model import Article, Entity, Extraction, Mention, Span, Statement
from kg.rdf.assertion import quads
from kg.rdf.iris import article_iri
from kg.rdf.prefixes import PREFIXES, RDFS
from kg.store.embedded import EmbeddedStore

RUN = ox.NamedNode("https://w3id.org/newskg/id/run/test")


@dataclass
class Told:
    """An article: ``entities`` as "Type: name", or "Type: a description" in lower case; ``said`` as "0 relation 1"."""

    id: str
    entities: list[str]
    said: list[str] = field(default_factory=list)
    published: str = "2026-02-04"

    def names(self) -> list[str]:
        """What its entities are called."""
        return [entity.partition(": ")[2] for entity in self.entities]

    def extraction(self) -> Extraction:
        typed = [entity.split(": ", 1) for entity in self.entities]
        text, found = " ; ".join(name for _, name in typed) + f" ({self.id})", []
        start = 0
        for number, (type_, name) in enumerate(typed):
            kind = "name" if name[:1].isupper() else "nominal"
            found.append(Entity(id=str(number), type=type_, name=name,
                                mentions=(Mention(start=start, end=start + len(name), kind=kind),)))
            start += len(name) + 3
        statements = tuple(Statement(subject=s, predicate=p, object=o, evidence=(Span(0, 5),), confidence=0.8)
                           for s, p, o in (said.split() for said in self.said))
        article = Article(id=self.id, text=text, published=self.published)
        return Extraction(article=article, entities=tuple(found), statements=statements)


# Articles about other things, as a newsroom has them: only beside them does it tell something that two articles name a state.
ELSEWHERE = tuple(Told(f"elsewhere-{n}", [f"State: {state}", f"Person: {person}"]) for n, (state, person) in enumerate((
    ("Ohio", "Ann Weber"), ("Texas", "Luis Ortega"), ("Iowa", "Carla Benitez"), ("Maine", "Hal Lund"), ("Utah", "Gail Renn"),
    ("Idaho", "Emil Sandor"))))


@cache
def _ontology() -> list[ox.Quad]:
    from kg.build import ontology_quads

    return ontology_quads()


Tell = Callable[..., EmbeddedStore]


@pytest.fixture
def tell() -> Tell:
    """Articles -> a store of them, as they were read."""

    def store(*articles: Told) -> EmbeddedStore:
        made = EmbeddedStore()
        made.install_ontology(_ontology())
        for article in (*ELSEWHERE, *articles):
            extraction = article.extraction()
            made.replace(article_iri(extraction.article), quads(extraction, RUN))
        return made

    return store


def called(store: EmbeddedStore, type_: str) -> list[str]:
    """The labels of the entities of a type that the store has, without those of articles about other things, sorted."""
    query = f"SELECT ?label {{ ?e a kg:{type_} ; rdfs:label ?label }} ORDER BY ?label"
    found = store.quads.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    other = {name for told in ELSEWHERE for name in told.names()}
    return [row["label"].value for row in found if row["label"].value not in other]


def iri(store: EmbeddedStore, label: str, number: int = 0) -> str:
    """The IRI of the entity of a label; of several of that label the one of a number, in sorted order."""
    quads = store.quads.quads_for_pattern(None, ox.NamedNode(RDFS + "label"), ox.Literal(label), None)
    return sorted({quad.subject.value for quad in quads})[number]
