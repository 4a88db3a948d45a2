"""What may be written: every statement passes here, and what does not is set aside with the reason.

The gates imply the SHACL shapes: known terms, right types, verbatim evidence, values in range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from kg.model import Claim, Extraction, SetAside, Span, Statement
from kg.ontology import MODALITIES, POLARITIES, Ontology, load


def gated(extraction: Extraction, min_confidence: float = 0.0) -> Extraction:
    """Give the extraction without what may not be written; that stands in its ``set_aside``.

    Parameters
    ----------
    extraction : Extraction
    min_confidence : float
        Statements below it, 0 to 1, are set aside.
    """
    ontology, kept, aside = load(), [], list(extraction.set_aside)
    for statement in extraction.statements:
        reason = _fault(extraction, ontology, statement, min_confidence)
        if reason is None:
            kept.append(statement)
        else:
            place = _place(extraction, statement.evidence)
            aside.append(SetAside(reason=reason, detail=_told(extraction, statement), span=place))
    claims = []
    for claim in extraction.claims:
        if _is_text(extraction, (*claim.content, *_marks(claim))) and claim.content:
            claims.append(claim)
        else:
            aside.append(SetAside(reason="evidence is not in the text", detail="a claim"))
    return msgspec.structs.replace(extraction, statements=tuple(kept), claims=tuple(claims), set_aside=tuple(aside))


def _marks(claim: Claim) -> Iterator[Span]:
    yield from (span for span in (claim.cue, claim.source) if span is not None)


def _fault(extraction: Extraction, ontology: Ontology, s: Statement, min_confidence: float) -> str | None:
    """The first reason why a statement may not be written."""
    types = {e.id: e.type for e in extraction.entities}
    ends = {s.subject, s.object} | ({s.attributed_to} if s.attributed_to is not None else set())
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("unknown relation", lambda: s.predicate in ontology.relations),
        ("unknown entity", lambda: ends <= types.keys()),
        ("types outside the relation's domain or range",
         lambda: ontology.accepts(s.predicate, types[s.subject], types[s.object])),
        ("unknown qualifier value", lambda: s.polarity in POLARITIES and s.modality in MODALITIES),
        ("evidence is not in the text", lambda: bool(s.evidence) and _is_text(extraction, s.evidence)),
        ("confidence outside 0 to 1", lambda: 0 <= s.confidence <= 1),
        ("confidence below the minimum", lambda: s.confidence >= min_confidence),
    )
    return next((reason for reason, passes in checks if not passes()), None)


def _is_text(extraction: Extraction, spans: tuple[Span, ...]) -> bool:
    length = len(extraction.article.text)
    return all(0 <= span.start < span.end <= length for span in spans)


def _place(extraction: Extraction, spans: tuple[Span, ...]) -> Span | None:
    return spans[0] if spans and _is_text(extraction, spans[:1]) else None


def _told(extraction: Extraction, s: Statement) -> str:
    names = {e.id: e.name for e in extraction.entities}
    return f"{names.get(s.subject, s.subject)} {s.predicate} {names.get(s.object, s.object)}"
