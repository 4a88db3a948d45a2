"""Which articles are one text in several outlets: the earliest is the original, the others are its reprints.

Texts are compared by the words that stand four in a row: MinHash finds the pairs (Broder 1997), their true share decides.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache

import pyoxigraph as ox
from rensa import RMinHash, RMinHashLSH

from kg.identity.clusters import Clusters
from kg.rdf.iris import term
from kg.rdf.prefixes import DCTERMS

ROW, ALIKE = 4, 0.6  # words in a row; the share of all rows of both texts that both have
NEAR = 0.4  # the share by their sketches, from which the texts are fetched: it is off by 0.2 once in 200,000 times
SHORTEST = 30  # words of a text that can be told from others
PERMUTATIONS, BANDS, SEED = 128, 32, 1
WORD = re.compile(r"\w+")
LATEST = "9999"
TEXT = term("text")
HELD = 512  # texts whose rows are at hand while they are compared: some 30 MB at most


def reprints(store: ox.Store, superseded: Container[str] = ()) -> dict[str, str]:
    """Give the reprints of a store's articles: IRI -> IRI of the original; ``superseded`` ones are none, and have none.

    >>> reprints(ox.Store())
    {}
    """
    found = [(article, _sketch(rows)) for article, rows in _texts(store) if article not in superseded]
    found.sort(key=lambda one: one[0])
    articles, rows = [article for article, _ in found], lru_cache(HELD)(lambda number: _rows_of(store, articles[number]))
    index = RMinHashLSH(ALIKE, PERMUTATIONS, BANDS)
    clusters = Clusters(lambda one, other: True)
    for number, (article, sketch) in enumerate(found):
        for earlier in sorted(index.query(sketch)):
            near = sketch.jaccard(found[earlier][1]) >= NEAR
            if near and _share(rows(earlier), rows(number)) >= ALIKE:
                clusters.join(articles[earlier], article)
        index.insert(number, sketch)
    days = {article: _day(store, article) for group in clusters.all() for article in group}
    originals = {article: min(group, key=lambda a: (days[a], a)) for group in clusters.all() for article in group}
    return {article: original for article, original in sorted(originals.items()) if article != original}


def _texts(store: ox.Store) -> Iterator[tuple[str, frozenset[str]]]:
    """Each article's rows of words, one after another: together they are many times as large as the articles."""
    for quad in store.quads_for_pattern(None, TEXT, None, None):
        if isinstance(quad.subject, ox.NamedNode) and (rows := _rows(quad.object)):
            yield quad.subject.value, rows


def _rows_of(store: ox.Store, article: str) -> frozenset[str]:
    quads = store.quads_for_pattern(ox.NamedNode(article), TEXT, None, None)
    return frozenset().union(*(_rows(quad.object) for quad in quads))


def _rows(text: object) -> frozenset[str]:
    """A text's rows of words; none of one that is too short."""
    words = WORD.findall(text.value.casefold()) if isinstance(text, ox.Literal) else []
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(" ".join(words[i : i + ROW]) for i in range(len(words) - ROW + 1))


def _sketch(rows: frozenset[str]) -> RMinHash:
    sketch = RMinHash(PERMUTATIONS, SEED)
    sketch.update(sorted(rows))
    return sketch


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _day(store: ox.Store, article: str) -> str:
    quads = store.quads_for_pattern(ox.NamedNode(article), ox.NamedNode(DCTERMS + "issued"), None, None)
    return min((q.object.value for q in quads if isinstance(q.object, ox.Literal)), default=LATEST)
