"""IRIs: deterministic, readable, in one namespace.

========== ==========================================================================
article    ``article/`` hash of its text and of its URL, or else of its publisher and id
entity     ``entity/`` type ``/`` slug ``-`` hash of type and key; an authority's key has no hash
evidence   ``<article>/chars/`` start ``-`` end
statement  ``statement/`` hash of article, subject, relation, object, all qualifiers but confidence, and places
claim      ``claim/`` hash of article, speaker and places
run        ``run/`` hash of version, model, settings and ontology
========== ==========================================================================

Hashes are the first 16 hexadecimal digits of SHA-256 over the parts, each in UTF-8 and ended by a zero byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import quote

import msgspec
import pyoxigraph as ox

from kg.model import Article, Claim, Span, Statement
from kg.rdf.prefixes import DATA, KG
from kg.resolve.identity import Identity
from kg.resolve.names import slug

UNFIT = frozenset('<>"{}|\\^` ')  # what no IRI has


def digest(*parts: object, length: int = 16) -> str:
    """Hash the parts.

    >>> digest("a", "b") != digest("ab", "")
    True
    """
    return sha256(b"".join(str(part).encode("utf-8", "surrogatepass") + b"\0" for part in parts)).hexdigest()[:length]


def term(name: str) -> ox.NamedNode:
    """A term of the ontology by its local name."""
    return ox.NamedNode(KG + name)


def is_iri(text: str) -> bool:
    """Whether a text from outside may stand as an IRI: of the web or a URN, and without what would end it in RDF or SPARQL.

    >>> is_iri("http://www.wikidata.org/entity/Q1527"), is_iri("https://a.example/> } ; DROP ALL"), is_iri("Q1527")
    (True, False, False)
    """
    if not text.startswith(("http://", "https://", "urn:")) or not text.isprintable() or not UNFIT.isdisjoint(text):
        return False
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def article_iri(article: Article) -> ox.NamedNode:
    """The IRI of an article: another text is another article, and so is another place of publication."""
    place = (article.url,) if article.url else (article.publisher or "", article.id)
    return ox.NamedNode(f"{DATA}article/{digest(article.text, *place)}")


def record_digest(article: Article) -> str:
    """Hash all that is known of an article but the path where it was read, which may change.

    >>> a = Article(id="a", text="Officers leave.")
    >>> record_digest(a) == record_digest(Article(id="a", text="Officers leave.", source="moved.txt"))
    True
    >>> record_digest(a) == record_digest(Article(id="a", text="Officers leave.", title="Headline"))
    False
    """
    record = msgspec.structs.asdict(msgspec.structs.replace(article, source=None))
    return digest(*(f"{name}={value!r}" for name, value in record.items()), length=64)


def facts_graph(article: ox.NamedNode) -> ox.NamedNode:
    """The graph of an article's plain facts."""
    return ox.NamedNode(f"{article.value}/facts")


AUTHORITY = ox.NamedNode(f"{DATA}authority")  # the records of a user's own authority file
CONTRADICTIONS = ox.NamedNode(f"{DATA}contradictions")
ENTITIES = ox.NamedNode(f"{DATA}entities")
ONTOLOGY = ox.NamedNode(KG.removesuffix("#"))
RUNS = ox.NamedNode(f"{DATA}runs")


def entity_iri(article: ox.NamedNode, type: str, identity: Identity) -> ox.NamedNode:
    """The IRI of an entity, shared by all articles unless its identity is the article's own."""
    kind = slug(type)
    if identity.record is not None:
        return ox.NamedNode(f"{DATA}entity/{kind}/{quote(identity.key.replace(':', '-'), safe='')}")
    scope = article.value if identity.own else ""
    return ox.NamedNode(f"{DATA}entity/{kind}/{slug(identity.label)}-{digest(type, identity.key, scope)}")


def split_iri(entity: str, type: str, name: str, articles: Iterable[str]) -> ox.NamedNode:
    """The IRI of who an entity is in some articles, by a person's decision."""
    return ox.NamedNode(f"{DATA}entity/{slug(type)}/{slug(name)}-{digest(entity, name, *sorted(articles))}")


OF_ONE_ARTICLE = tuple(f"{DATA}{kind}/" for kind in ("article", "claim", "set-aside", "statement"))


def is_of_one_article(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> bool:
    """Whether only one article's graph has triples of a node: its own, its words, its statements and claims.

    >>> is_of_one_article(ox.NamedNode(f"{DATA}statement/1")), is_of_one_article(ox.NamedNode(f"{DATA}entity/person/1"))
    (True, False)
    """
    return isinstance(node, ox.NamedNode) and node.value.startswith(OF_ONE_ARTICLE)


def evidence_iri(article: ox.NamedNode, span: Span) -> ox.NamedNode:
    """The IRI of a stretch of an article's text."""
    return ox.NamedNode(f"{article.value}/chars/{span.start}-{span.end}")


def statement_iri(article: ox.NamedNode, s: Statement, ends: tuple[str, str, str | None]) -> ox.NamedNode:
    """The IRI of a statement; ``ends`` are the IRIs of subject, object and of whom it is attributed to."""
    says = (s.predicate, *ends, s.polarity, s.modality, s.quantity, s.valid_time)
    return ox.NamedNode(f"{DATA}statement/{digest(article.value, *says, *_places(s.evidence))}")


def claim_iri(article: ox.NamedNode, claim: Claim, speaker: str | None) -> ox.NamedNode:
    """The IRI of a claim; ``speaker`` is the IRI of who says it."""
    marks = [span for span in (claim.cue, claim.source) if span is not None]
    parts = (speaker, claim.direct, *_places(claim.content), "", *_places(marks))
    return ox.NamedNode(f"{DATA}claim/{digest(article.value, *parts)}")


def _places(spans: Iterable[Span]) -> list[str]:
    return [f"{span.start}-{span.end}" for span in spans]
