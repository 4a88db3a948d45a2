"""Who read an article: the software, the model and the ontology, without a clock."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

import pyoxigraph as ox

from kg.ontology import folder
from kg.rdf.iris import RUNS, digest, term
from kg.rdf.prefixes import DATA, PROV, RDF


@cache
def ontology_digest() -> str:
    """SHA-256 over the ontology's files, by path."""
    root, total = folder(), sha256()
    for file in sorted(p for p in root.rglob("*") if p.suffix in (".ttl", ".csv")):
        total.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def software_version() -> str:
    """The version of this package as installed."""
    try:
        return version("newskg")
    except PackageNotFoundError:
        return "0"


def run_iri(model: str) -> ox.NamedNode:
    """The IRI of the run that reads with this model: equal runs are one."""
    return ox.NamedNode(f"{DATA}run/{digest(software_version(), model, ontology_digest())}")


def run_quads(model: str) -> list[ox.Quad]:
    """Describe the run that reads with this model."""
    iri = run_iri(model)
    return [
        ox.Quad(iri, ox.NamedNode(RDF + "type"), term("Run"), RUNS),
        ox.Quad(iri, ox.NamedNode(RDF + "type"), ox.NamedNode(PROV + "Activity"), RUNS),
        ox.Quad(iri, term("softwareVersion"), ox.Literal(software_version()), RUNS),
        ox.Quad(iri, term("languageModel"), ox.Literal(model), RUNS),
        ox.Quad(iri, term("ontologyDigest"), ox.Literal(ontology_digest()), RUNS),
    ]
