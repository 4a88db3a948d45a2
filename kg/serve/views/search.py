"""What the search box offers, and what a search finds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.errors import KgError
from kg.ontology import load
from kg.rdf.iris import term
from kg.serve.search.passages import passages
from kg.serve.views.data import Data, Parameters
from kg.serve.views.entries import Entries, Entry
from kg.serve.views.parameters import given, whole

OFFERED, OFFERED_ARTICLES = 8, 4
PAGE, MOST, FARTHEST = 20, 50, 10**6
NAMES, ARTICLES = "Name", "Article"  # kinds of results, beside the types of entities
PASSAGES = 3  # of one article


def suggest(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give a few entities and articles for what has been typed so far; parameter ``q``."""
    text, entries = given(parameters, "q"), Entries(data.store)
    return {"entities": _entities(entries, data.finder.entities(text, OFFERED)),
            "articles": _articles(data, entries, text, limit=OFFERED_ARTICLES, offset=0, most=1)}


def search(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give what a search finds; parameters ``q``, ``kind``, and ``limit`` and ``offset`` within the kind.

    A kind is ``Name``, ``Article`` or a type of entities. Without one both names and articles come, from their beginnings. The
    answer has in ``kinds`` how many there are of each, whichever was asked for.
    """
    text, kind, entries = given(parameters, "q"), parameters.get("kind") or None, Entries(data.store)
    if kind is not None and kind not in (NAMES, ARTICLES, *load().types):
        raise KgError(f"no kind {kind[:40]!r}", valid=f"{NAMES}, {ARTICLES}, or a type of the ontology")
    limit = whole(parameters, "limit", PAGE, MOST)
    offset = whole(parameters, "offset", 0, FARTHEST) if kind else 0
    types = data.finder.types(text)
    names = [] if kind == ARTICLES else data.finder.entities(text, limit, offset, None if kind == NAMES else kind)
    articles = _articles(data, entries, text, limit=limit, offset=offset, most=PASSAGES) if kind in (None, ARTICLES) else []
    return {"entities": _entities(entries, names), "articles": articles, "ready": data.finder.ready,
            "kinds": {NAMES: sum(types.values()), ARTICLES: data.finder.number_of_articles(text), **types}}


def _entities(entries: Entries, found: list[tuple[str, str, int]]) -> list[Entry]:
    return [{**entries.entity(iri), "name": name, "articles": articles} for iri, name, articles in found]


def _articles(data: Data, entries: Entries, text: str, *, limit: int, offset: int, most: int) -> list[Entry]:
    """Articles, each with the passages in which the words stand."""
    told = []
    for iri, spans in data.finder.articles(text, limit, offset):
        whole_text = next(iter(entries.objects(iri, term("text"))), "")
        told.append({**entries.article(iri), "passages": [asdict(p) for p in passages(whole_text, spans, most)]})
    return told
