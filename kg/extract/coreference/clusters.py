"""From chains to the Reading's clusters: who counts as an entity, its name and its type."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.document import Cluster
from kg.extract.coreference.chains import Chain
from kg.extract.coreference.markables import DETERMINERS, Markable
from kg.extract.coreference.offices import Office
from kg.extract.coreference.words import table

DESCRIBING = ("ADJ", "NOUN", "PROPN", "NUM", "PART", "SYM")


def clusters(doc: Doc, chains: list[Chain], known: list[Office]) -> list[Cluster]:
    """Make a Cluster of every chain that has a name or a nominal, and tell its mentions."""
    bodies = {id(o.markable): o.body for o in known if o.body is not None}
    told = {id(body) for body in bodies.values()}
    names = {id(m): canonical_name(doc, chain) for chain in chains for m in chain.markables if id(m) in told}
    found: list[Cluster] = []
    for chain in chains:
        for m in chain.markables:
            m.mention.cluster = None
        kind = chain.type
        if kind is None or all(m.kind == "pronoun" for m in chain.markables):
            continue
        name = canonical_name(doc, chain)
        if kind == "Position":
            name = office_name(name, [names[id(bodies[id(m)])] for m in chain.markables if id(m) in bodies])
        cluster = Cluster(len(found), kind, name, [m.mention for m in chain.markables], min(chain.identifiers, default=None))
        for mention in cluster.mentions:
            mention.cluster = cluster.id
        found.append(cluster)
    return found


def canonical_name(doc: Doc, chain: Chain) -> str:
    """Give the fullest name, else the longest description.

    A name in capitals throughout, as datelines have, yields to the same name in the usual letters. A description is the
    phrase before and up to its noun, without article or possessive: ``Homeland Security official``.
    """
    if chain.names:
        best = max(chain.names, key=_fullness)
        return _text(doc, best.start, best.end)
    told = max((m for m in chain.markables if m.kind == "nominal"), key=_fullness)
    start = told.start
    while start < told.end - 1 and doc[start].pos_ in ("ADP", "CCONJ", "PUNCT", "SPACE"):
        start += 1
    counted = told.number == "plur" or told.type != "Position"  # "three sheriff's officials" are not three sheriffs'
    while start > told.head.left_edge.i and (_describes(doc[start - 1]) or _hyphened(doc, start)) and (
            counted or doc[start - 1].pos_ != "NUM"):
        start -= 1
    return _text(doc, start, told.end)


def _hyphened(doc: Doc, start: int) -> bool:
    """Whether the word before goes with the hyphen that a description begins with: ``out-of-[court settlement]``."""
    return doc[start].text == "-" and not doc[start - 1].whitespace_


def _describes(token: Token) -> bool:
    """Whether a word before a noun is part of its description."""
    if token.tag_ in DETERMINERS:
        return False
    if token.is_punct:
        return token.text == "-" and not token.whitespace_
    return token.pos_ in DESCRIBING or token.dep_ in ("amod", "advmod", "quantmod", "case")


def office_name(title: str, bodies: list[str]) -> str:
    """Tell an office with its body, where the title does not say it.

    >>> office_name("mayor", ["Minneapolis"]), office_name("Gov.", [])
    ('mayor of Minneapolis', 'governor')
    """
    forms = table("titles")
    title = " ".join(forms.get(w.lower(), w) if w.endswith(".") else w for w in title.split())
    body = max(bodies, key=lambda b: (bodies.count(b), b), default=None)
    return title if body is None or body in title else f"{title} of {body}"


def _text(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())


def _fullness(m: Markable) -> tuple[int, bool, int, int]:
    return (len(m.words), not m.text.isupper(), len(m.text), -m.start)
