"""What a store holds, in numbers."""

from __future__ import annotations

import pyoxigraph as ox

from kg.rdf.prefixes import PREFIXES

COUNTS = {
    "articles": "SELECT ('all' AS ?name) (COUNT(DISTINCT ?x) AS ?n) { ?x a kg:Article }",
    "outlets": "SELECT ?name (COUNT(DISTINCT ?x) AS ?n) { ?x a kg:Article ; kg:publisherName ?name } GROUP BY ?name",
    "dates": """SELECT ?name (COUNT(DISTINCT ?x) AS ?n) { ?x a kg:Article ; dcterms:issued ?date
                BIND(SUBSTR(STR(?date), 1, 7) AS ?name) } GROUP BY ?name""",
    "entities by type": """SELECT ?name (COUNT(DISTINCT ?x) AS ?n)
                { { ?s rdf:subject ?x } UNION { ?s rdf:object ?x } UNION { ?s kg:mentions ?x } UNION { ?s kg:speaker ?x }
                  ?x a ?type . BIND(STRAFTER(STR(?type), STR(kg:)) AS ?name) FILTER(?name != "") } GROUP BY ?name""",
    "statements by relation": """SELECT ?name (COUNT(DISTINCT ?x) AS ?n)
                { ?x a kg:Statement ; rdf:predicate ?p BIND(STRAFTER(STR(?p), STR(kg:)) AS ?name) } GROUP BY ?name""",
    "statements by polarity": """SELECT ?name (COUNT(DISTINCT ?x) AS ?n)
                { ?x a kg:Statement ; kg:polarity ?p BIND(STRAFTER(STR(?p), STR(kg:)) AS ?name) } GROUP BY ?name""",
    "statements by modality": """SELECT ?name (COUNT(DISTINCT ?x) AS ?n)
                { ?x a kg:Statement ; kg:modality ?p BIND(STRAFTER(STR(?p), STR(kg:)) AS ?name) } GROUP BY ?name""",
    "statements by word": """SELECT ?name (COUNT(DISTINCT ?x) AS ?n)
                { ?x a kg:Statement BIND(IF(EXISTS { ?x kg:attributedTo ?who }, "a speaker's", "the article's") AS ?name) }
                GROUP BY ?name""",
    "claims": """SELECT ?name (COUNT(DISTINCT ?x) AS ?n)
                { ?x a kg:Claim ; kg:direct ?direct BIND(IF(?direct, "direct", "indirect") AS ?name) } GROUP BY ?name""",
    "set aside by reason": "SELECT ?name (COUNT(DISTINCT ?x) AS ?n) { ?x a kg:SetAside ; kg:reason ?name } GROUP BY ?name",
    "contradictions by kind": """SELECT ?name (COUNT(DISTINCT ?x) AS ?n) { ?x a kg:Contradiction ; kg:kind/rdfs:label ?name }
                GROUP BY ?name""",
    "earlier versions of articles": "SELECT ('all' AS ?name) (COUNT(DISTINCT ?x) AS ?n) { ?x a kg:WithdrawnArticle }",
    "withdrawn statements by relation": """SELECT ?name (COUNT(DISTINCT ?x) AS ?n)
                { ?x a kg:WithdrawnStatement ; kg:predicateAsRead ?p BIND(STRAFTER(STR(?p), STR(kg:)) AS ?name) }
                GROUP BY ?name""",
}


def statistics(store: ox.Store) -> dict[str, dict[str, int]]:
    """Count what a store holds.

    Returns
    -------
    dict
        For each heading the counts by name, the largest first (dates in order of time).

    Examples
    --------
    >>> statistics(ox.Store())["articles"]
    {'all': 0}
    """
    return {heading: _counts(store, query, by_name=heading == "dates") for heading, query in COUNTS.items()}


def _counts(store: ox.Store, query: str, *, by_name: bool) -> dict[str, int]:
    solutions = store.query(query, prefixes=dict(PREFIXES),
                            use_default_graph_as_union=True)
    if not isinstance(solutions, ox.QuerySolutions):
        return {}
    counts = {str(s["name"].value): int(s["n"].value) for s in solutions if s["name"] is not None}
    return dict(sorted(counts.items(), key=lambda item: item[0] if by_name else (-item[1], item[0])))
