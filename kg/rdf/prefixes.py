"""The one table of prefixes: for queries, for every RDF file written, for IRIs shown to people."""

from __future__ import annotations

import os
from types import MappingProxyType

NAMESPACE_VARIABLE = "NEWSKG_NAMESPACE"

KG = "https://w3id.org/newskg/ontology#"
DATA = os.environ.get(NAMESPACE_VARIABLE) or "https://w3id.org/newskg/id/"  # of articles, entities, statements: a setting
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = MappingProxyType({
    "dcterms": DCTERMS, "id": DATA, "kg": KG, "oa": OA, "org": ORG, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS,
    "schema": SCHEMA, "sh": SH, "skos": SKOS, "xsd": XSD,
})
