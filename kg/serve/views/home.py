"""The first page: what there is, who and what is named most, and what came last."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.ontology import load
from kg.serve.views.data import Data, Parameters
from kg.serve.views.disagreements import disagreements
from kg.serve.views.entries import Entries, Entry
from kg.serve.views.timeline import HAPPENINGS, OBJECT, SUBJECT

GROUPS = {"People": ("Person",), "Agencies and organizations": ("Organization",), "Places": ("Place",),
          "Operations, agreements, cases": HAPPENINGS}
FEW, NEWEST, DISPUTED = 8, 12, 3
CLOSE = 5  # times as many are looked at as are given, for many are named in as many articles
SAID = 50  # statements that are counted of one


def home(data: Data, _: Parameters) -> dict[str, Any]:
    """Give the numbers of things, by group the entities that most articles name, disagreements, and the newest articles."""
    entries = Entries(data.store)
    groups = {name: _most_named(data, entries, types) for name, types in GROUPS.items()}
    return {
        "counts": data.counts, "ready": data.finder.ready,
        "groups": [{"name": name, "entities": found} for name, found in groups.items() if found],
        "disagreements": disagreements(entries, DISPUTED),
        "articles": [entries.article(iri) for iri in data.finder.newest(NEWEST)],
    }


def _most_named(data: Data, entries: Entries, types: tuple[str, ...]) -> list[Entry]:
    """The entities of such types that most articles name; of those that as many name, the ones of which most is said."""
    narrow = sorted(name for name in load().types if load().fits(name, types))
    found = data.finder.most_named(FEW * CLOSE, narrow)
    ranked = sorted(found, key=lambda f: (-f[1], -_said(data.store, f[0])))[:FEW]
    return [{**entries.entity(iri), "articles": articles} for iri, articles in ranked]


def _said(store: ox.Store, iri: str) -> int:
    found = (quad for end in (SUBJECT, OBJECT) for quad in store.quads_for_pattern(None, end, ox.NamedNode(iri), None))
    return sum(1 for _ in islice(found, SAID))
