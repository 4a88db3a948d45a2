"""A mention with what coreference asks of it: its words, number, gender, determiner and place in the text."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.document import DocMention
from kg.extract.coreference.layout import SUBJECTS, Layout
from kg.extract.coreference.words import table, words
from kg.model import MentionKind

OBJECTS = ("dobj", "obj", "dative", "attr")
DETERMINERS = ("DT", "PRP$", "WDT", "WP$", "PDT")
MODIFIERS = ("ADJ", "NUM", "NOUN", "PROPN", "ADV")


@dataclass(slots=True, eq=False)
class Markable:
    """A mention and its features.

    ``start``, ``end``, ``kind`` and ``type`` are the mention's. ``form`` is its head in lower case, ``lemma`` the head's
    lemma. ``words`` are its lower-case words without function words, punctuation and possessives (lemmas in a nominal);
    ``shape`` the same words as written. ``modifiers`` are the words beside the head, each in lower case and as its lemma.
    ``count`` is the numeral that counts it, as written, or the money it is about. ``determiner`` is the lower-case
    article, demonstrative or possessive before it, or "". ``quote`` is the number of the quotation it stands in, or None.
    ``beside`` are the heads of what it stands in a list with.
    """

    mention: DocMention
    head: Token
    start: int
    end: int
    kind: MentionKind
    type: str | None
    form: str
    lemma: str
    words: tuple[str, ...]
    shape: tuple[str, ...]
    modifiers: tuple[frozenset[str], ...]
    count: str | None
    determiner: str
    sentence: int
    paragraph: int
    quote: int | None
    role: str
    number: str | None
    gender: str | None
    beside: tuple[int, ...]

    @property
    def text(self) -> str:
        """The words as written, one blank between them."""
        return " ".join(self.shape)

    def retell(self, kind: MentionKind, type_: str) -> None:
        """Take the mention for one of another kind and type."""
        self.kind = self.mention.kind = kind
        self.type = self.mention.type = type_


def markables(doc: Doc, mentions: list[DocMention], layout: Layout) -> list[Markable]:
    """Give the mentions in text order, with their features."""
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, m.head))
    return [_markable(doc, layout, mention) for mention in ordered]


def _markable(doc: Doc, layout: Layout, mention: DocMention) -> Markable:
    head = doc[mention.head]
    kept = [t for t in doc[mention.start : mention.end] if _tells(t)] or [head]
    forms = [t.lower_ for t in kept]
    lemmas = forms if mention.kind == "name" else [t.lemma_.lower() for t in kept]
    beside = [t for t in (*_outside(head, mention), *kept) if t.i != head.i] if mention.kind == "nominal" else []
    money = _money(beside)
    counts = [money] if money else [t.lower_ for t in beside if t.tag_ == "CD"]
    return Markable(
        mention, head, mention.start, mention.end, mention.kind, mention.type, head.lower_, head.lemma_.lower(),
        tuple(lemmas), tuple(t.text for t in kept),
        tuple(frozenset((t.lower_, t.lemma_.lower())) for t in beside if t.tag_ not in ("CD", "$") and not _only_describes(t)),
        counts[0] if counts else None, _determiner(doc, mention) if mention.kind != "pronoun" else "",
        layout.sentence(mention.start), layout.paragraphs[mention.start], layout.quotes[mention.head],
        _role(head), mention.number or _number(head), mention.gender or _gender(doc, mention, head),
        _beside(head))


def _beside(head: Token) -> tuple[int, ...]:
    """The tokens a head stands in a list with; an ``or`` may rename: ``Immigration and Customs Enforcement, or ICE``."""
    if head.dep_ != "conj" and (not head.n_rights or not any(c.dep_ == "conj" for c in head.rights)):
        return ()
    first = head.head if head.dep_ == "conj" else head
    renames = any(c.lower_ == "or" for t in (first, head) for c in t.rights if c.dep_ == "cc")
    return () if renames else tuple(t.i for t in head.conjuncts)


def _outside(head: Token, mention: DocMention) -> list[Token]:
    """Names outside a nominal that are part of its phrase: ``Itasca County [deputies]``, ``the [city] of Lawrence``."""
    before = [t for t in head.lefts if t.i < mention.start and t.dep_ in ("compound", "nmod")]
    after = [c for p in head.rights if p.lower_ == "of" and p.i >= mention.end for c in p.rights if c.dep_ == "pobj"]
    return [t for t in (*before, *after) if t.pos_ == "PROPN" or (t.text.isupper() and len(t) > 1)]


def _money(beside: list[Token]) -> str:
    """An amount of money before a noun in one form, or "": ``$14B`` as ``$14 billion``."""
    sign = next((t for t in beside if t.tag_ == "$"), None)
    if sign is None:
        return ""
    told = [t.lower_ for t in beside if t.i > sign.i and t.tag_ == "CD"]
    digits = told[0].rstrip("bmk") if told else ""
    scale = table("scales").get(told[0][len(digits) :] if told else "", "")
    return " ".join((sign.text, digits, *([scale] if scale else told[1:])))


def _only_describes(token: Token) -> bool:
    """Whether a modifier does not tell which one is meant: ``the controversial law``, ``the ICE-led operation``."""
    last = token
    while last.i + 2 < len(token.doc) and token.doc[last.i + 1].text == "-" and not last.whitespace_:
        last = token.doc[last.i + 2]
    joined = last.i != token.i or (token.i > 1 and token.doc[token.i - 1].text == "-")
    return token.lower_ in words("plain_words") or (joined and last.lower_ in words("describing_ends"))


def _tells(token: Token) -> bool:
    return not ((token.is_punct and token.text != "&") or token.is_space or token.lower_ in words("function_words"))


def _determiner(doc: Doc, mention: DocMention) -> str:
    """The article, demonstrative or possessive of the mention's head, "'s" for an owner; else the one written before."""
    head = doc[mention.head]
    if head.dep_ == "compound":
        return "the"  # "union president", "a department report": the compound speaks of a union already known
    found = ""
    for child in head.lefts:
        if child.lower_ == "such":
            return "such"
        if child.tag_ in DETERMINERS or child.dep_ == "poss":
            found = child.lower_ if child.tag_ in DETERMINERS else "'s"
    return found or _determiner_before(doc, mention.start)


