"""FollowTheMoney: entities as JSON lines for Aleph and OpenAleph, the tools of investigative journalists.

An entity, a link and an article are a line each. A link tells in ``summary`` the words that say so, in ``proof`` and
``sourceUrl`` where they stand, in ``recordId`` the statement's IRI.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import IO
from urllib.parse import urlsplit

from kg.export.ftm_mapping import Schema, link_of, schema_of
from kg.export.network import projected, report
from kg.export.writer import Loss, Report, Request, Writer
from kg.files import safe_name
from kg.network.attributes import Value
from kg.network.projection import Edge, Node
from kg.network.reader import ALIASES
from kg.rdf.prefixes import DATA

NAME, STRING, TEXT, URL = 384, 1024, 65_000, 4096  # characters that a value of each kind may have
WIKIDATA = re.compile(r"https?://www\.wikidata\.org/entity/(Q\d+)")
CURRENCY = re.compile(r"[A-Z]{3}")
UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d)?)?)?")
CARRIED = {"nodes": ("label", "type", "aliases", "identifier", "sameAs"),
           "edges": ("relation", "label", "polarity", "modality", "confidence", "weight", "evidence", "article", "articleIri",
                     "url", "outlet", "published", "attributedTo", "count", "countMin", "countMax", "approximate", "unit",
                     "validFrom", "validUntil")}

Attributes = dict[str, Value]
Entity = dict[str, object]


class Properties:
    """The properties of one entity: every value a text within the length of its kind, what is empty left out."""

    def __init__(self, lost: Counter[str]) -> None:
        self._values: dict[str, list[str]] = {}
        self._lost = lost

    def add(self, name: str, value: Value | None, limit: int = STRING) -> None:
        """Add a value on one line, cut to a length; what is cut is counted."""
        text = " ".join(UNPRINTED.sub(" ", str(value if value is not None else "")).split())
        if len(text) > limit:
            self._lost["cut"] += 1
            text = text[: limit - 1].rstrip() + "…"
        if text:
            self._values.setdefault(name, []).append(text)

    def add_url(self, name: str, value: Value | None) -> None:
        """Add an address of the web; what is none is counted."""
        if value is None:
            return
        if _is_address(str(value)):
            self._values.setdefault(name, []).append(str(value))
        else:
            self._lost["no address"] += 1

    def add_date(self, name: str, value: Value | None) -> None:
        """Add as much of a date as the format has: no zone, no part of a second."""
        found = DATE.match(str(value or ""))
        if found:
            self._values.setdefault(name, []).append(found[0])

    def entity(self, iri: str, schema: str) -> Entity:
        """Give the entity."""
        return {"id": _id(iri), "schema": schema, "properties": self._values}


class _Converter:
    def __init__(self, request: Request) -> None:
        self.projection = projected(request)
        self.lost: Counter[str] = Counter()
        self.wrote = dict.fromkeys(("entities", "links", "articles"), 0)
        self._schemata: dict[str, Schema] = {}
        self._articles: set[str] = set()

    def entities(self) -> Iterator[Entity]:
        """Give things, then links, each article before the first link that it proves."""
        for node in self.projection.nodes():
            schema = schema_of(str(node.attributes["type"]))
            if schema is None:
                self.lost["entities"] += 1
            else:
                self._schemata[node.iri] = schema
                self.wrote["entities"] += 1
                yield self._thing(node, schema)
        for edge in self.projection.edges():
            subject, object_ = self._schemata.get(edge.source), self._schemata.get(edge.target)
            if subject is None or object_ is None:
                self.lost["statements"] += 1
                continue
            yield from self._article(edge.attributes)
            self.wrote["links"] += 1
            yield self._link(edge, subject, object_)

    def losses(self) -> Iterator[Loss]:
        yield Loss("entities", self.lost["entities"], "no schema is for what they are: Law, or no class of the ontology")
        yield Loss("statements", self.lost["statements"], "of these entities")
        yield Loss("ends of texts", self.lost["cut"], f"a name has {NAME} characters at most, other text {STRING} or {TEXT:,}")
        yield Loss("addresses", self.lost["no address"], "no address of the web: http or https")

    def _thing(self, node: Node, schema: Schema) -> Entity:
        a, properties = node.attributes, Properties(self.lost)
        label = str(a["label"]) if _printed(str(a["label"])) else node.iri
        for name in schema.named:
            properties.add(name, label, NAME)
        for alias in str(a.get("aliases", "")).split(ALIASES):
            properties.add("alias", alias, NAME)
        properties.add("notes", f"IRI: {node.iri}", TEXT)
        if "identifier" in a:
            properties.add("notes", f"identifier: {a['identifier']}", TEXT)
        wikidata = WIKIDATA.fullmatch(str(a.get("sameAs", "")))
        if wikidata:
            properties.add("wikidataId", wikidata[1])
        elif "sameAs" in a:
            properties.add("notes", f"same as: {a['sameAs']}", TEXT)
        return properties.entity(node.iri, schema.name)

    def _article(self, a: Attributes) -> Iterator[Entity]:
        iri = str(a.get("articleIri", ""))
        if not iri or iri in self._articles:
            return
        self._articles.add(iri)
        self.wrote["articles"] += 1
        properties = Properties(self.lost)
        properties.add("title", a.get("article"))
        self._source(properties, a)
        properties.add_date("publishedAt", a.get("published"))
        properties.add("notes", f"IRI: {iri}", TEXT)
        yield properties.entity(iri, "Article")

    def _link(self, edge: Edge, subject: Schema, object_: Schema) -> Entity:
        a, properties = edge.attributes, Properties(self.lost)
        so = (a["polarity"], a["modality"]) == ("positive", "actual")
        link = link_of(str(a["relation"]), subject, object_, plain=so)
        properties.add(link.subject, _id(edge.source))
        properties.add(link.object, _id(edge.target))
        if link.named:
            properties.add(link.named, str(a["label"]) if so else f"{_manner(a)}: {a['label']}")
        properties.add("summary", a.get("evidence"), TEXT)
        properties.add("description", _description(a), TEXT)
        properties.add("recordId", edge.iri)
        if "articleIri" in a:
            properties.add("proof", _id(str(a["articleIri"])))
        self._source(properties, a)
        properties.add_date("date", a.get("published"))
        properties.add_date("startDate", a.get("validFrom"))
        properties.add_date("endDate", a.get("validUntil"))
        if link.schema == "Payment" and "count" in a and CURRENCY.fullmatch(str(a.get("unit", ""))):
            properties.add("amount", f"{a['count']:f}".rstrip("0").rstrip("."))
            properties.add("currency", a["unit"])
        return properties.entity(edge.iri, link.schema)

    def _source(self, properties: Properties, a: Attributes) -> None:
        properties.add_url("sourceUrl", a.get("url"))
        properties.add("publisher", a.get("outlet"))


def _manner(a: Attributes) -> str:
    """In what way something is not simply so: "planned", "said not to be so"."""
    words = ["said not to be so"] if a["polarity"] == "negative" else []
    return ", ".join([*words, str(a["modality"])] if a["modality"] != "actual" else words)


def _description(a: Attributes) -> str:
    """What a link has no property for, in words."""
    parts = [_manner(a)]
    if "attributedTo" in a:
        parts.append(f"on the word of {a['attributedTo']}")
    if "count" in a:
        about = "about " if a.get("approximate") else ""
        bounds = [f"{words} {a[name]:g}" for name, words in (("countMin", "at least"), ("countMax", "at most")) if name in a]
        parts.append(" ".join(filter(None, (f"{about}{a['count']:,g}", str(a.get("unit", "")), ", ".join(bounds)))))
    if "weight" in a and a["weight"] != 1:
        parts.append(f"{a['weight']} statements")
    parts.append(f"confidence {a['confidence']:g}" if "confidence" in a else "")
    return "; ".join(part for part in parts if part)


def _id(iri: str) -> str:
    """An id that is plain in addresses and file names, and of this IRI alone."""
    return safe_name(iri.removeprefix(DATA))


def _printed(text: str) -> bool:
    return bool(UNPRINTED.sub(" ", text).strip())


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = len(text) <= URL and not UNPRINTED.search(text) and " " not in text
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)


def _write(request: Request, output: IO[bytes]) -> Report:
    converter = _Converter(request)
    for entity in converter.entities():
        output.write(json.dumps(entity, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    told = report(request, converter.projection, *converter.losses(),
                  advice=("load it with: alephclient write-entities --infile FILE --foreign-id COLLECTION",))
    return replace(told, wrote=converter.wrote, attributes=CARRIED)


WRITER = Writer("ftm", "entities and links of FollowTheMoney for Aleph and OpenAleph", ("ftm.json", "ftm"), (), _write)
