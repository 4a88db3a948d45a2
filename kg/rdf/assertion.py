"""Records -> quads: an article's graphs, its entities, the run that read it. No node is blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256

import pyoxigraph as ox

from kg.model import Article, Claim, Entity, Extraction, Interval, Quantity, SetAside, Span, Statement
from kg.rdf.iris import (
    ENTITIES,
    article_iri,
    claim_iri,
    digest,
    entity_iri,
    evidence_iri,
    facts_graph,
    statement_iri,
    term,
)
from kg.rdf.prefixes import DATA, DCTERMS, KG, OA, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, XSD
from kg.resolve.identity import Identity, identities

CONTEXT = 32  # characters before and after a quotation, to find it again in a changed text
A = ox.NamedNode(RDF + "type")
TIMES = ((re.compile(r"\d{4}"), "gYear"), (re.compile(r"\d{4}-\d\d"), "gYearMonth"), (re.compile(r"\d{4}-\d\d-\d\d"), "date"),
         (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?"), "dateTime"))


Triples = Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]


def quads(extraction: Extraction, run: ox.NamedNode | None = None, *, attributed_as_plain: bool = False) -> list[ox.Quad]:
    """Write an extraction as quads.

    Parameters
    ----------
    extraction : Extraction
        What :func:`kg.rdf.gates.gated` has let through.
    run : NamedNode, optional
        The run that read the article.
    attributed_as_plain : bool
        Whether facts on a speaker's word stand as plain triples too.

    Returns
    -------
    list of Quad
        Sorted and without repetition: equal extractions give equal lists.
    """
    writer = _Writer(extraction, run, attributed_as_plain)
    return sorted(set(writer.quads()), key=str)


class _Writer:
    def __init__(self, extraction: Extraction, run: ox.NamedNode | None, attributed_as_plain: bool) -> None:
        self.extraction, self.run, self.attributed_as_plain = extraction, run, attributed_as_plain
        self.article = article_iri(extraction.article)
        self.identities = identities(extraction)
        self.entities = {e.id: entity_iri(self.article, e.type, self.identities[e.id]) for e in extraction.entities}
        self.claims = {id(c): claim_iri(self.article, c, self._iri(c.speaker)) for c in extraction.claims}

    def quads(self) -> Iterator[ox.Quad]:
        yield from (ox.Quad(s, p, o, self.article) for s, p, o in self._details())
        for entity in self.extraction.entities:
            yield from self._described(entity, self.identities[entity.id])
        for s in self.extraction.statements:
            if s.plain or (self.attributed_as_plain and s.polarity == "positive" and s.modality == "actual"):
                yield ox.Quad(self.entities[s.subject], term(s.predicate), self.entities[s.object], facts_graph(self.article))

    def _iri(self, entity: str | None) -> str | None:
        return None if entity is None else self.entities[entity].value

    def _details(self) -> Triples:
        yield from _article(self.article, self.extraction.article)
        if self.run is not None:
            yield self.article, ox.NamedNode(PROV + "wasGeneratedBy"), self.run
        for entity in self.extraction.entities:
            yield from self._mentions(entity)
        for claim in self.extraction.claims:
            yield from self._claim(claim)
        for statement in self.extraction.statements:
            yield from self._statement(statement)
        for item in self.extraction.set_aside:
            yield from self._set_aside(item)

    def _described(self, entity: Entity, identity: Identity) -> Iterator[ox.Quad]:
        """An entity's type and identifiers, which every article that has it gives alike."""
        iri = self.entities[entity.id]
        yield ox.Quad(iri, A, term(entity.type), ENTITIES)
        record = identity.record
        if record is not None:
            yield ox.Quad(iri, ox.NamedNode(RDFS + "label"), ox.Literal(record.name), ENTITIES)
            yield ox.Quad(iri, ox.NamedNode(DCTERMS + "identifier"), ox.Literal(record.identifier), ENTITIES)
            if record.same_as:
                yield ox.Quad(iri, ox.NamedNode(OWL + "sameAs"), ox.NamedNode(record.same_as), ENTITIES)

    def _mentions(self, entity: Entity) -> Triples:
        iri, text = self.entities[entity.id], self.extraction.article.text
        yield iri, term("nameInArticle"), ox.Literal(entity.name or entity.type)
        for name in sorted({text[m.start : m.end] for m in entity.mentions if m.kind == "name"}):
            yield iri, ox.NamedNode(SKOS + "altLabel"), ox.Literal(name)
        if entity.count is not None:
            yield from _quantity(iri, entity.count)
        if entity.member_type is not None:
            yield iri, term("memberType"), term(entity.member_type)
        for mention in entity.mentions:
            span = Span(mention.start, mention.end)
            place = ox.NamedNode(f"{evidence_iri(self.article, span).value}/mention-{digest(iri.value, length=8)}")
            yield from self._evidence(place, span)
            yield place, A, term("Mention")
            yield place, term("mentions"), iri
            yield place, term("mentionKind"), ox.Literal(mention.kind)

    def _statement(self, s: Statement) -> Triples:
        subject, object_ = self.entities[s.subject], self.entities[s.object]
        iri = statement_iri(self.article, s, (subject.value, object_.value, self._iri(s.attributed_to)))
        yield iri, A, term("Statement")
        yield iri, ox.NamedNode(RDF + "subject"), subject
        yield iri, ox.NamedNode(RDF + "predicate"), term(s.predicate)
        yield iri, ox.NamedNode(RDF + "object"), object_
        yield iri, term("polarity"), term(s.polarity)
        yield iri, term("modality"), term(s.modality)
        yield iri, term("plain"), _boolean(s.plain)
        yield iri, term("confidence"), _decimal(s.confidence)
        yield iri, ox.NamedNode(PROV + "wasDerivedFrom"), self.article
        if s.attributed_to is not None:
            yield iri, term("attributedTo"), self.entities[s.attributed_to]
        if s.frame is not None:
            yield iri, term("frame"), ox.NamedNode(KG + s.frame)
        if s.quantity is not None:
            yield from _quantity(iri, s.quantity)
        if s.valid_time is not None:
            yield from _interval(iri, s.valid_time)
        for span in s.evidence:
            place = evidence_iri(self.article, span)
            yield iri, term("evidence"), place
            yield from self._evidence(place, span)
        yield from ((iri, term("saidIn"), claim) for claim in self._said_in(s))

    def _said_in(self, s: Statement) -> Iterator[ox.NamedNode]:
        """The claims of the one it is attributed to whose content holds the evidence."""
        for claim in self.extraction.claims:
            if s.attributed_to is not None and claim.speaker == s.attributed_to and _within(s.evidence, claim.content):
                yield self.claims[id(claim)]

    def _claim(self, claim: Claim) -> Triples:
        iri, text = self.claims[id(claim)], self.extraction.article.text
        yield iri, A, term("Claim")
        yield iri, ox.NamedNode(PROV + "wasDerivedFrom"), self.article
        yield iri, term("direct"), _boolean(claim.direct)
        yield iri, term("contentText"), ox.Literal(" … ".join(c.of(text) for c in claim.content))
        if claim.speaker is not None:
            yield iri, term("speaker"), self.entities[claim.speaker]
        if claim.cue is not None:
            yield iri, term("cueText"), ox.Literal(claim.cue.of(text))
        marks = [("cue", claim.cue), ("sourceWords", claim.source), *(("content", c) for c in claim.content)]
        for name, span in marks:
            if span is not None:
                place = evidence_iri(self.article, span)
                yield iri, term(name), place
                yield from self._evidence(place, span)

    def _set_aside(self, item: SetAside) -> Triples:
        place = f"{item.span.start}-{item.span.end}" if item.span else ""
        iri = ox.NamedNode(f"{DATA}set-aside/{digest(self.article.value, item.reason, item.detail, place)}")
        yield iri, A, term("SetAside")
        yield iri, term("reason"), ox.Literal(item.reason)
        yield iri, term("detail"), ox.Literal(item.detail)
        yield iri, ox.NamedNode(PROV + "wasDerivedFrom"), self.article
        if item.span is not None:
            evidence = evidence_iri(self.article, item.span)
            yield iri, term("evidence"), evidence
            yield from self._evidence(evidence, item.span)

    def _evidence(self, iri: ox.NamedNode, span: Span) -> Triples:
        """A stretch of text with a position and a quote selector (Web Annotation Data Model, 4.2)."""
        text, exact = self.extraction.article.text, span.of(self.extraction.article.text)
        position, quote = ox.NamedNode(f"{iri.value}/position"), ox.NamedNode(f"{iri.value}/quote")
        yield iri, A, term("Evidence")
        yield iri, ox.NamedNode(OA + "hasSource"), self.article
        yield iri, term("start"), _integer(span.start)
        yield iri, term("end"), _integer(span.end)
        yield iri, term("exact"), ox.Literal(exact)
        yield iri, ox.NamedNode(OA + "hasSelector"), position
        yield position, A, ox.NamedNode(OA + "TextPositionSelector")
        yield position, ox.NamedNode(OA + "start"), _integer(span.start)
        yield position, ox.NamedNode(OA + "end"), _integer(span.end)
        yield iri, ox.NamedNode(OA + "hasSelector"), quote
        yield quote, A, ox.NamedNode(OA + "TextQuoteSelector")
        yield quote, ox.NamedNode(OA + "exact"), ox.Literal(exact)
        yield quote, ox.NamedNode(OA + "prefix"), ox.Literal(text[max(0, span.start - CONTEXT) : span.start])
        yield quote, ox.NamedNode(OA + "suffix"), ox.Literal(text[span.end : span.end + CONTEXT])


