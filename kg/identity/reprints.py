"""Which articles are one text in several outlets: the earliest is the original, the others are its reprints.

Texts are compared by the words that stand four in a row: MinHash finds the pairs (Broder 1997), their true share decides.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

import pyoxigraph as ox
from rensa import RMinHash, RMinHashLSH

from kg.identity.clusters import Clusters
from kg.rdf.iris import term
from kg.rdf.prefixes import DCTERMS

ROW, ALIKE = 4, 0.6  # words in a row; the share of all rows of both texts that both have
SHORTEST = 30  # words of a text that can be told from others
PERMUTATIONS, BANDS, SEED = 128, 32, 1
WORD = re.compile(r"\w+")
LATEST = "9999"


def reprints(store: ox.Store, superseded: Container[str] = ()) -> dict[str, str]:
    """Give the reprints of a store's articles: IRI -> IRI of the original; ``superseded`` ones are none, and have none.

    >>> reprints(ox.Store())
    {}
    """
    texts = {article: rows for article, rows in _texts(store) if article not in superseded}
    articles = sorted(texts)
    sketches = [_sketch(texts[article]) for article in articles]
    index = RMinHashLSH(ALIKE, PERMUTATIONS, BANDS)
    clusters = Clusters(lambda one, other: True)
    for number, sketch in enumerate(sketches):
        for earlier in sorted(index.query(sketch)):
            if _share(texts[articles[earlier]], texts[articles[number]]) >= ALIKE:
                clusters.join(articles[earlier], articles[number])
        index.insert(number, sketch)
    days = {article: _day(store, article) for group in clusters.all() for article in group}
    originals = {article: min(group, key=lambda a: (days[a], a)) for group in clusters.all() for article in group}
    return {article: original for article, original in sorted(originals.items()) if article != original}


def _texts(store: ox.Store) -> Iterator[tuple[str, frozenset[str]]]:
    """Each article's rows of words."""
    for quad in store.quads_for_pattern(None, term("text"), None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            words = WORD.findall(quad.object.value.casefold())
            if len(words) >= SHORTEST:
                yield quad.subject.value, frozenset(" ".join(words[i : i + ROW]) for i in range(len(words) - ROW + 1))


def _sketch(rows: frozenset[str]) -> RMinHash:
    sketch = RMinHash(PERMUTATIONS, SEED)
    sketch.update(sorted(rows))
    return sketch


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _day(store: ox.Store, article: str) -> str:
    quads = store.quads_for_pattern(ox.NamedNode(article), ox.NamedNode(DCTERMS + "issued"), None, None)
    return min((q.object.value for q in quads if isinstance(q.object, ox.Literal)), default=LATEST)
