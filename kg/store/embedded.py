"""A store in a folder: pyoxigraph on disk, one writer at a time.

An article's graphs are its own and are replaced in one transaction. What articles share, the descriptions of entities, is
derived from them in the same transaction, so that a store depends on the articles it holds and on nothing else: not on the
order in which they came, nor on what stood there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.iris import ENTITIES, ONTOLOGY, facts_graph, term
from kg.rdf.prefixes import DCTERMS, KG, PROV, RDF, RDFS, SCHEMA

FORMAT = "1"
MARK = ox.NamedNode(f"{KG}storeFormat")
LABEL = ox.NamedNode(RDFS + "label")
NAME = term("nameInArticle")
IDENTIFIER = ox.NamedNode(DCTERMS + "identifier")


class EmbeddedStore:
    """A store of this process.

    Parameters
    ----------
    path : Path, optional
        The store's folder, made when missing; None keeps the store in memory.

    Raises
    ------
    StoreError
        When the folder holds something else, another process has it open, or a newer version wrote it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.quads = _opened(path)
        self._check_format()

    def _check_format(self) -> None:
        marks = [q.object for q in self.quads.quads_for_pattern(ONTOLOGY, MARK, None, ONTOLOGY)]
        if not marks and len(self.quads) == 0:
            self.quads.add(ox.Quad(ONTOLOGY, MARK, ox.Literal(FORMAT), ONTOLOGY))
        elif not marks or not isinstance(marks[0], ox.Literal) or marks[0].value != FORMAT:
            raise StoreError("the store has another format", where=str(self.path), valid=f"a store of format {FORMAT}")

    def install_ontology(self, quads: Iterable[ox.Quad]) -> None:
        """Replace the ontology's graph."""
        new = {*quads, ox.Quad(ONTOLOGY, MARK, ox.Literal(FORMAT), ONTOLOGY)}
        old = set(self.quads.quads_for_pattern(None, None, None, ONTOLOGY))
        self._commit(old - new, new - old)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads that are no article's."""
        self.quads.extend(quads)

    def holds(self, article: ox.NamedNode, run: ox.NamedNode, id: str) -> bool:
        """Whether the store has this article as this run reads it."""
        made = ox.Quad(article, ox.NamedNode(PROV + "wasGeneratedBy"), run, article)
        return made in self.quads and ox.Quad(article, term("articleId"), ox.Literal(id), article) in self.quads

    def replace(self, article: ox.NamedNode, quads: Iterable[ox.Quad]) -> bool:
        """Put an article in place of what the store has of it, in one transaction; give whether anything changed."""
        fresh = set(quads)
        gone = self._graphs_of(article, fresh)
        stale = {q for graph in gone for q in self.quads.quads_for_pattern(None, None, None, graph)}
        own = {q for q in fresh if q.graph_name != ENTITIES}
        removed, added = stale - own, own - stale
        touched = {q.subject for q in (*removed, *added) if q.predicate == NAME}
        touched |= {q.subject for q in fresh if q.graph_name == ENTITIES}
        old = {q for e in touched for q in self.quads.quads_for_pattern(e, None, None, ENTITIES)}
        new = {q for e in touched for q in self._description(e, removed, added, fresh, old)}
        removed, added = removed | (old - new), added | (new - old)
        self._commit(removed, added)
        return bool(removed or added)

    def remove(self, article: ox.NamedNode) -> bool:
        """Take an article out; give whether it was there."""
        return self.replace(article, ())

    def articles(self) -> Iterator[ox.NamedNode]:
        """The articles the store holds, sorted."""
        found = self.quads.quads_for_pattern(None, ox.NamedNode(RDF + "type"), term("Article"), None)
        yield from sorted((q.subject for q in found if isinstance(q.subject, ox.NamedNode)), key=lambda n: n.value)

    def dump(self) -> bytes:
        """All quads as sorted N-Quads: equal datasets give equal bytes."""
        return "".join(sorted(f"{quad} .\n" for quad in self.quads)).encode()

    def _graphs_of(self, article: ox.NamedNode, fresh: set[ox.Quad]) -> list[ox.NamedNode]:
        """The graphs of the article, and of an earlier version of it: same URL, or same id and publisher."""
        articles = {article, *self._earlier(fresh)}
        return [g for a in sorted(articles, key=lambda n: n.value) for g in (a, facts_graph(a))]

    def _earlier(self, fresh: set[ox.Quad]) -> Iterator[ox.NamedNode]:
        url = _objects(fresh, ox.NamedNode(SCHEMA + "url"))
        ids, publishers = _objects(fresh, term("articleId")), _objects(fresh, term("publisherName"))
        for value in url:
            yield from self._subjects(ox.NamedNode(SCHEMA + "url"), value)
        for value in ids if not url else ():
            for old in self._subjects(term("articleId"), value):
                if {q.object for q in self.quads.quads_for_pattern(old, term("publisherName"), None, old)} == publishers:
                    yield old

    def _subjects(self, predicate: ox.NamedNode, value: ox.Literal) -> Iterator[ox.NamedNode]:
        for quad in self.quads.quads_for_pattern(None, predicate, value, None):
            if isinstance(quad.subject, ox.NamedNode) and quad.graph_name == quad.subject:
                yield quad.subject

    def _description(self, entity: object, removed: set[ox.Quad], added: set[ox.Quad], fresh: set[ox.Quad],
                     old: set[ox.Quad]) -> set[ox.Quad]:
        """What the entities' graph says of an entity: nothing, once no article names it."""
        if not isinstance(entity, ox.NamedNode):
            return set()
        standing = set(self.quads.quads_for_pattern(entity, NAME, None, None)) - removed
        standing |= {q for q in added if q.subject == entity and q.predicate == NAME}
        names = {q.object.value for q in standing if isinstance(q.object, ox.Literal)}
        if not names:
            return set()
        described = {q for q in fresh | old if q.subject == entity and q.graph_name == ENTITIES}
        if any(q.predicate == IDENTIFIER for q in described):  # the authority's name is its label
            return described
        label = min(names, key=lambda name: (-len(name), name))
        kept = {q for q in described if q.predicate != LABEL}
        return {*kept, ox.Quad(entity, LABEL, ox.Literal(label), ENTITIES)}

    def _commit(self, removed: set[ox.Quad], added: set[ox.Quad]) -> None:
        """Remove and add in one transaction; terms are serialised by the engine, so no text can escape its literal."""
        parts = [(verb, quads) for verb, quads in (("DELETE DATA", removed), ("INSERT DATA", added)) if quads]
        if parts:
            self.quads.update(";\n".join(f"{verb} {{\n{_block(quads)}}}" for verb, quads in parts))


def _block(quads: Iterable[ox.Quad]) -> str:
    return "".join(f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}\n" for q in sorted(quads, key=str))


def _objects(quads: Iterable[ox.Quad], predicate: ox.NamedNode) -> set[ox.Literal]:
    return {q.object for q in quads if q.predicate == predicate and isinstance(q.object, ox.Literal)}


def _opened(path: Path | None) -> ox.Store:
    if path is None:
        return ox.Store()
    if path.exists() and (not path.is_dir() or (any(path.iterdir()) and not (path / "CURRENT").is_file())):
        raise StoreError("not a store", where=str(path), valid="a new folder, or one that kg build has written")
    try:
        return ox.Store(path)
    except OSError as error:
        valid = "a store that no other process has open" if "lock" in str(error).lower() else "a readable, writable folder"
        raise StoreError(f"the store cannot be opened: {error}", where=str(path), valid=valid) from error


