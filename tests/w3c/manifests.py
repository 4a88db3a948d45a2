"""The manifests of the W3C's SPARQL 1.1 test suites: which tests there are, and what each needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")


@dataclass(frozen=True)
class State:
    """A dataset: the file of the default graph, and those of named graphs by name."""

    default: Path | None
    named: dict[str, list[Path]]


@dataclass(frozen=True)
class Test:
    """One entry: ``node`` of ``manifest``, which lies in ``folder``."""

    suite: str
    name: str
    kind: str
    folder: Path
    manifest: Graph
    node: Node

    def value(self, node: Node, *path: URIRef) -> Node | None:
        """What a path of properties leads to."""
        found: Node | None = node
        for property_ in path:
            found = None if found is None else self.manifest.value(found, property_)
        return found

    def file(self, iri: Node | None) -> Path:
        """Where a file of the suite lies."""
        assert iri is not None, f"{self.name} names no file"
        return self.folder / str(iri).removeprefix(f"{BASE}{self.folder.name}/")

    def base(self, file: Path | None = None) -> str:
        """What relative IRIs are resolved against: the address of a file, or of the suite."""
        return f"{BASE}{self.folder.name}/{file.relative_to(self.folder).as_posix() if file else ''}"

    def state(self, node: Node | None, terms: Namespace) -> State:
        """The dataset that a node describes."""
        named: dict[str, list[Path]] = {}
        if node is None:
            return State(None, named)
        for graph in self.manifest.objects(node, terms.graphData):
            source = self.manifest.value(graph, UT.graph) or graph
            name = self.manifest.value(graph, RDFS.label) or source
            named.setdefault(str(name), []).append(self.file(source))
        data = self.manifest.value(node, terms.data)
        return State(None if data is None else self.file(data), named)


def tests(folder: Path) -> Iterator[Test]:
    """The tests of all suites in a folder, suite by suite."""
    for file in sorted(folder.glob("*/manifest.ttl")):
        yield from _tests(file)


def _tests(file: Path) -> Iterator[Test]:
    suite = file.parent.name
    manifest = Graph().parse(file, publicID=f"{BASE}{suite}/{file.name}")
    for included in manifest.objects(None, MF.include):
        for other in Collection(manifest, included):
            yield from _tests(file.parent / Path(str(other)).name)
    for entries in manifest.objects(None, MF.entries):
        for node in Collection(manifest, entries):
            kind = str(manifest.value(node, RDF.type)).rpartition("#")[2]
            yield Test(suite, str(node).rpartition("#")[2], kind, file.parent, manifest, node)
