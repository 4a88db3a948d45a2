"""Stores made for tests of exports: of texts that no format expects, and of any number of statements."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pyoxigraph as ox

from kg.ontology import KG, RDF, RDFS

ID = "https://w3id.org/newskg/id/"
DCTERMS, PROV, XSD = "http://purl.org/dc/terms/", "http://www.w3.org/ns/prov#", "http://www.w3.org/2001/XMLSchema#"
LONG = "word " * 1999 + "words"  # 10,000 characters
ODD_TEXTS = {
    "accents": "Zoë Müller-Łódź, née Ångström",
    "combining": "Cafe\u0301 n\u0303",
    "emoji": "protest 👩🏽‍🚒🇺🇸",
    "astral": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𒀀",
    "rtl": "شرطة مينيابوليس and \u202eעברית\u202c",
    "cjk": "明尼阿波利斯警察局",
    "quotes": """'single' "double" `back` «guillemets» “curly” '''three''' \"\"\"three\"\"\"""",
    "backslashes": "C:\\new\\table \\\" \\N \\u0041 \\",
    "lines": "first line\nsecond\r\nthird\ttab\u2028separator\x85next",
    "spaces": "  two before and after\u00a0 ",
    "script": "</script><script>alert(1)</script><!-- --><img src=x onerror=alert(1)>",
    "entities": "AT&T &amp; <b>R&D</b> ]]> &#x41; <![CDATA[x",
    "braces": "{curly} {{double}} ${shell} $name %s %(name)s [link](javascript:alert(1)) [[wiki]] |pipe| #tag",
    "formula": "=HYPERLINK(\"http://evil.example\",\"x\")",
    "plus": "+1+cmd|' /C calc'!A0",
    "path": "../../etc/passwd",
    "device": "CON",
    "control": "bell\x07 escape\x1b[31m null-like\x01",
    "numbers": "0012",
    "null": "null",
    "blank": " ",
    "long": LONG,
}
ODD_IRI = ID + "o'neil&co;a=b(c),%22é"
SELF = ID + "self"
TYPES = ("Person", "Agency", "City", "Event", "Law", "Group", "Operation", "Position", "Organization", "LegalCase")
RELATIONS = ("criticizes", "supports", "sues", "opposes", "meetsWith", "praises")
OUTLETS = ("Gazette", "Courier", "Herald", "Tribune", "Star")


def odd() -> ox.Store:
    """A store of an entity for each odd text, each in a statement that quotes it, and of one entity in love with itself.

    There are two more nodes (:data:`ODD_IRI` and :data:`SELF`) and one more edge than texts.
    """
    store = ox.Store()
    store.extend(article(ODD_TEXTS["quotes"], "Ga\"ze'tte & <Söhne>", "2026-02-04", "a"))
    store.extend(entity(ODD_IRI, "Person", "O'Neil & Co"))
    store.extend(entity(SELF, "Group", "themselves"))
    for name, text in ODD_TEXTS.items():
        store.extend(entity(ID + name, "Person", text))
        store.extend(statement(f"s-{name}", (ID + name, "criticizes", ODD_IRI), text, "a"))
    store.extend(statement("s-self", (SELF, "supports", SELF), "They support themselves", "a"))
    return store


def loop() -> ox.Store:
    """A store of one entity in one statement about itself."""
    store = ox.Store()
    store.extend(article("One of one", "Gazette", "2026-02-04", "a"))
    store.extend(entity(SELF, "Group", "themselves"))
    store.extend(statement("s-self", (SELF, "supports", SELF), "They support themselves", "a"))
    return store


def large(statements: int, *, nodes: float = 0.3, seed: int = 6) -> ox.Store:
    """A store of so many statements between nodes of uneven degrees, as news has them: few in many, many in few."""
    chance = random.Random(seed)  # noqa: S311
    entities, articles = max(2, int(statements * nodes)), max(1, statements // 20)
    store = ox.Store()
    store.bulk_extend(_large(statements, entities, articles, chance))
    return store


def _large(statements: int, entities: int, articles: int, chance: random.Random) -> Iterator[ox.Quad]:
    for n in range(entities):
        yield from entity(f"{ID}n{n}", TYPES[n % len(TYPES)], f"{TYPES[n % len(TYPES)]} number {n}")
    for n in range(articles):
        yield from article(f"Article {n}", OUTLETS[n % len(OUTLETS)], f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}", f"a{n}")
    for n in range(statements):
        # Half of the statements reach into a topic of a hundred entities, so that there are communities to find.
        subject = int(entities * chance.random() ** 2) % entities
        near = subject // 100 * 100 + chance.randrange(100)
        object_ = near % entities if chance.random() < 0.5 else int(entities * chance.random() ** 3) % entities
        triple = f"{ID}n{subject}", RELATIONS[n % len(RELATIONS)], f"{ID}n{object_}"
        yield from statement(f"s{n}", triple, f"the quoted words of statement {n}, as long as they are in news articles",
                             f"a{n % articles}")


def article(title: str, outlet: str, day: str, name: str) -> Iterator[ox.Quad]:
    """The quads of an article."""
    iri, graph = ox.NamedNode(ID + name), ox.NamedNode(ID + name)
    for predicate, value in ((RDF + "type", ox.NamedNode(KG + "Article")), (DCTERMS + "title", ox.Literal(title)),
                             (DCTERMS + "issued", ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))),
                             (KG + "publisherName", ox.Literal(outlet)),
                             ("https://schema.org/url", ox.Literal(f"https://news.example/{name}?a=1&b=2"))):
        yield ox.Quad(iri, ox.NamedNode(predicate), value, graph)


def entity(iri: str, type_: str, label: str) -> Iterator[ox.Quad]:
    """The quads of an entity."""
    graph = ox.NamedNode(ID + "entities")
    yield ox.Quad(ox.NamedNode(iri), ox.NamedNode(RDF + "type"), ox.NamedNode(KG + type_), graph)
    yield ox.Quad(ox.NamedNode(iri), ox.NamedNode(RDFS + "label"), ox.Literal(label), graph)


def statement(name: str, triple: tuple[str, str, str], words: str, source: str) -> Iterator[ox.Quad]:
    """The quads of a plain statement of subject, relation and object, and its evidence."""
    subject, relation, object_ = triple
    iri, evidence, graph = ox.NamedNode(ID + name), ox.NamedNode(f"{ID}{name}/evidence"), ox.NamedNode(ID + source)
    for predicate, value in ((RDF + "type", ox.NamedNode(KG + "Statement")), (RDF + "subject", ox.NamedNode(subject)),
                             (RDF + "predicate", ox.NamedNode(KG + relation)), (RDF + "object", ox.NamedNode(object_)),
                             (KG + "polarity", ox.NamedNode(KG + "positive")), (KG + "modality", ox.NamedNode(KG + "actual")),
                             (KG + "confidence", ox.Literal(0.75)), (KG + "evidence", evidence),
                             (PROV + "wasDerivedFrom", graph)):
        yield ox.Quad(iri, ox.NamedNode(predicate), value, graph)
    yield ox.Quad(evidence, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + "Evidence"), graph)
    yield ox.Quad(evidence, ox.NamedNode(KG + "exact"), ox.Literal(words), graph)
