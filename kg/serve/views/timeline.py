"""What happened when, and how many there were by whose word."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyoxigraph as ox

from kg.rdf.iris import term
from kg.rdf.prefixes import RDF
from kg.serve.views.data import Data, Parameters
from kg.serve.views.days import named, reported, together
from kg.serve.views.disagreements import disagreements
from kg.serve.views.entries import Entries, Entry
from kg.serve.views.parameters import given_iri, whole

HAPPENINGS = ("Event", "Operation", "Agreement", "LegalCase", "Law")
COUNT, PLACE = term("count"), "takesPlaceIn"
SUBJECT, OBJECT = ox.NamedNode(RDF + "subject"), ox.NamedNode(RDF + "object")
FIRST, MOST = 100, 500  # happenings, and topics of figures
DISPUTED = 30  # pairs of statements that contradict each other
READ = 400  # statements of one happening that are read

def timeline(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give happenings with their days, disagreements, and figures by topic.

    Parameters are ``iri`` of an entity (of all, without), and ``limit``.
    """
    entries, limit = Entries(data.store), whole(parameters, "limit", FIRST, MOST)
    about = given_iri(parameters, "iri").value if parameters.get("iri") else None
    happenings = _near(entries, about) if about else [iri for iri, _ in data.finder.most_named(limit, HAPPENINGS)]
    told = [entry for iri in happenings[:limit] if (entry := _happening(entries, iri)) is not None]
    topics = _topics(entries, about)
    return {
        "about": entries.entity(about) if about else None, "ready": data.finder.ready,
        "happenings": sorted(told, key=lambda h: (h["first"], h["last"], h["entity"]["iri"])),
        "disagreements": disagreements(entries, DISPUTED, _told_of(entries, about) if about else None),
        "topics": topics[:limit], "more": max(0, len(topics) - limit),
    }


def _near(entries: Entries, about: str) -> list[str]:
    """The entity itself, where it is a happening, and those of which it takes part in a statement."""
    found = {about}
    for own, other in ((SUBJECT, OBJECT), (OBJECT, SUBJECT)):
        for statement in entries.subjects(own, about)[:MOST * 10]:
            found.update(entries.objects(statement, other))
    return sorted(iri for iri in found if entries.reader.type(iri) in HAPPENINGS)


def _told_of(entries: Entries, about: str) -> list[str]:
    return [statement for end in (SUBJECT, OBJECT) for statement in entries.subjects(end, about)[: MOST * 10]]


def _happening(entries: Entries, iri: str) -> Entry | None:
    """When something happened: on the days that statements name, or else when it was first and last reported."""
    iris = [*entries.subjects(SUBJECT, iri)[:READ], *entries.subjects(OBJECT, iri)[:READ]]
    statements = entries.statements(sorted(set(iris)))
    when = together(s for s in statements if s["polarity"] == "positive") or together(statements)
    if when is None:
        return None
    (first, last), by_name = when
    places = {s["object"]["iri"]: s["object"] for s in statements if s["relation"] == PLACE and s["subject"]["iri"] == iri}
    surest = sorted(statements, key=lambda s: (-s["confidence"], s["iri"]))
    return {"entity": entries.entity(iri), "first": first, "last": last, "named": by_name,
            "places": [places[key] for key in sorted(places)], "total": len(statements),
            "statements": surest[:3]}


def _topics(entries: Entries, about: str | None) -> list[Entry]:
    """The statements that count, by what they count; those first of which figures differ, then those of most figures."""
    counted = {q.subject.value for q in entries.store.quads_for_pattern(None, COUNT, None, None)
               if isinstance(q.subject, ox.NamedNode)}
    topics: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for statement in entries.statements(sorted(counted)):
        if about in (None, statement["subject"]["iri"], statement["object"]["iri"]):
            unit = str(statement.get("unit") or "").casefold()
            topics[unit, statement["relation"], statement["object"]["iri"]].append(statement)
    told = [_topic(unit, relation, figures) for (unit, relation, _), figures in sorted(topics.items())]
    return sorted(told, key=lambda t: (not t["differ"], -len(t["figures"]), t["unit"], t["relation"], t["object"]["iri"]))


def _topic(unit: str, relation: str, figures: list[Entry]) -> Entry:
    numbers = {(f["count"], f.get("countMin"), f.get("countMax")) for f in figures}
    dated = [{**f, "day": (named(f) or reported(f) or ("", ""))[0]} for f in figures]
    return {"unit": unit, "relation": relation, "object": figures[0]["object"], "differ": len(numbers) > 1,
            "figures": sorted(dated, key=lambda f: (f["day"], f["iri"]))}
