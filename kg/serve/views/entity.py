"""Of one entity: names and identifiers, and its statements by relation, a few of each."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyoxigraph as ox

from kg.errors import AbsentError, KgError
from kg.rdf.iris import term
from kg.rdf.prefixes import DCTERMS, OWL, RDF, SKOS
from kg.serve.views.data import Data, Parameters
from kg.serve.views.disagreements import disagreements
from kg.serve.views.entries import OBJECT, SPEAKER, SUBJECT, Entries
from kg.serve.views.offices import HOLDS, offices
from kg.serve.views.parameters import given, given_iri, whole

PART, MOST = 10, 100  # statements of one relation that come first, and at a time
READ, DISPUTED = 400, 3  # statements of offices that are read, and pairs of contradicting ones that are given
COMPARED = 5_000  # statements that are looked at for contradictions
ROLES = {SUBJECT: ox.NamedNode(RDF + "subject"), OBJECT: ox.NamedNode(RDF + "object"), SPEAKER: term("attributedTo")}
PREDICATE = ox.NamedNode(RDF + "predicate")
SAME = ox.NamedNode(OWL + "sameAs")


def entity(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give an entity; the parameter is ``iri``."""
    iri, entries = given_iri(parameters, "iri").value, Entries(data.store)
    if not entries.reader.label(iri):
        raise AbsentError("there is no such entity", where=iri)
    groups = _groups(entries, iri)
    own = [statement for (role, _), found in groups.items() if role != SPEAKER for statement in found]
    held = entries.statements(s for role in (SUBJECT, OBJECT) for s in groups.get((role, HOLDS), [])[:READ])
    mentioned = list(data.store.quads_for_pattern(None, term("mentions"), ox.NamedNode(iri), None))
    return {
        **entries.entity(iri),
        "aliases": [a for a in entries.objects(iri, ox.NamedNode(SKOS + "altLabel")) if a != entries.reader.label(iri)],
        "identifiers": entries.objects(iri, ox.NamedNode(DCTERMS + "identifier")),
        "elsewhere": entries.objects(iri, SAME),
        "merged": entries.subjects(SAME, iri),
        "count": next(iter(entries.objects(iri, term("count"))), None),
        "mentions": len(mentioned), "articles": len({q.graph_name for q in mentioned}),
        "claims": sum(1 for _ in data.store.quads_for_pattern(None, term("speaker"), ox.NamedNode(iri), None)),
        "disagreements": disagreements(entries, DISPUTED, own[:COMPARED]),
        "offices": offices(held, iri),
        "groups": [{"role": role, "relation": relation, "total": len(found),
                    "statements": entries.statements(_ranked(entries, found)[:PART])}
                   for (role, relation), found in sorted(groups.items(), key=_weight)],
    }


def statements(data: Data, parameters: Parameters) -> list[dict[str, Any]]:
    """Give statements of an entity; parameters ``iri``, ``role`` (of :data:`ROLES`), ``relation``, ``offset``, ``limit``."""
    iri, role, entries = given_iri(parameters, "iri").value, given(parameters, "role"), Entries(data.store)
    if role not in ROLES:
        raise KgError(f"no role {role!r}", valid=", ".join(ROLES))
    found = _groups(entries, iri).get((role, given(parameters, "relation")), [])
    offset, limit = whole(parameters, "offset", 0, 10**9), whole(parameters, "limit", MOST, MOST)
    return entries.statements(_ranked(entries, found)[offset : offset + limit])


def _groups(entries: Entries, iri: str) -> dict[tuple[str, str], list[str]]:
    """The statements of an entity by its first role in them and their relation."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    grouped: set[str] = set()
    for role, predicate in ROLES.items():
        found = [s for s in entries.subjects(predicate, iri) if s not in grouped]
        grouped.update(found)
        for statement in found:
            for relation in entries.objects(statement, PREDICATE)[:1]:
                groups[role, relation.rpartition("#")[2]].append(statement)
    return groups


def _ranked(entries: Entries, found: list[str]) -> list[str]:
    """The surest first, and after it the others between the same two."""
    sure = {iri: float(next(iter(entries.objects(iri, term("confidence"))), 1.0)) for iri in found}
    ends = {iri: entries.reader.ends(iri) for iri in found}
    surest: dict[tuple[str | None, str | None], float] = {}
    for iri in found:
        surest[ends[iri]] = max(surest.get(ends[iri], 0.0), sure[iri])
    return sorted(found, key=lambda iri: (-surest[ends[iri]], str(ends[iri]), -sure[iri], iri))


def _weight(group: tuple[tuple[str, str], list[str]]) -> tuple[int, bool, int, str]:
    """Offices first, then what it does, what is done to it, what is on its word; the most told of first."""
    (role, relation), found = group
    return list(ROLES).index(role), relation != HOLDS, -len(found), relation
