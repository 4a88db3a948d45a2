"""Reads statements, entities and articles out of a store as the attributes of edges and nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from sys import intern
from typing import Literal

import pyoxigraph as ox

from kg.network.attributes import Value
from kg.ontology import KG, OWL, RDF, RDFS, SKOS

DCTERMS, PROV, SCHEMA = "http://purl.org/dc/terms/", "http://www.w3.org/ns/prov#", "https://schema.org/"
REMEMBERED = 1 << 16  # names and articles kept at a time
QUANTITIES: dict[str, type[float] | type[str]] = {"confidence": float, "count": float, "countMin": float, "countMax": float,
                                                 "unit": str, "validFrom": str, "validUntil": str}
ALIASES = " | "
ELLIPSIS = " … "  # between quoted words
PLACE = re.compile(r"/chars/(\d+)-(\d+)$")

End = Literal["subject", "object"]
ENDS: dict[End, ox.NamedNode] = {"subject": ox.NamedNode(RDF + "subject"), "object": ox.NamedNode(RDF + "object")}
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Facts = dict[str, list[Term]]


@dataclass(frozen=True, slots=True)
class Source:
    """What an edge tells of its article; ``reprinted_by`` are the outlets that print its text again."""

    iri: str
    title: str
    url: str | None
    outlet: str | None
    published: str | None
    reprint: bool = False
    reprinted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A statement without its words: what decides whether it is an edge, and what it carries.

    ``evidence`` are the IRIs of where its words stand, ``quantities`` its numbers and times by the names of attributes.
    """

    iri: str
    subject: str
    relation: str
    object: str
    polarity: str
    modality: str
    speaker: str | None
    confidence: float
    valid_from: str | None
    valid_until: str | None
    source: Source | None
    quantities: tuple[tuple[str, Value], ...]
    evidence: tuple[str, ...]


