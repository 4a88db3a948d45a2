"""Records -> quads: an article's graphs, its entities, the run that read it. No node is blank."""

from __future__ import annotations

from collections.abc import Iterator
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
    record_digest,
    statement_iri,
    term,
)
from kg.rdf.literals import boolean, decimal, integer, time
from kg.rdf.prefixes import DATA, DCTERMS, KG, OA, OWL, PROV, RDF, RDFS, SCHEMA, SKOS
from kg.resolve.identity import Identity, identities

CONTEXT = 32  # characters before and after a quotation, to find it again in a changed text
A = ox.NamedNode(RDF + "type")

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
        self.statements = self._statements()
        self.once: set[ox.NamedNode] = set()  # what is told only once

    def _statements(self) -> dict[ox.NamedNode, Statement]:
        """Statements by IRI: of two that say the same of the same things, the more certain."""
        found: dict[ox.NamedNode, Statement] = {}
        for s in sorted(self.extraction.statements, key=lambda s: s.confidence):
            ends = (self.entities[s.subject].value, self.entities[s.object].value, self._iri(s.attributed_to))
            found[statement_iri(self.article, s, ends)] = s
        return found

    def _plain(self, s: Statement) -> bool:
        return s.plain or (self.attributed_as_plain and s.polarity == "positive" and s.modality == "actual")

    def quads(self) -> Iterator[ox.Quad]:
        yield from (ox.Quad(s, p, o, self.article) for s, p, o in self._details())
        for entity in self.extraction.entities:
            yield from self._described(entity, self.identities[entity.id])
        for s in self.statements.values():
            if self._plain(s):
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
        for iri, statement in self.statements.items():
            yield from self._statement(iri, statement)
        for item in self.extraction.set_aside:
            yield from self._set_aside(item)

    def _described(self, entity: Entity, identity: Identity) -> Iterator[ox.Quad]:
        """An entity's type and identifiers, which every article that has it gives alike."""
        iri = self.entities[entity.id]
        yield ox.Quad(iri, A, term(entity.type), ENTITIES)
        record = identity.record
        label = ox.Literal(entity.name or entity.type) if record is None else ox.Literal(record.name)
        yield ox.Quad(iri, ox.NamedNode(RDFS + "label"), label, ENTITIES)
        if record is not None:
            yield ox.Quad(iri, ox.NamedNode(DCTERMS + "identifier"), ox.Literal(record.identifier), ENTITIES)
            if record.same_as:
                yield ox.Quad(iri, ox.NamedNode(OWL + "sameAs"), ox.NamedNode(record.same_as), ENTITIES)

    def _mentions(self, entity: Entity) -> Triples:
        iri, text = self.entities[entity.id], self.extraction.article.text
        yield iri, term("nameInArticle"), ox.Literal(entity.name or entity.type)
        for name in sorted({text[m.start : m.end] for m in entity.mentions if m.kind == "name"}):
            yield iri, ox.NamedNode(SKOS + "altLabel"), ox.Literal(name)
        if self.identities[entity.id].own and iri not in self.once:
            self.once.add(iri)
            yield from self._counted(iri, entity)
        for mention in entity.mentions:
            span = Span(mention.start, mention.end)
            place = ox.NamedNode(f"{evidence_iri(self.article, span).value}/mention-{digest(iri.value, length=8)}")
            if place not in self.once:
                self.once.add(place)
                yield from self._words(place, span)
                yield place, A, term("Mention")
                yield place, term("mentions"), iri
                yield place, term("mentionKind"), ox.Literal(mention.kind)

    def _counted(self, iri: ox.NamedNode, entity: Entity) -> Triples:
        """How many a thing is, and of what: of the article's own things only, as another article may count otherwise."""
        if entity.count is not None:
            yield from _quantity(iri, entity.count)
        if entity.member_type is not None:
            yield iri, term("memberType"), term(entity.member_type)

    def _statement(self, iri: ox.NamedNode, s: Statement) -> Triples:
        yield iri, A, term("Statement")
        yield iri, ox.NamedNode(RDF + "subject"), self.entities[s.subject]
        yield iri, ox.NamedNode(RDF + "predicate"), term(s.predicate)
        yield iri, ox.NamedNode(RDF + "object"), self.entities[s.object]
        yield iri, term("polarity"), term(s.polarity)
        yield iri, term("modality"), term(s.modality)
        yield iri, term("plain"), boolean(self._plain(s))
        yield iri, term("confidence"), decimal(s.confidence)
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
        yield iri, term("direct"), boolean(claim.direct)
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

    def _words(self, iri: ox.NamedNode, span: Span) -> Triples:
        """A stretch of text in short form."""
        yield iri, A, term("Evidence")
        yield iri, ox.NamedNode(OA + "hasSource"), self.article
        yield iri, term("start"), integer(span.start)
        yield iri, term("end"), integer(span.end)
        yield iri, term("exact"), ox.Literal(span.of(self.extraction.article.text))

    def _evidence(self, iri: ox.NamedNode, span: Span) -> Triples:
        """A stretch of text with a position and a quote selector (Web Annotation Data Model, 4.2)."""
        if iri in self.once:
            return
        self.once.add(iri)
        text = self.extraction.article.text
        position, quote = ox.NamedNode(f"{iri.value}/position"), ox.NamedNode(f"{iri.value}/quote")
        yield from self._words(iri, span)
        yield iri, ox.NamedNode(OA + "hasSelector"), position
        yield position, A, ox.NamedNode(OA + "TextPositionSelector")
        yield position, ox.NamedNode(OA + "start"), integer(span.start)
        yield position, ox.NamedNode(OA + "end"), integer(span.end)
        yield iri, ox.NamedNode(OA + "hasSelector"), quote
        yield quote, A, ox.NamedNode(OA + "TextQuoteSelector")
        yield quote, ox.NamedNode(OA + "exact"), ox.Literal(span.of(text))
        yield quote, ox.NamedNode(OA + "prefix"), ox.Literal(text[max(0, span.start - CONTEXT) : span.start])
        yield quote, ox.NamedNode(OA + "suffix"), ox.Literal(text[span.end : span.end + CONTEXT])


