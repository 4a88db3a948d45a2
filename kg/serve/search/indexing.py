"""The index is made: articles that came and went since the last time, and the names of all entities."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from kg.identity.terms import IDENTITY
from kg.network.reader import Reader
from kg.rdf.iris import ENTITIES, term
from kg.rdf.prefixes import DCTERMS, OWL, RDF, RDFS, SKOS

TYPE, LABEL, ALIAS = ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "label"), ox.NamedNode(SKOS + "altLabel")
IDENTIFIER, SAME, NAMED = ox.NamedNode(DCTERMS + "identifier"), ox.NamedNode(OWL + "sameAs"), term("nameInArticle")


def index(store: ox.Store, file: Path) -> None:
    """Bring the index in a file up to date with a store, at once for those who read it.

    Examples
    --------
    >>> index(ox.Store(), Path("search.sqlite"))
    """
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")  # what is lost is made again
        connection.executescript(files("kg.serve.search").joinpath("schema.sql").read_text("utf-8"))
        connection.execute("BEGIN IMMEDIATE")
        _articles(store, connection)
        _entities(store, connection)
        connection.execute("PRAGMA user_version = 1")
        connection.execute("COMMIT")
    finally:
        connection.close()


def _articles(store: ox.Store, connection: sqlite3.Connection) -> None:
    """An article's IRI tells its text, so one that is known is not read again."""
    known = dict(connection.execute("SELECT iri, id FROM article"))
    found = {q.subject.value for q in store.quads_for_pattern(None, TYPE, term("Article"), None)
             if isinstance(q.subject, ox.NamedNode)}
    for iri in sorted(known.keys() - found):
        connection.execute("DELETE FROM article WHERE id = ?", (known[iri],))
        connection.execute("DELETE FROM words WHERE rowid = ?", (known[iri],))
    reader = Reader(store)
    for iri in sorted(found - known.keys()):
        source = reader.source(iri)
        added = connection.execute("INSERT INTO article (iri, published, reprint) VALUES (?, ?, ?)",
                                   (iri, source.published, source.reprint)).lastrowid
        text = "".join(q.object.value for q in store.quads_for_pattern(ox.NamedNode(iri), term("text"), None, None)
                       if isinstance(q.object, ox.Literal))
        connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (added, source.title, text))


def _entities(store: ox.Store, connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM entity")
    connection.execute("DELETE FROM called")
    articles, reader = _articles_of(store), Reader(store)
    for number, iri in enumerate(sorted(_labelled(store)), 1):
        label, type_ = reader.label(iri) or "", reader.type(iri)
        if type_ == "Entity":  # it has been found to be another
            continue
        connection.execute("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", (number, iri, label, type_, len(articles[iri])))
        names = ((name, number) for name in _names(store, iri))
        connection.executemany("INSERT INTO called (name, entity) VALUES (?, ?)", names)


def _labelled(store: ox.Store) -> set[str]:
    """What has a name as it was read, or one that a person or the layer of identity gave it."""
    quads = (quad for graph in (ENTITIES, IDENTITY) for quad in store.quads_for_pattern(None, LABEL, None, graph))
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _names(store: ox.Store, iri: str) -> list[str]:
    node = ox.NamedNode(iri)
    return sorted({q.object.value for predicate in (LABEL, ALIAS, IDENTIFIER)
                   for q in store.quads_for_pattern(node, predicate, None, None) if isinstance(q.object, ox.Literal)})


def _articles_of(store: ox.Store) -> defaultdict[str, set[str]]:
    """The articles that name each entity, as what it has been found to be."""
    became = {q.subject.value: q.object.value for q in store.quads_for_pattern(None, SAME, None, None)
              if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.NamedNode)}
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, NAMED, None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode):
            articles[became.get(quad.subject.value, quad.subject.value)].add(quad.graph_name.value)
    return articles
