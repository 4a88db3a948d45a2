"""Of one statement, and of one claim."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.errors import AbsentError
from kg.rdf.iris import term
from kg.rdf.prefixes import RDF
from kg.serve.views.context import context
from kg.serve.views.data import Data, Parameters
from kg.serve.views.disagreements import disagreements
from kg.serve.views.entries import Entries
from kg.serve.views.parameters import given_iri

DISPUTED = 30  # pairs that a statement is one of


def statement(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give a statement with its claim, the text around its words, disagreements, and others of the same; parameter ``iri``."""
    iri, entries = given_iri(parameters, "iri").value, Entries(data.store)
    told = entries.statement(iri)
    if told is None:
        raise AbsentError("there is no such statement", where=iri)
    same = [other for other in _of_same_ends(entries, told) if other != iri]
    return {**told, "said": entries.claim(told["claim"]) if told["claim"] else None,
            "context": context(entries, told), "frame": next(iter(entries.objects(iri, term("frame"))), None),
            "disagreements": disagreements(entries, DISPUTED, [iri]),
            "same": entries.statements(same[:50])}


def claim(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give a claim, the text around it, and the statements that were read in it; parameter ``iri``."""
    iri, entries = given_iri(parameters, "iri").value, Entries(data.store)
    if not entries.objects(iri, term("content")):
        raise AbsentError("there is no such claim", where=iri)
    told = entries.claim(iri)
    around = context(entries, {"article": told["article"], "quotes": told["content"]})
    return {**told, "context": around, "statements": entries.statements(entries.subjects(term("saidIn"), iri))}


def _of_same_ends(entries: Entries, told: dict[str, Any]) -> list[str]:
    subjects = entries.subjects(ox.NamedNode(RDF + "subject"), told["subject"]["iri"])
    objects = set(entries.subjects(ox.NamedNode(RDF + "object"), told["object"]["iri"]))
    return [iri for iri in subjects if iri in objects]
