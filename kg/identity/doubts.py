"""What a person should look at: entities that may be one, statements of little confidence, findings set aside."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from kg.identity.passages import around
from kg.identity.terms import NAME
from kg.rdf.iris import term
from kg.rdf.prefixes import DCTERMS, KG, PREFIXES, RDF, RDFS

CANDIDATES = """SELECT ?node ?score ?reason ?one ?other {
  ?node a kg:MergeCandidate ; kg:score ?score ; kg:reason ?reason ; kg:compares ?one, ?other . FILTER(STR(?one) < STR(?other)) }
ORDER BY DESC(?score) ?node"""
UNSURE = """SELECT ?statement ?subject ?relation ?object ?confidence ?polarity ?modality
                   (MIN(?words) AS ?quote) (MIN(?name) AS ?article) {
  ?statement a kg:Statement ; kg:confidence ?confidence ; rdf:predicate ?p ; rdf:subject/rdfs:label ?subject ;
             rdf:object/rdfs:label ?object ; kg:polarity ?pol ; kg:modality ?mod ; kg:evidence/kg:exact ?words ;
             prov:wasDerivedFrom ?source .
  ?p rdfs:label ?relation . ?pol rdfs:label ?polarity . ?mod rdfs:label ?modality .
  OPTIONAL { ?source dcterms:title ?title } BIND(COALESCE(?title, STR(?source)) AS ?name)
  FILTER NOT EXISTS { ?statement kg:reviewed ?found } }
GROUP BY ?statement ?subject ?relation ?object ?confidence ?polarity ?modality
ORDER BY ?confidence ?statement LIMIT """
ASIDE = """SELECT ?reason ?detail (MIN(?name) AS ?article) {
  ?item a kg:SetAside ; kg:reason ?reason ; kg:detail ?detail ; prov:wasDerivedFrom ?source .
  OPTIONAL { ?source dcterms:title ?title } BIND(COALESCE(?title, STR(?source)) AS ?name) }
GROUP BY ?item ?reason ?detail ORDER BY ?reason ?detail ?item LIMIT """
SPLITS = """SELECT ?entity ?part ?reason { ?node a kg:NameSplit ; kg:splits ?entity ; kg:into ?part . ?part kg:reason ?reason }
ORDER BY ?entity ?part"""
AROUND = 60  # characters before and after a mention


@dataclass(frozen=True, slots=True)
class Side:
    """One of two that may be one: what it is called, in how many articles, and the words around its first mention.

    A record of an authority file is in no article; its words are what the file tells of it.
    """

    iri: str
    label: str
    type: str
    articles: int
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one."""

    score: float
    reasons: tuple[str, ...]
    one: Side
    other: Side

    @property
    def sides(self) -> tuple[Side, ...]:
        """Both."""
        return self.one, self.other

    @property
    def described(self) -> str:
        """Why, in a line."""
        return f"{self.score:.2f}  {self.one.type}, because: {'; '.join(self.reasons)}"


@dataclass(frozen=True, slots=True)
class Unsure:
    """A statement of little confidence."""

    iri: str
    subject: str
    relation: str
    object: str
    polarity: str
    modality: str
    confidence: float
    quote: str
    article: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A finding that was not let into the graph."""

    reason: str
    detail: str
    article: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A name that was taken for several people's: who they are, and what tells each apart."""

    entity: str
    sides: tuple[Side, ...]
    reasons: tuple[str, ...]

    @property
    def described(self) -> str:
        """Why, in a line."""
        return f"{self.sides[0].label}: {'; '.join(self.reasons)}"


@dataclass(frozen=True, slots=True)
class Doubts:
    """All of it, the most doubtful first."""

    candidates: tuple[Candidate, ...] = ()
    apart: tuple[Apart, ...] = ()
    statements: tuple[Unsure, ...] = ()
    aside: tuple[Aside, ...] = ()


def doubts(store: ox.Store, limit: int = 20) -> Doubts:
    """Give what a person should look at, of each kind at most so many.

    >>> doubts(ox.Store())
    Doubts(candidates=(), apart=(), statements=(), aside=())
    """
    candidates = tuple(
        Candidate(float(row["score"].value), tuple(row["reason"].value.split("; ")), _side(store, row["one"].value),
                  _side(store, row["other"].value))
        for row in _rows(store, CANDIDATES)[:limit])
    statements = tuple(
        Unsure(row["statement"].value, row["subject"].value, row["relation"].value, row["object"].value, row["polarity"].value,
               row["modality"].value, float(row["confidence"].value), row["quote"].value, row["article"].value)
        for row in _rows(store, f"{UNSURE}{limit}"))
    aside = tuple(Aside(row["reason"].value, row["detail"].value, row["article"].value)
                  for row in _rows(store, f"{ASIDE}{limit}"))
    return Doubts(candidates, _apart(store, limit), statements, aside)


def _apart(store: ox.Store, limit: int) -> tuple[Apart, ...]:
    found: list[Apart] = []
    for entity, rows in groupby(_rows(store, SPLITS), lambda row: str(row["entity"].value)):
        parts = list(rows) if len(found) < limit else []
        if parts:
            found.append(Apart(entity, tuple(_side(store, row["part"].value) for row in parts),
                               tuple(row["reason"].value for row in parts)))
    return tuple(found)


def _side(store: ox.Store, iri: str) -> Side:
    node = ox.NamedNode(iri)
    if record := _values(store, node, KG + "recordName"):
        return _record(store, node, record[0])
    named = list(store.quads_for_pattern(node, NAME, None, None)) or store.quads_for_pattern(None, term("mentions"), node, None)
    articles = sorted({q.graph_name.value for q in named if isinstance(q.graph_name, ox.NamedNode)})
    types = [v.removeprefix(KG) for v in _values(store, node, RDF + "type") if v.startswith(KG)]
    label, words = next(iter(_values(store, node, RDFS + "label")), iri), ""
    if not articles:
        return Side(iri, label, types[0] if types else "", 0, words, "")
    first = ox.NamedNode(articles[0])
    title = next(iter(_values(store, first, DCTERMS + "title")), first.value)
    places = (q.subject for q in store.quads_for_pattern(None, term("mentions"), node, first))
    starts = sorted(tuple(int(_values(store, place, KG + bound)[0]) for bound in ("start", "end"))
                    for place in places if isinstance(place, ox.NamedNode))
    if starts:
        (text,), (start, end) = _values(store, first, KG + "text"), starts[0]
        words = " ".join(around(text, start, end, AROUND).text.split())
    return Side(iri, label, types[0] if types else "", len(articles), words, title)


def _record(store: ox.Store, node: ox.NamedNode, label: str) -> Side:
    """A record of an authority file, with what the file tells of it."""
    (type_,), (identifier,) = (_values(store, node, f"{KG}record{name}") for name in ("Type", "Identifier"))
    told = [value for name in ("Office", "Place", "Website") for value in _values(store, node, f"{KG}record{name}")]
    return Side(node.value, label, type_.removeprefix(KG), 0, "; ".join(told), f"record {identifier}")


def _values(store: ox.Store, node: ox.NamedNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(node, ox.NamedNode(predicate), None, None)
    return sorted({q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)})


def _rows(store: ox.Store, query: str) -> list[ox.QuerySolution]:
    found = store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    return list(found) if isinstance(found, ox.QuerySolutions) else []
