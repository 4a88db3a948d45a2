"""Statements in RDF 1.2: a statement is a reifier of a triple term, in place of its three triples of RDF 1.0.

``<s> rdf:reifies <<( a p b )>>`` takes the place of ``<s> rdf:subject a ; rdf:predicate p ; rdf:object b``: nothing is said
twice, and the one can be made of the other, so that a dataset comes back as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kg.errors import ValidationError
from kg.rdf.iris import term
from kg.rdf.prefixes import RDF

REIFIES = ox.NamedNode(RDF + "reifies")
SUBJECT, PREDICATE, OBJECT = (ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
PARTS = (SUBJECT, PREDICATE, OBJECT)
A, STATEMENT = ox.NamedNode(RDF + "type"), term("Statement")


def reified(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Write statements as reifiers.

    Parameters
    ----------
    quads : iterable of Quad
        Those of one subject in one graph next to each other, as :func:`kg.rdf.formats.by_graph` gives them.

    Yields
    ------
    Quad
        A statement that has not exactly one subject, relation and object stays as it is.

    Examples
    --------
    >>> one, two = ox.NamedNode("http://x.example/1"), ox.NamedNode("http://x.example/2")
    >>> quads = [ox.Quad(one, A, STATEMENT), *(ox.Quad(one, part, two) for part in PARTS)]
    >>> [str(quad.object) for quad in reified(quads) if quad.predicate == REIFIES]
    ['<<( <http://x.example/2> <http://x.example/2> <http://x.example/2> )>>']
    >>> set(plain(reified(quads))) == set(quads)
    True
    """
    for _, group in groupby(quads, key=lambda q: (q.graph_name, q.subject)):
        about = list(group)
        reifier = _reifier(about)
        if reifier is None:
            yield from about
        else:
            yield from sorted((reifier, *(q for q in about if q.predicate not in PARTS)), key=str)


def plain(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Write reifiers as statements have them in a store: the inverse of :func:`reified`.

    Raises
    ------
    ValidationError
        When a triple term stands elsewhere.
    """
    for quad in quads:
        if not isinstance(quad.object, ox.Triple):
            yield quad
        elif quad.predicate != REIFIES or isinstance(quad.object.object, ox.Triple):
            raise ValidationError("a triple term that is no statement's", where=str(quad)[:200],
                                  valid="a triple term of three plain terms, as the object of rdf:reifies")
        else:
            triple = quad.object
            for part, value in zip(PARTS, (triple.subject, triple.predicate, triple.object), strict=True):
                yield ox.Quad(quad.subject, part, value, quad.graph_name)


def _reifier(about: list[ox.Quad]) -> ox.Quad | None:
    """What says the three triples of a statement in one."""
    if not any(q.predicate == A and q.object == STATEMENT for q in about):
        return None
    subjects, predicates, objects = ([q.object for q in about if q.predicate == part] for part in PARTS)
    if not len(subjects) == len(predicates) == len(objects) == 1:
        return None
    subject, predicate = subjects[0], predicates[0]
    if not isinstance(subject, ox.NamedNode) or not isinstance(predicate, ox.NamedNode) or isinstance(objects[0], ox.Triple):
        return None
    return ox.Quad(about[0].subject, REIFIES, ox.Triple(subject, predicate, objects[0]), about[0].graph_name)