def _article(iri: ox.NamedNode, article: Article) -> Triples:
    yield iri, A, term("Article")
    yield iri, term("text"), ox.Literal(article.text)
    yield iri, term("textDigest"), ox.Literal(sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest())
    yield iri, term("recordDigest"), ox.Literal(record_digest(article))
    yield iri, term("articleId"), ox.Literal(article.id)
    if article.title:
        yield iri, ox.NamedNode(DCTERMS + "title"), ox.Literal(article.title)
    if article.publisher:
        yield iri, term("publisherName"), ox.Literal(article.publisher)
    if article.url:
        yield iri, ox.NamedNode(SCHEMA + "url"), ox.Literal(article.url)
    for name, value in (("issued", article.published), ("modified", article.modified)):
        date = time(value)
        if date is not None:
            yield iri, ox.NamedNode(DCTERMS + name), date


def _quantity(iri: ox.NamedNode, quantity: Quantity) -> Triples:
    yield iri, term("count"), decimal(quantity.value)
    if quantity.minimum is not None:
        yield iri, term("countMin"), decimal(quantity.minimum)
    if quantity.maximum is not None:
        yield iri, term("countMax"), decimal(quantity.maximum)
    if quantity.approximate:
        yield iri, term("approximate"), boolean(True)
    if quantity.unit:
        yield iri, term("unit"), ox.Literal(quantity.unit)


def _interval(iri: ox.NamedNode, interval: Interval) -> Triples:
    for name, value in (("validFrom", interval.start), ("validUntil", interval.end)):
        bound = time(value)
        if bound is not None:
            yield iri, term(name), bound


def _within(evidence: tuple[Span, ...], content: tuple[Span, ...]) -> bool:
    return bool(evidence) and all(any(e.start < c.end and c.start < e.end for c in content) for e in evidence)
