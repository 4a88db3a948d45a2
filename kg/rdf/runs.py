"""Who read an article: the software, the model, the settings and the ontology, without a clock."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

import msgspec
import pyoxigraph as ox

from kg.ontology import folder
from kg.rdf.iris import RUNS, digest, term
from kg.rdf.literals import boolean, decimal
from kg.rdf.prefixes import DATA, PROV, RDF

LOOK = "look.ttl"


class Settings(msgspec.Struct, frozen=True):
    """What decides, beside the software and the ontology, how an article is read.

    ``model`` is an installed spaCy pipeline. Statements below ``min_confidence`` are set aside. ``attributed_as_plain`` lets
    facts on a speaker's word stand as plain triples too. Another setting is another run, which reads every article again.
    """

    model: str
    min_confidence: float = 0.0
    attributed_as_plain: bool = False


@cache
def ontology_digest() -> str:
    """SHA-256 over the ontology's files, by path; how things look decides nothing."""
    root, total = folder(), sha256()
    for file in sorted(p for p in root.rglob("*") if p.suffix in (".ttl", ".csv") and p.name != LOOK):
        total.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


@cache
def software_version() -> str:
    """The version of this package as installed."""
    try:
        return version("newskg")
    except PackageNotFoundError:
        return "0"


@cache
def model_name(model: str) -> str:
    """Name and version of an installed spaCy pipeline."""
    try:
        return f"{model} {version(model)}"
    except PackageNotFoundError:
        return model


def run_iri(settings: Settings) -> ox.NamedNode:
    """The IRI of the run that reads with these settings: equal runs are one."""
    parts = (software_version(), model_name(settings.model), float(settings.min_confidence), settings.attributed_as_plain)
    return ox.NamedNode(f"{DATA}run/{digest(*parts, ontology_digest())}")


def run_quads(settings: Settings) -> list[ox.Quad]:
    """Describe the run that reads with these settings."""
    iri = run_iri(settings)
    return [
        ox.Quad(iri, ox.NamedNode(RDF + "type"), term("Run"), RUNS),
        ox.Quad(iri, ox.NamedNode(RDF + "type"), ox.NamedNode(PROV + "Activity"), RUNS),
        ox.Quad(iri, term("softwareVersion"), ox.Literal(software_version()), RUNS),
        ox.Quad(iri, term("languageModel"), ox.Literal(model_name(settings.model)), RUNS),
        ox.Quad(iri, term("minConfidence"), decimal(settings.min_confidence), RUNS),
        ox.Quad(iri, term("attributedAsPlain"), boolean(settings.attributed_as_plain), RUNS),
        ox.Quad(iri, term("ontologyDigest"), ox.Literal(ontology_digest()), RUNS),
    ]
