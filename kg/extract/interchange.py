"""An Extraction in the JSON form of annotated articles: plain dictionaries, character offsets, local ids."""

from __future__ import annotations

from typing import Any

from kg.model import Claim, Entity, Extraction, Span, Statement


def to_document(extraction: Extraction) -> dict[str, Any]:
    """Give the annotated-article form: ``article``, ``entities``, ``statements``, ``claims``."""
    article = extraction.article
    return {
        "article": {"id": article.id, "title": article.title, "published": article.published,
                    "publisher": article.publisher, "url": article.url, "source": article.source, "text": article.text},
        "entities": [_entity(e) for e in extraction.entities],
        "statements": [_statement(s) for s in extraction.statements],
        "claims": [_claim(c) for c in extraction.claims],
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _entity(entity: Entity) -> dict[str, Any]:
    mentions = [{"start": m.start, "end": m.end, "kind": m.kind} for m in entity.mentions]
    return {"id": entity.id, "type": entity.type, "name": entity.name, "identifier": entity.identifier, "mentions": mentions}


def _statement(s: Statement) -> dict[str, Any]:
    quantity = s.quantity
    return {
        "subject": s.subject, "predicate": s.predicate, "object": s.object, "polarity": s.polarity, "modality": s.modality,
        "attributedTo": s.attributed_to, "count": quantity.value if quantity else None,
        "countMin": quantity.minimum if quantity else None, "countMax": quantity.maximum if quantity else None,
        "approximate": quantity.approximate if quantity else False,
        "validTime": {"start": s.valid_time.start, "end": s.valid_time.end} if s.valid_time else None,
        "evidence": _span(s.evidence[0]), "confidence": s.confidence, "frame": s.frame,
    }


def _claim(c: Claim) -> dict[str, Any]:
    return {"speaker": c.speaker, "cue": _span(c.cue) if c.cue else None, "content": [_span(x) for x in c.content],
            "source": _span(c.source) if c.source else None, "direct": c.direct, "confidence": c.confidence}