def _article(iri: ox.NamedNode, article: Article) -> Triples:
    yield iri, A, term("Article")
    yield iri, term("text"), ox.Literal(article.text)
    yield iri, term("textDigest"), ox.Literal(sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest())
    yield iri, term("articleId"), ox.Literal(article.id)
    if article.title:
        yield iri, ox.NamedNode(DCTERMS + "title"), ox.Literal(article.title)
    if article.publisher:
        yield iri, term("publisherName"), ox.Literal(article.publisher)
    if article.url:
        yield iri, ox.NamedNode(SCHEMA + "url"), ox.Literal(article.url)
    time = _time(article.published)
    if time is not None:
        yield iri, ox.NamedNode(DCTERMS + "issued"), time


def _quantity(iri: ox.NamedNode, quantity: Quantity) -> Triples:
    yield iri, term("count"), _decimal(quantity.value)
    if quantity.minimum is not None:
        yield iri, term("countMin"), _decimal(quantity.minimum)
    if quantity.maximum is not None:
        yield iri, term("countMax"), _decimal(quantity.maximum)
    if quantity.approximate:
        yield iri, term("approximate"), _boolean(True)
    if quantity.unit:
        yield iri, term("unit"), ox.Literal(quantity.unit)


def _interval(iri: ox.NamedNode, interval: Interval) -> Triples:
    for name, value in (("validFrom", interval.start), ("validUntil", interval.end)):
        time = _time(value)
        if time is not None:
            yield iri, term(name), time


def _time(value: str | None) -> ox.Literal | None:
    """A literal as precise as the text; None for what is no time."""
    for pattern, datatype in TIMES:
        if value and pattern.fullmatch(value):
            return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))
    return None


def _within(evidence: tuple[Span, ...], content: tuple[Span, ...]) -> bool:
    return bool(evidence) and all(any(e.start < c.end and c.start < e.end for c in content) for e in evidence)


def _decimal(value: float) -> ox.Literal:
    return ox.Literal(format(Decimal(str(value)).normalize(), "f"), datatype=ox.NamedNode(XSD + "decimal"))


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "nonNegativeInteger"))


def _boolean(value: bool) -> ox.Literal:
    return ox.Literal("true" if value else "false", datatype=ox.NamedNode(XSD + "boolean"))
