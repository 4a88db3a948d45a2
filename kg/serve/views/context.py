"""The text around a statement's words."""

from __future__ import annotations

from kg.identity.passages import around
from kg.rdf.iris import term
from kg.serve.views.entries import Entries, Entry

AROUND = 400  # characters of the article before and after the words


def context(entries: Entries, told: Entry) -> Entry | None:
    """Give the text around a statement's words, or None where the store has not the text."""
    if not told["article"] or not told["quotes"]:
        return None
    text = next(iter(entries.objects(told["article"]["iri"], term("text"))), None)
    if text is None:
        return None
    quotes = told["quotes"]
    passage = around(text, min(quote["start"] for quote in quotes), max(quote["end"] for quote in quotes), AROUND)
    return {"start": passage.start, "text": passage.text, "cutBefore": passage.cut_before, "cutAfter": passage.cut_after}