def _determiner_before(doc: Doc, start: int) -> str:
    for i in range(start - 1, max(-1, start - 5), -1):
        token = doc[i]
        if token.lower_ == "such":
            return "such"
        if token.tag_ in DETERMINERS:
            return token.lower_
        if token.tag_ == "POS":
            return "'s"
        if token.pos_ not in MODIFIERS and token.dep_ not in ("amod", "compound", "nummod"):
            return ""
    return ""


def _role(head: Token) -> str:
    if head.dep_ in SUBJECTS:
        return "subject"
    if head.dep_ in OBJECTS:
        return "object"
    return {"poss": "possessor", "compound": "modifier", "appos": "modifier", "amod": "modifier"}.get(head.dep_, "other")


def _number(head: Token) -> str | None:
    number = head.morph.get("Number", [])
    if not number:
        return None
    return "plur" if number[0] == "Plur" else "sing"


def _gender(doc: Doc, mention: DocMention, head: Token) -> str | None:
    if mention.kind == "pronoun":
        return {"Masc": "m", "Fem": "f"}.get("".join(head.morph.get("Gender", [])))
    if mention.kind == "nominal":
        return table("gendered_nouns").get(head.lemma_.lower())
    return _name_gender(doc, mention) if mention.type == "Person" else None


def _name_gender(doc: Doc, mention: DocMention) -> str | None:
    """The gender an honorific gives, else the given name of a full name."""
    before = [t.lower_ for t in doc[max(0, mention.start - 2) : mention.start] if t.text != "."]
    told = table("honorifics").get(before[-1]) if before else None
    first = doc[mention.start].lower_
    more = mention.end - mention.start > 1 and doc[mention.start + 1].text != "-"  # "Reyes-Horn" is a surname
    return told or table("honorifics").get(first) or (table("first_names").get(first) if more else None)
