"""The terms by which the layer remembers what the articles had."""

from __future__ import annotations

import pyoxigraph as ox

from kg.rdf.iris import term
from kg.rdf.prefixes import DATA, DCTERMS, OWL, RDF, RDFS, SKOS

IDENTITY = ox.NamedNode(f"{DATA}identity")  # the graph of the layer
ENTITY_TYPE, LABEL, SAME_AS = ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "label"), ox.NamedNode(OWL + "sameAs")
MARK = term("resolvedDigest")
ALIAS, NAME, IDENTIFIER = ox.NamedNode(SKOS + "altLabel"), term("nameInArticle"), ox.NamedNode(DCTERMS + "identifier")
TYPE_AS_READ, LABEL_AS_READ, ALIAS_AS_READ = term("typeAsRead"), term("labelAsRead"), term("aliasAsRead")
PREDICATE, PREDICATE_AS_READ = ox.NamedNode(RDF + "predicate"), term("predicateAsRead")
STATEMENT, REJECTED = term("Statement"), term("RejectedStatement")
# What an article has -> what it is once another version of the article has taken its place.
WITHDRAWN = {term(kind): term(f"Withdrawn{kind}") for kind in ("Article", "Statement", "Claim", "Mention", "SetAside")}
# What points to an entity -> where the layer keeps to which it pointed.
AS_READ = {
    ox.NamedNode(RDF + "subject"): term("subjectAsRead"),
    ox.NamedNode(RDF + "object"): term("objectAsRead"),
    term("attributedTo"): term("attributedToAsRead"),
    term("speaker"): term("speakerAsRead"),
    term("mentions"): term("mentionsAsRead"),
}
