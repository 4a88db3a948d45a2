"""Full-text search in SPARQL: ``FILTER(kg:matches(?x, "words"))`` keeps entities of such a name, articles with such words."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from kg.query.worker import Functions
from kg.rdf.iris import term
from kg.serve.search.finding import Finder

REMEMBERED = 16
MATCHES = term("matches")


def functions(finder: Finder) -> Functions:
    """Give the functions that queries may call, for the time of one query.

    Examples
    --------
    >>> from pathlib import Path
    >>> [name.value for name in functions(Finder(Path("absent.sqlite")))]
    ['https://w3id.org/newskg/ontology#matches']
    """
    matching = lru_cache(REMEMBERED)(finder.matching)

    def matches(*arguments: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.Literal | None:
        thing, text = arguments if len(arguments) == 2 else (None, None)
        if not isinstance(text, ox.Literal):
            return None
        return ox.Literal(isinstance(thing, ox.NamedNode) and thing.value in matching(text.value))

    return {MATCHES: matches}
