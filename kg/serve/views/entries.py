"""Statements, entities, claims and articles as pages tell them, each the same on every page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kg.network.reader import Brief, Reader, Source
from kg.rdf.iris import term
from kg.rdf.prefixes import PROV

SUBJECT, OBJECT, SPEAKER = "subject", "object", "speaker"
START, END, EXACT = term("start"), term("end"), term("exact")
REVIEWED, CONTRADICTS, SAID_IN = term("reviewed"), term("contradicts"), term("saidIn")
FROM = ox.NamedNode(PROV + "wasDerivedFrom")

UNTITLED = "Untitled article"

Entry = dict[str, Any]


class Entries:
    """Reads a store for pages; what many entries share is read once.

    Examples
    --------
    >>> Entries(ox.Store()).entity("http://x.example/a")
    {'iri': 'http://x.example/a', 'label': 'http://x.example/a', 'type': 'Entity'}
    """

    def __init__(self, store: ox.Store) -> None:
        self.store, self.reader = store, Reader(store)

    def entity(self, iri: str) -> Entry:
        """Give an entity's name and type."""
        return {"iri": iri, "label": self.reader.label(iri) or iri, "type": self.reader.type(iri)}

    def article(self, iri: str) -> Entry:
        """Give what an article is called, where it stands and when it came out."""
        return _article(self.reader.source(iri))

    def statement(self, iri: str) -> Entry | None:
        """Give a statement with its words, or None where it lacks an end."""
        brief = self.reader.brief(iri)
        return None if brief is None else self._told(brief)

    def statements(self, iris: Iterable[str]) -> list[Entry]:
        """Give those of the statements that have both ends, in the order given."""
        return [entry for iri in iris if (entry := self.statement(iri)) is not None]

    def claim(self, iri: str) -> Entry:
        """Give an act of saying: who, by which word, what."""
        speaker = self._object(iri, term("speaker"))
        article = self._object(iri, FROM)
        content = [self.place(place) for place in self.objects(iri, term("content"))]
        direct = self._object(iri, term("direct"))
        cues = [self.place(place) for place in self.objects(iri, term("cue"))]
        words = [self.place(place) for place in self.objects(iri, term("sourceWords"))]
        return {"iri": iri, "speaker": self.entity(speaker) if speaker else None, "cue": self._object(iri, term("cueText")),
                "direct": direct == "true", "content": sorted(content, key=_start), "cues": sorted(cues, key=_start),
                "sourceWords": sorted(words, key=_start), "article": self.article(article) if article else None}

    def place(self, iri: str) -> Entry:
        """Give a stretch of an article's text: where it begins and ends, in characters, and its words."""
        start, end, exact = (self._object(iri, predicate) for predicate in (START, END, EXACT))
        return {"start": int(start or 0), "end": int(end or 0), "exact": exact or ""}

    def objects(self, subject: str, predicate: ox.NamedNode) -> list[str]:
        """Give what a thing has by a predicate, as text, sorted."""
        quads = self.store.quads_for_pattern(ox.NamedNode(subject), predicate, None, None)
        return sorted({q.object.value for q in quads if not isinstance(q.object, ox.Triple)})

    def subjects(self, predicate: ox.NamedNode, object_: str) -> list[str]:
        """Give what has a thing by a predicate, sorted."""
        quads = self.store.quads_for_pattern(None, predicate, ox.NamedNode(object_), None)
        return sorted({q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)})

    def _told(self, brief: Brief) -> Entry:
        reviewed = self._object(brief.iri, REVIEWED)
        return {
            "iri": brief.iri, "subject": self.entity(brief.subject), "relation": brief.relation,
            "object": self.entity(brief.object), "polarity": brief.polarity, "modality": brief.modality,
            "speaker": self.entity(brief.speaker) if brief.speaker else None, "confidence": brief.confidence,
            **dict(brief.quantities), "quotes": [self.place(place) for place in brief.evidence],
            "claim": self._object(brief.iri, SAID_IN), "article": _article(brief.source) if brief.source else None,
            "reviewed": reviewed.rpartition("#")[2] if reviewed else None,
            "contradicted": bool(self.objects(brief.iri, CONTRADICTS)),
        }

    def _object(self, subject: str, predicate: ox.NamedNode) -> str | None:
        return next(iter(self.objects(subject, predicate)), None)


def _article(source: Source) -> Entry:
    title = source.title if source.title != source.iri else UNTITLED
    return {"iri": source.iri, "title": title, "url": source.url, "outlet": source.outlet,
            "published": source.published, "reprint": source.reprint, "reprintedBy": list(source.reprinted_by)}


def _start(place: Entry) -> int:
    start: int = place["start"]
    return start
