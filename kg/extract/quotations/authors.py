"""Writings speak for those who wrote them: "the report said", "it argues" after "the county filed a lawsuit"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from kg.extract.quotations.cues import carriers, frames
from kg.extract.quotations.phrases import speaker_of
from kg.extract.wordlists import words
from kg.ontology import load

_RELATIVE = ("WDT", "WP")
_ON_PAPER = frozenset({"file", "issue", "publish", "release", "write", "send", "produce", "prepare", "submit", "compile"})
_TIMES = ("DATE", "TIME")
_FAR = 400  # tokens back to where a writing's author is told


@cache
def documents() -> dict[str, str]:
    """Lemmas of nouns for writings, whose author speaks through them, each with its commonest synonym or itself."""
    rows = (row.split("\t") for row in _words("documents.txt"))
    return {row[0]: row[-1] for row in rows}


@cache
def measures() -> frozenset[str]:
    """Lemmas of nouns for numbers and recordings, which say nothing by themselves."""
    return _words("measures.txt")


@cache
def several_words() -> frozenset[str]:
    """Words for several people that are singular or no nouns."""
    return _words("several.txt")


def _words(file: str) -> frozenset[str]:
    return words(file, "kg.extract.quotations")


def is_document(token: Token) -> bool:
    """Whether a token is a noun for a writing."""
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in documents()


def author_of(document: Token) -> Token | None:
    """Who a writing is by, as its own phrase says or as it was told before: "The office issued an opinion. The opinion ..."."""
    told = _author(document)
    if told is not None:
        return told
    kind = documents().get(document.lemma_.lower())
    for i in range(document.i - 1, max(-1, document.i - _FAR), -1):
        token = document.doc[i]
        if kind and token.pos_ in ("NOUN", "PROPN") and documents().get(token.lemma_.lower()) == kind:
            told = _author(token)
            if told is not None:
                return told
    return None


def document_before(pronoun: Token) -> Token | None:
    """The writing that "it" takes up at the start of a sentence: the subject before it, or what was issued there."""
    if pronoun.lower_ != "it" or pronoun.sent.start == 0 or pronoun.dep_ != "nsubj":
        return None
    before = _sentence_before(pronoun.sent)
    subjects = [c for c in before.root.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    if subjects and is_document(subjects[0]):
        return subjects[0]
    return next((t for t in before if is_document(t) and t.dep_ == "dobj" and t.head.lemma_ in _ON_PAPER), None)


def _is_body(noun: Token) -> bool:
    type_ = load().nouns.get(noun.lemma_.lower())
    return type_ is not None and load().is_a(type_, "Organization")


def _sentence_before(sentence: Span) -> Span:
    doc, at = sentence.doc, sentence.start - 1
    while at and doc[at].is_space:
        at -= 1
    before: Span = doc[at].sent
    return before


def _author(document: Token) -> Token | None:
    return next(_told(document), None)


def _told(document: Token) -> Iterator[Token]:
    """The possessor of a document, "by" or "from" whom it is, who published it, or the name before it (no court's: filings)."""
    for child in document.children:
        if child.dep_ == "poss" and child.ent_type_ not in _TIMES:
            yield child
        elif child.dep_ == "prep" and child.lower_ in ("by", "from"):
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ in ("relcl", "acl"):
            yield from (c for c in child.children if c.dep_ == "nsubj" and c.tag_ not in _RELATIVE)
            yield from (o for c in child.children if c.dep_ in ("agent", "prep") and c.lower_ in ("by", "from")
                        for o in c.children if o.dep_ == "pobj")
    yield from (c for c in document.lefts if c.dep_ == "compound" and (c.ent_type_ or _is_body(c)) and c.lower_ != "court")
    verb = document.head
    if document.dep_ == "dobj" and (verb.lemma_ in _ON_PAPER or verb.lemma_ in carriers()):
        source = speaker_of(verb)
        if source is not None:
            yield source
    if document.dep_ == "pobj" and verb.lower_ == "in" and frames(verb.head):  # "In the complaint, the state alleges ..."
        source = speaker_of(verb.head)
        if source is not None and source.pos_ != "PRON":
            yield source
