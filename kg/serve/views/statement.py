"""Of one statement, and of one claim."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.errors import AbsentError
from kg.rdf.iris import term
from kg.rdf.prefixes import RDF
from kg.serve.views.data import Data, Parameters
from kg.serve.views.entries import Entries
from kg.serve.views.parameters import given_iri

AROUND = 240  # characters of the article before and after the words


def statement(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give a statement with its claim, the text around its words, and other statements of the same; parameter ``iri``."""
    iri, entries = given_iri(parameters, "iri").value, Entries(data.store)
    told = entries.statement(iri)
    if told is None:
        raise AbsentError("there is no such statement", where=iri)
    same = [other for other in _of_same_ends(entries, told) if other != iri]
    return {**told, "said": entries.claim(told["claim"]) if told["claim"] else None,
            "context": _context(entries, told), "frame": next(iter(entries.objects(iri, term("frame"))), None),
            "same": entries.statements(same[:50])}


def claim(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give a claim and the statements that were read in it; parameter ``iri``."""
    iri, entries = given_iri(parameters, "iri").value, Entries(data.store)
    if not entries.objects(iri, term("content")):
        raise AbsentError("there is no such claim", where=iri)
    return {**entries.claim(iri), "statements": entries.statements(entries.subjects(term("saidIn"), iri))}


def _of_same_ends(entries: Entries, told: dict[str, Any]) -> list[str]:
    subjects = entries.subjects(ox.NamedNode(RDF + "subject"), told["subject"]["iri"])
    objects = set(entries.subjects(ox.NamedNode(RDF + "object"), told["object"]["iri"]))
    return [iri for iri in subjects if iri in objects]


def _context(entries: Entries, told: dict[str, Any]) -> dict[str, Any] | None:
    """The article's text around the words, with the place where it begins."""
    if not told["article"] or not told["quotes"]:
        return None
    text = next(iter(entries.objects(told["article"]["iri"], term("text"))), None)
    if text is None:
        return None
    first, last = told["quotes"][0]["start"], told["quotes"][-1]["end"]
    start = max(0, first - AROUND)
    return {"start": start, "text": text[start : last + AROUND]}
