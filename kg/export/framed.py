"""JSON-LD framed: a tree an article, for people who read JSON and need not know RDF.

``frame.jsonld`` beside this file is both the context that the document carries and the frame of its trees. What a framing
processor makes of the same dataset with that frame is what is written here, an article at a time. Nothing in the document
leads elsewhere to be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.export.writer import Loss, Report, Request, Writer
from kg.rdf.iris import is_of_one_article, term
from kg.rdf.prefixes import RDF, XSD

FRAME = Path(__file__).with_name("frame.jsonld")
A, STRING = ox.NamedNode(RDF + "type"), XSD + "string"
REMEMBERED = 1 << 17  # properties of entities at a time, as they are in many statements
FEW = 1 << 10  # nodes of an article at a time
LEFT = {"Claim": "claims", "Mention": "mentions", "SetAside": "findings set aside",
        "WithdrawnStatement": "withdrawn statements"}

Frame = dict[str, Any]
Tree = dict[str, Any]


class Framer:
    """Follows a frame through a store."""

    def __init__(self, store: ox.Store, frame: Frame) -> None:
        self.store, self.frame, self.context = store, frame, frame["@context"]
        self._facts = lru_cache(FEW)(self._read)
        self._shared = lru_cache(REMEMBERED)(self._read_shared)

    def trees(self) -> Iterator[Tree]:
        """Give the trees of the nodes that the frame matches, sorted by IRI."""
        kind = ox.NamedNode(self._iri(self.frame["@type"]))
        roots = {q.subject for q in self.store.quads_for_pattern(None, A, kind, None)}
        for node in sorted((r for r in roots if isinstance(r, ox.NamedNode)), key=lambda n: n.value):
            yield self._tree(node, self.frame)

    def _tree(self, node: ox.NamedNode, frame: Frame) -> Tree:
        tree: Tree = {"id": self._compact(node.value)}
        kinds = self._objects(node, A.value)
        types = sorted(self._compact(t.value, vocabulary=True) for t in kinds if isinstance(t, ox.NamedNode))
        if types:
            tree["type"] = types if len(types) > 1 else types[0]
        for name, inner in frame.items():
            if not name.startswith("@"):
                for key, values in self._values(node, name, inner).items():
                    several = self._definition(name).get("@container") == "@set" or len(values) > 1
                    tree[key] = values if several else values[0]
        return tree

    def _values(self, node: ox.NamedNode, name: str, frame: Frame) -> dict[str, list[Any]]:
        """What a node has of a property: under its name, or under its IRI where the name stands for another datatype."""
        definition = self._definition(name)
        if "@reverse" in definition:
            found = self._sources(node, self._iri(definition["@reverse"]), self._iri(frame["@type"]))
            return {name: [self._tree(source, frame) for source in found]}
        values: dict[str, list[Any]] = {}
        for value in self._objects(node, self._iri(definition["@id"])):
            if isinstance(value, ox.NamedNode):
                values.setdefault(name, []).append(self._linked(value, frame, definition))
            elif isinstance(value, ox.Literal):
                fits = definition.get("@type") is None or self._iri(definition["@type"]) == value.datatype.value
                key = name if fits else definition["@id"]
                values.setdefault(key, []).append(self._literal(value, coerced=fits and "@type" in definition))
        return values

    def _linked(self, node: ox.NamedNode, frame: Frame, definition: dict[str, str]) -> Any:
        if frame.get("@embed") != "@never":
            return self._tree(node, frame)
        return self._compact(node.value, vocabulary=definition["@type"] == "@vocab")

    def _literal(self, value: ox.Literal, *, coerced: bool) -> Any:
        if value.language:
            return {"@language": value.language, "@value": value.value}
        if coerced or value.datatype.value == STRING:
            return value.value
        return {"type": self._compact(value.datatype.value, vocabulary=True), "@value": value.value}

    def _sources(self, node: ox.NamedNode, predicate: str, type_: str) -> list[ox.NamedNode]:
        kind = ox.NamedNode(type_)
        found = {q.subject for q in self.store.quads_for_pattern(None, ox.NamedNode(predicate), node, None)}
        fitting = (s for s in found if isinstance(s, ox.NamedNode) and kind in self._objects(s, A.value))
        return sorted(fitting, key=lambda node: node.value)

    def _objects(self, node: ox.NamedNode, predicate: str) -> list[Any]:
        """What a store has of a property of a node, sorted; of an entity there may be much more than a frame asks for."""
        return self._facts(node).get(predicate, []) if is_of_one_article(node) else self._shared(node, predicate)

    def _read(self, node: ox.NamedNode) -> dict[str, list[Any]]:
        facts: dict[str, set[Any]] = {}
        for quad in self.store.quads_for_pattern(node, None, None, None):
            facts.setdefault(quad.predicate.value, set()).add(quad.object)
        return {predicate: _ordered(values) for predicate, values in facts.items()}

    def _read_shared(self, node: ox.NamedNode, predicate: str) -> list[Any]:
        return _ordered({q.object for q in self.store.quads_for_pattern(node, ox.NamedNode(predicate), None, None)})

    def _definition(self, name: str) -> dict[str, str]:
        definition = self.context[name]
        return {"@id": definition} if isinstance(definition, str) else definition

    def _iri(self, name: str) -> str:
        """The IRI of a compact IRI, or else of a word of the vocabulary."""
        prefix, colon, local = name.partition(":")
        return str(self.context[prefix] + local if colon and prefix in self.context else self.context["@vocab"] + name)

    def _compact(self, iri: str, *, vocabulary: bool = False) -> str:
        """The shortest name of an IRI that the context knows."""
        if vocabulary and iri.startswith(self.context["@vocab"]):
            return iri.removeprefix(self.context["@vocab"])
        for prefix, start in self._prefixes.items():
            if iri.startswith(start) and iri != start:
                return f"{prefix}:{iri.removeprefix(start)}"
        return iri

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        return {name: value for name, value in self.context.items() if isinstance(value, str) and value[-1] in "#/"
                and not name.startswith("@")}


def _ordered(values: set[Any]) -> list[Any]:
    return sorted(values, key=str) if len(values) > 1 else list(values)


def _write(request: Request, output: IO[bytes]) -> Report:
    frame = json.loads(FRAME.read_bytes())
    output.write(b'{"@context": ' + _json(frame["@context"]) + b',\n"@graph": [')
    articles = statements = 0
    for tree in Framer(request.store, frame).trees():
        output.write((b",\n" if articles else b"\n") + _json(tree))
        articles, statements = articles + 1, statements + len(tree["statements"])
    output.write(b"\n]}\n")
    losses = tuple(loss for loss in _losses(request.store) if loss.count)
    return Report({"articles": articles, "statements": statements}, losses)


def _losses(store: ox.Store) -> Iterator[Loss]:
    def count(predicate: ox.NamedNode, object_: ox.NamedNode | None) -> int:
        return sum(1 for _ in store.quads_for_pattern(None, predicate, object_, None))

    for type_, words in LEFT.items():
        yield Loss(words, count(A, term(type_)), "no part of an article's tree")
    yield Loss("texts of articles", count(term("text"), None), "the quotations are there, the texts are not")
    yield Loss("names of graphs", sum(1 for _ in store.named_graphs()), "a tree has none")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


WRITER = Writer("jsonld-framed", "articles as trees of their statements, as JSON for web pages", ("framed.jsonld",), (), _write,
                network=False)
