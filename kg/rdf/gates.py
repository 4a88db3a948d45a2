"""What may be written: everything read passes here, and what does not pass is set aside with the reason.

The gates imply the SHACL shapes: known terms, right types, verbatim words, values in range. They mend what can be mended (a
statement without its impossible date is still a statement) and never give up an article.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import get_args

from msgspec.structs import replace

from kg.model import (
    Article,
    Claim,
    Entity,
    Extraction,
    Interval,
    Mention,
    MentionKind,
    Quantity,
    SetAside,
    Span,
    Statement,
)
from kg.ontology import load
from kg.rdf.literals import time
from kg.resolve.identity import identities
from kg.terms import MODALITIES, POLARITIES

KINDS: tuple[MentionKind, ...] = get_args(MentionKind)
LOCAL_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


def gated(extraction: Extraction, min_confidence: float = 0.0) -> Extraction:
    """Give the extraction without what may not be written; that stands in its ``set_aside``.

    Parameters
    ----------
    extraction : Extraction
    min_confidence : float
        Statements below it, 0 to 1, are set aside.
    """
    gate = _Gate(extraction.article)
    aside = [SetAside(reason=_writable(item.reason).strip() or "no reason given", detail=_writable(item.detail),
                      span=item.span if gate.quotes(item.span) else None) for item in extraction.set_aside]
    entities = gate.entities(extraction.entities)
    whole = replace(extraction, entities=entities, statements=(), claims=())
    statements = gate.statements(extraction.statements, whole, min_confidence)
    claims = gate.claims(extraction.claims)
    return replace(whole, statements=statements, claims=claims, set_aside=(*aside, *gate.aside))


class _Gate:
    """The gates of one article; ``aside`` collects what does not pass."""

    def __init__(self, article: Article) -> None:
        self.length, self.text, self.ontology = len(article.text), article.text, load()
        self.types: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.aside: list[SetAside] = []

    def quotes(self, span: Span | None) -> bool:
        """Whether a span is a stretch of the text."""
        return span is not None and 0 <= span.start < span.end <= self.length

    def _note(self, reason: str, detail: str, spans: Iterable[Span] = ()) -> None:
        place = next((span for span in spans if self.quotes(span)), None)
        self.aside.append(SetAside(reason=reason, detail=_writable(detail), span=place))

    def entities(self, entities: Iterable[Entity]) -> tuple[Entity, ...]:
        """Entities of known types, with a name, and the mentions that stand in the text."""
        kept = []
        for entity in entities:
            if entity.type not in self.ontology.types:
                self._note("unknown entity type", f"{entity.type}: {entity.name}")
            elif entity.id in self.types:
                self._note("two entities with one id", f"{entity.id}: {entity.name}")
            else:
                kept.append(self._entity(entity))
                self.types[entity.id], self.names[entity.id] = entity.type, kept[-1].name
        return tuple(kept)

    def _entity(self, entity: Entity) -> Entity:
        mentions: dict[tuple[int, int], Mention] = {}
        for mention in entity.mentions:
            span = Span(mention.start, mention.end)
            if self.quotes(span) and mention.kind in KINDS:
                mentions.setdefault((mention.start, mention.end), mention)
            else:
                self._note("a mention that is not in the text or of no known kind", entity.name, (span,))
        member = entity.member_type
        if member is not None and member not in self.ontology.types:
            self._note("unknown entity type", f"members of {entity.name}: {member}")
            member = None
        words = next((self.text[m.start : m.end] for m in mentions.values()), "")
        name = _writable(entity.name).strip() or words.strip() or entity.type
        return replace(entity, name=name, mentions=tuple(mentions.values()), member_type=member,
                       count=self._quantity(entity.count, name, ()))

    def _quantity(self, quantity: Quantity | None, detail: str, spans: tuple[Span, ...]) -> Quantity | None:
        if quantity is None:
            return None
        quantity = replace(quantity, unit=_writable(quantity.unit or "").strip() or None)
        bounds = [bound for bound in (quantity.minimum, quantity.maximum) if bound is not None]
        if not math.isfinite(quantity.value):
            self._note("a number that is none", detail, spans)
            return None
        if not all(map(math.isfinite, bounds)) or bounds != sorted(bounds):
            self._note("bounds out of order", detail, spans)
            return replace(quantity, minimum=None, maximum=None)
        return quantity

    def _interval(self, interval: Interval | None, detail: str, spans: tuple[Span, ...]) -> Interval | None:
        if interval is None:
            return None
        start, end = (bound if time(bound) is not None else None for bound in (interval.start, interval.end))
        if (start, end) != (interval.start, interval.end):
            self._note("a time that is none", detail, spans)
        return Interval(start=start, end=end) if start or end else None

    def statements(self, statements: Iterable[Statement], extraction: Extraction,
                   min_confidence: float) -> tuple[Statement, ...]:
        """Statements that the ontology and the text bear out, with the qualifiers that can be written."""
        told_of = tuple(s for s in statements if self._ends(s) <= self.types.keys())
        one = identities(replace(extraction, statements=told_of))
        same = {id: (self.types[id], identity.key, identity.own) for id, identity in one.items()}
        kept = []
        for s in statements:
            told = f"{self.names.get(s.subject, s.subject)} {s.predicate} {self.names.get(s.object, s.object)}"
            reason = self._fault(s, same, min_confidence)
            if reason is not None:
                self._note(reason, told, s.evidence)
                continue
            kept.append(replace(s, frame=self._frame(s.frame, told, s.evidence),
                                quantity=self._quantity(s.quantity, told, s.evidence),
                                valid_time=self._interval(s.valid_time, told, s.evidence)))
        return tuple(kept)

    def _frame(self, frame: str | None, detail: str, spans: tuple[Span, ...]) -> str | None:
        """The name of a frame, of the ontology's or of another extractor's."""
        if frame is None or LOCAL_NAME.fullmatch(frame):
            return frame
        self._note("a frame whose name cannot be written", detail, spans)
        return None

    @staticmethod
    def _ends(s: Statement) -> set[str]:
        return {s.subject, s.object} | ({s.attributed_to} if s.attributed_to is not None else set())

    def _fault(self, s: Statement, same: dict[str, tuple[str, str, bool]], min_confidence: float) -> str | None:
        """The first reason why a statement may not be written."""
        checks: tuple[tuple[str, Callable[[], bool]], ...] = (
            ("unknown relation", lambda: s.predicate in self.ontology.relations),
            ("unknown entity", lambda: self._ends(s) <= self.types.keys()),
            ("a thing related to itself", lambda: same[s.subject] != same[s.object]),
            ("types outside the relation's domain or range",
             lambda: self.ontology.accepts(s.predicate, self.types[s.subject], self.types[s.object])),
            ("unknown qualifier value", lambda: s.polarity in POLARITIES and s.modality in MODALITIES),
            ("evidence is not in the text", lambda: bool(s.evidence) and all(map(self.quotes, s.evidence))),
            ("confidence outside 0 to 1", lambda: 0 <= s.confidence <= 1),
            ("confidence below the minimum", lambda: s.confidence >= min_confidence),
        )
        return next((reason for reason, passes in checks if not passes()), None)

    def claims(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Claims whose words stand in the text; a speaker whom the article does not have is left out."""
        kept = []
        for claim in claims:
            marks = tuple(span for span in (claim.cue, claim.source) if span is not None)
            if not claim.content or not all(map(self.quotes, (*claim.content, *marks))):
                self._note("evidence is not in the text", "a claim", (*claim.content, *marks))
                continue
            if claim.speaker is not None and claim.speaker not in self.types:
                self._note("unknown entity", f"the speaker of a claim: {claim.speaker}", claim.content)
                claim = replace(claim, speaker=None)  # noqa: PLW2901
            kept.append(claim)
        return tuple(kept)


def _writable(text: str) -> str:
    """The text without halves of characters, which no RDF file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