class Reader:
    """Reads a store; what many statements share is remembered.

    Examples
    --------
    >>> reader = Reader(ox.Store())
    >>> reader.statements(), reader.having("http://x.example/a", "subject", 10), reader.brief("http://x.example/s")
    ([], [], None)
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.label = lru_cache(REMEMBERED)(self._label)
        self.type = lru_cache(REMEMBERED)(self._type)
        self.source = lru_cache(REMEMBERED)(self._source)

    def statements(self) -> list[str]:
        """Give the IRIs of all statements, sorted."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + "Statement"), None)
        return sorted({q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)})

    def having(self, entity: str, end: End, most: int) -> list[str]:
        """Give the IRIs of statements that have an entity at an end, so many at most."""
        quads = self.store.quads_for_pattern(None, ENDS[end], ox.NamedNode(entity), None)
        return list(islice((q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)), most))

    def ends(self, statement: str) -> tuple[str | None, str | None]:
        """Give the subject and the object of a statement, None for one that it lacks."""
        found = (self._values(statement, end.value) for end in ENDS.values())
        subject, object_ = (next((v.value for v in values if isinstance(v, ox.NamedNode)), None) for values in found)
        return subject, object_

    def brief(self, statement: str) -> Brief | None:
        """Give what decides on a statement, or None where it lacks an end or its relation."""
        facts = self._facts(statement)
        subject, relation, object_ = (_iri(facts, RDF + name) for name in ("subject", "predicate", "object"))
        if not (subject and relation and object_):
            return None
        article = _iri(facts, PROV + "wasDerivedFrom")
        polarity, modality = ((_iri(facts, KG + name) or "").removeprefix(KG) for name in ("polarity", "modality"))
        places = sorted((v.value for v in facts.get(KG + "evidence", ())), key=_place)
        return Brief(
            statement, intern(subject), intern(relation.removeprefix(KG)), intern(object_), intern(polarity), intern(modality),
            _iri(facts, KG + "attributedTo"), float(_text(facts, KG + "confidence") or 1.0),
            _text(facts, KG + "validFrom"), _text(facts, KG + "validUntil"), self.source(article) if article else None,
            tuple(_quantities(facts).items()), tuple(places))

    def edge(self, brief: Brief) -> dict[str, Value]:
        """Give the attributes of a statement as an edge."""
        attributes: dict[str, Value] = {
            "relation": brief.relation,
            "label": self.label(KG + brief.relation) or brief.relation,
            "polarity": brief.polarity,
            "modality": brief.modality,
            "weight": 1,
            **dict(brief.quantities),
            "evidence": self.words(brief),
            "evidenceIri": " ".join(brief.evidence),
        }
        if brief.speaker:
            attributes |= {"attributedTo": self.label(brief.speaker) or brief.speaker, "attributedToIri": brief.speaker}
        return attributes | (_of(brief.source) if brief.source else {})

    def node(self, entity: str) -> dict[str, Value]:
        """Give the attributes of an entity as a node."""
        attributes: dict[str, Value] = {"label": self.label(entity) or entity, "type": self.type(entity)}
        aliases = sorted({v.value for v in self._values(entity, SKOS + "altLabel")} - {str(attributes["label"])})
        if aliases:
            attributes["aliases"] = ALIASES.join(aliases)
        for name, predicate in (("identifier", DCTERMS + "identifier"), ("sameAs", OWL + "sameAs")):
            if values := self._values(entity, predicate):
                attributes[name] = values[0].value
        if counts := self._values(entity, KG + "count"):
            attributes["count"] = float(counts[0].value)
        return attributes

    def words(self, brief: Brief) -> str:
        """Give the quoted words of a statement."""
        return ELLIPSIS.join(v.value for place in brief.evidence for v in self._values(place, KG + "exact")[:1])

    def names(self) -> Iterator[tuple[str, str]]:
        """Give the names and identifiers of entities with their IRIs."""
        for predicate in (RDFS + "label", SKOS + "altLabel", DCTERMS + "identifier"):
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    yield quad.object.value, quad.subject.value

    def _label(self, iri: str) -> str | None:
        values = self._values(iri, RDFS + "label")
        return values[0].value if values else None

    def _type(self, entity: str) -> str:
        values = (v.value for v in self._values(entity, RDF + "type"))
        return next((v.removeprefix(KG) for v in values if v.startswith(KG)), "Entity")

    def _source(self, article: str) -> Source:
        title, url, outlet, published = (next((v.value for v in self._values(article, predicate)), None) for predicate in
                                         (DCTERMS + "title", SCHEMA + "url", KG + "publisherName", DCTERMS + "issued"))
        copies = self.store.quads_for_pattern(None, ox.NamedNode(KG + "reprintOf"), ox.NamedNode(article), None)
        outlets = {v.value for q in copies if isinstance(q.subject, ox.NamedNode)
                   for v in self._values(q.subject.value, KG + "publisherName")}
        reprint = bool(self._values(article, KG + "reprintOf"))
        return Source(article, title or article, url, outlet, published, reprint, tuple(sorted(outlets)))

    def _facts(self, subject: str) -> Facts:
        facts: Facts = {}
        for quad in self.store.quads_for_pattern(ox.NamedNode(subject), None, None, None):
            if not isinstance(quad.object, ox.Triple):
                facts.setdefault(quad.predicate.value, []).append(quad.object)
        return facts

    def _values(self, subject: str, predicate: str) -> list[Term]:
        quads = self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)
        return sorted({q.object for q in quads if not isinstance(q.object, ox.Triple)}, key=str)


def _of(source: Source) -> dict[str, Value]:
    values = {"article": source.title, "articleIri": source.iri, "url": source.url, "outlet": source.outlet,
              "published": source.published}
    return {name: value for name, value in values.items() if value is not None}


def _quantities(facts: Facts) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, kind in QUANTITIES.items():
        if (value := _text(facts, KG + name)) is not None:
            found[name] = kind(value)
    if _text(facts, KG + "approximate") == "true":
        found["approximate"] = True
    return found


def _place(iri: str) -> tuple[int, int, str]:
    """Where evidence stands in its article, to sort by."""
    found = PLACE.search(iri)
    return (int(found[1]), int(found[2]), iri) if found else (0, 0, iri)


def _iri(facts: Facts, predicate: str) -> str | None:
    values = sorted(v.value for v in facts.get(predicate, ()) if isinstance(v, ox.NamedNode))
    return values[0] if values else None


def _text(facts: Facts, predicate: str) -> str | None:
    values = sorted(v.value for v in facts.get(predicate, ()) if isinstance(v, ox.Literal))
    return values[0] if values else None
