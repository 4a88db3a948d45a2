"""Fixtures shared by all tests."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.document import Reading
from kg.language import pipeline
from kg.model import Article

ReadUntil = Callable[[str, str], Doc]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline, loaded once."""
    return pipeline()


@pytest.fixture(scope="session")
def grammar(nlp: Language) -> Callable[[str], Doc]:
    """Text -> a Doc with sentences and a parse, not read by any component of ours."""

    def parse(text: str) -> Doc:
        from kg.language import COMPONENTS

        with nlp.select_pipes(disable=[name for name in COMPONENTS if name in nlp.pipe_names]):
            return nlp(text)

    return parse


@pytest.fixture(scope="session")
def read_until(nlp: Language) -> ReadUntil:
    """Text and the name of a component -> a Doc read by all components up to that one."""

    def read(text: str, last: str) -> Doc:
        doc = nlp.make_doc(text)
        doc._.kg = Reading(Article(id="test", text=text))
        for name, process in nlp.pipeline:
            doc = process(doc)
            if name == last:
                return doc
        raise ValueError(f"no component {last}; there are {nlp.pipe_names}")

    return read


@pytest.fixture
def two_articles():
    """A store of two articles written by hand in the form of ontology/provenance.ttl."""
    store = ox.Store()
    store.load(path=Path(__file__).parent / "data" / "two_articles.trig", format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def examples_graph():
    """The graph of examples/articles, in memory."""
    from kg.graph import Graph

    with Graph() as graph:
        graph.build([Path(__file__).parent.parent / "examples" / "articles"])
        yield graph
