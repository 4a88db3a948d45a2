"""A part of the graph to be drawn: what is around an entity, or the most connected part of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.errors import AbsentError, KgError
from kg.export.html import LARGE
from kg.export.page_tables import PageTables, Table, members
from kg.network.layout import Position, arranged
from kg.network.projection import Projection
from kg.network.reader import Reader
from kg.network.selection import EVERYTHING
from kg.network.surroundings import Surroundings
from kg.network.ways import ways
from kg.ontology import KG, RDF
from kg.serve.views.data import Data, Parameters
from kg.serve.views.facets import Facets, legend
from kg.serve.views.parameters import given_iri, whole, words

FIRST, MOST = 150, 10_000  # entities at first, and at most
STEP = 30  # entities that one expansion adds
HOPS, STEPS = 4, 6  # around an entity, and between two
FEW = 2_000  # statements of a store that is read as a whole
MOST_NAMED = 100  # IRIs in one parameter


def graph(data: Data, parameters: Parameters) -> dict[str, Any]:
    """Give entities with places, statements and articles as tables, and what is known of the rest.

    Parameters are ``around`` (an entity's IRI; without it the most connected part is given), ``to`` (another's: what lies on
    the shortest ways between both is given, or both alone where none is of 6 steps at most), ``hops`` (1 to 4), ``limit``
    (entities), ``expand`` (IRIs, divided by blanks: each adds 30 of its neighbours, as often as it is named), ``without``
    (IRIs that are left out), and those of :class:`kg.serve.views.facets.Facets`.

    The answer has ``nodes``, ``edges`` and ``articles`` (:mod:`kg.export.page_tables`), for each node in ``totals`` how many
    statements the store has of it, in ``left`` how many neighbours are not drawn of the entity in the middle (without one,
    of all), the ``legend`` of what was read, and from how many entities on a graph is ``large``.
    """
    facets, around = Facets.of(parameters), given_iri(parameters, "around").value if parameters.get("around") else None
    hops, limit = whole(parameters, "hops", 1, HOPS), whole(parameters, "limit", FIRST, MOST)
    reader, without = data.reader(), set(_iris(parameters, "without"))
    passes = facets.passing(reader)
    surroundings = Surroundings(reader, lambda b: without.isdisjoint((b.subject, b.object)) and passes(b))
    to = given_iri(parameters, "to").value if around and parameters.get("to") else None
    if around and to:
        found = _between(surroundings, around, to, limit)
    else:
        found = _around(surroundings, around, hops, limit) if around else _most_connected(data, surroundings, limit)
    expanded = [entity for entity in _iris(parameters, "expand") if _exists(surroundings, entity)]
    for entity in expanded:
        found = [*found, *_more(surroundings, entity, set(found))]
    drawn = _drawn(data.store, surroundings, found, [*([around] if around else []), *([to] if to else []), *expanded])
    left = _left(data, surroundings, around, set(found))
    return {**drawn, "large": LARGE, "left": left, "legend": legend(surroundings.read, reader)}


def _between(surroundings: Surroundings, start: str, end: str, limit: int) -> list[str]:
    for entity in (start, end):
        _check(surroundings, entity)
    return ways(surroundings, start, end, hops=STEPS, limit=limit) or [start, end]


def _check(surroundings: Surroundings, entity: str) -> None:
    if not _exists(surroundings, entity):
        raise AbsentError("there is no such entity", where=entity)


def _around(surroundings: Surroundings, around: str, hops: int, limit: int) -> list[str]:
    _check(surroundings, around)
    return surroundings.near([around], hops=hops, limit=limit)


def _exists(surroundings: Surroundings, entity: str) -> bool:
    return bool(surroundings.reader.label(entity) or surroundings.statements(entity))


def _most_connected(data: Data, surroundings: Surroundings, limit: int) -> list[str]:
    """Of a small store, or one without an index yet, the ends of most statements; else the entities that most articles name."""
    if _is_large(data):
        return [iri for iri, _ in data.finder.most_named(limit)]
    ends = _ends(data, surroundings)
    return sorted(ends, key=lambda entity: (-ends[entity], entity))[:limit]


def _left(data: Data, surroundings: Surroundings, around: str | None, found: set[str]) -> int:
    """How many neighbours of the entity in the middle, or else entities of all, are not among those found."""
    if around:
        return len(surroundings.joined([around]).keys() - found)
    of_all = data.finder.number_of_entities() if _is_large(data) else len(_ends(data, surroundings))
    return max(0, of_all - len(found))


def _is_large(data: Data) -> bool:
    return len(_some(data)) > FEW and data.finder.ready


def _ends(data: Data, surroundings: Surroundings) -> Counter[str]:
    """In how many statements entities are, of the first few of the store."""
    return Counter(end for brief in surroundings.passing(_some(data)) for end in {brief.subject, brief.object})


def _some(data: Data) -> list[str]:
    quads = data.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + "Statement"), None)
    return [q.subject.value for q in islice(quads, FEW + 1) if isinstance(q.subject, ox.NamedNode)]


def _more(surroundings: Surroundings, entity: str, drawn: set[str]) -> list[str]:
    """What an expansion adds."""
    new = [other for other in surroundings.neighbours(entity) if other not in drawn][:STEP]
    return new if entity in drawn else [entity, *new]


def _drawn(store: ox.Store, surroundings: Surroundings, found: Sequence[str], kept: Sequence[str]) -> dict[str, Any]:
    """Tables of the entities that have statements among them, and of those that are kept without."""
    projection = Projection(store, EVERYTHING, statements=surroundings.among(found), reader=surroundings.reader)
    ends = {end for pair in projection.pairs() for end in pair}
    alone = sorted(set(kept) - ends)
    places = arranged([*projection.pairs(), *((entity, entity) for entity in alone)])
    tables = PageTables(projection)
    nodes, edges = _table(tables.entities(places, members(projection))), _table(tables.statements())
    nodes["rows"] += [_lone(surroundings.reader, entity, places[entity]) for entity in alone]
    return {"nodes": nodes, "edges": edges, "articles": _table(tables.articles),
            "totals": [surroundings.statements(row[0]) for row in nodes["rows"]]}


def _lone(reader: Reader, entity: str, place: Position) -> list[Any]:
    return [entity, *place, None, reader.label(entity) or entity, reader.type(entity)]


def _table(table: Table) -> dict[str, Any]:
    return {"columns": table.columns, "rows": list(table)}


def _iris(parameters: Parameters, name: str) -> list[str]:
    found = words(parameters, name)
    if len(found) > MOST_NAMED:
        raise KgError(f"{len(found)} IRIs in {name}", valid=f"at most {MOST_NAMED}")
    return [given_iri({name: iri}, name).value for iri in found]
