"""What the search box offers, what a search finds, and the first page."""

from __future__ import annotations

from typing import Any

from kg.rdf.iris import term
from kg.serve.search.finding import first_match
from kg.serve.views.data import Data, Parameters
from kg.serve.views.entries import Entries, Entry
from kg.serve.views.parameters import given, whole

OFFERED, OFFERED_ARTICLES, FIRST, MOST = 8, 4, 24, 50
AROUND = 60  # characters around the words that were found


def suggest(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give a few entities and articles for what has been typed so far; parameter ``q``."""
    text, entries = given(parameters, "q"), Entries(data.store)
    return {"entities": _entities(data, entries, text, OFFERED),
            "articles": _articles(data, entries, text, OFFERED_ARTICLES, 0)}


def search(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give entities and articles; parameters ``q``, ``limit`` and ``offset`` of articles."""
    text, entries = given(parameters, "q"), Entries(data.store)
    limit, offset = whole(parameters, "limit", MOST, MOST), whole(parameters, "offset", 0, 10**6)
    return {"entities": [] if offset else _entities(data, entries, text, MOST),
            "articles": _articles(data, entries, text, limit, offset), "ready": data.finder.ready}


def home(data: Data, _: Parameters) -> dict[str, Any]:
    """Give the numbers of things, the entities that most articles name, and the newest articles."""
    entries = Entries(data.store)
    return {
        "counts": data.counts, "ready": data.finder.ready,
        "entities": [{**entries.entity(iri), "articles": articles} for iri, articles in data.finder.most_named(FIRST)],
        "articles": [entries.article(iri) for iri in data.finder.newest(FIRST)],
    }


def _entities(data: Data, entries: Entries, text: str, limit: int) -> list[Entry]:
    return [{**entries.entity(iri), "name": name, "articles": articles}
            for iri, name, articles in data.finder.entities(text, limit)]


def _articles(data: Data, entries: Entries, text: str, limit: int, offset: int) -> list[Entry]:
    return [{**entries.article(iri), **_found(entries, iri, text)} for iri in data.finder.articles(text, limit, offset)]


def _found(entries: Entries, iri: str, sought: str) -> Entry:
    """Where the words stand in the article's text, and what is around them."""
    text = next(iter(entries.objects(iri, term("text"))), "")
    start, end = first_match(text, sought) or (0, 0)
    before = text.rfind(" ", 0, max(0, start - AROUND)) + 1 if start > AROUND else 0
    return {"start": start, "end": end, "words": text[before : end + AROUND].strip()}
