"""A mention with what coreference asks of it: its words, number, gender, determiner and place in the text."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.document import DocMention
from kg.extract.coreference.layout import SUBJECTS, Layout
from kg.extract.coreference.words import table, words

OBJECTS = ("dobj", "obj", "dative", "attr")
DETERMINERS = ("DT", "PRP$", "WDT", "WP$", "PDT")
MODIFIERS = ("ADJ", "NUM", "NOUN", "PROPN", "ADV")


@dataclass(slots=True, eq=False)
class Markable:
    """A mention and its features.

    ``words`` are its lower-case words without function words, punctuation and possessives; ``shape`` the same words as
    written. ``modifiers`` are the words beside the head, each in lower case and as its lemma. ``count`` is the numeral that
    counts it, in its written form.
    ``determiner`` is the lower-case article, demonstrative or possessive before it, or "". ``quote`` tells the
    quotation it stands in, or is None.
    """

    mention: DocMention
    head: Token
    words: tuple[str, ...]
    shape: tuple[str, ...]
    lemma: str
    modifiers: tuple[frozenset[str], ...]
    count: str | None
    determiner: str
    sentence: int
    paragraph: int
    quote: int | None
    role: str
    number: str | None
    gender: str | None

    @property
    def start(self) -> int:
        """The first token."""
        return self.mention.start

    @property
    def end(self) -> int:
        """The token after the last."""
        return self.mention.end

    @property
    def kind(self) -> str:
        """``name``, ``nominal`` or ``pronoun``."""
        return self.mention.kind

    @property
    def type(self) -> str | None:
        """The mention's own type, before its chain votes."""
        return self.mention.type

    @property
    def text(self) -> str:
        """The words as written, one blank between them."""
        return " ".join(self.shape)


def markables(doc: Doc, mentions: list[DocMention], layout: Layout) -> list[Markable]:
    """Give the mentions in text order, with their features."""
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, m.head))
    return [_markable(doc, layout, mention) for mention in ordered]


def _markable(doc: Doc, layout: Layout, mention: DocMention) -> Markable:
    head = doc[mention.head]
    kept = [t for t in doc[mention.start : mention.end] if _tells(t)]
    shape = tuple(t.text for t in kept) or (head.text,)
    lowered = tuple(t.text.lower() if mention.kind == "name" else t.lemma_.lower() for t in kept) or (head.lower_,)
    counts = [t.lower_ for t in kept if t.like_num and t.i != head.i]
    return Markable(
        mention, head, lowered, shape, head.lemma_.lower(),
        tuple(frozenset((t.lower_, t.lemma_.lower())) for t in (*_before(head, mention), *kept)
              if t.i != head.i and not t.like_num),
        counts[0] if counts else None, _determiner(doc, mention),
        layout.sentence(mention.start), layout.paragraphs[mention.start], layout.quotes[mention.head],
        _role(head), mention.number or _number(head), mention.gender or _gender(doc, mention, head))


def _before(head: Token, mention: DocMention) -> list[Token]:
    """Names before a nominal that are part of its phrase: ``Itasca County [deputies]``."""
    if mention.kind != "nominal":
        return []
    return [t for t in head.lefts if t.i < mention.start and t.dep_ in ("compound", "nmod") and t.pos_ == "PROPN"]


def _tells(token: Token) -> bool:
    return not ((token.is_punct and token.text != "&") or token.is_space or token.lower_ in words("function_words"))


def _determiner(doc: Doc, mention: DocMention) -> str:
    """The determiner inside the mention, or before it over its modifiers."""
    if doc[mention.head].dep_ == "compound":
        return "the"  # "union president", "a department report": the compound speaks of a union already known
    first = doc[mention.start]
    if first.tag_ in DETERMINERS and mention.end - mention.start > 1:
        return first.lower_
    return _determiner_before(doc, mention.start)


def _determiner_before(doc: Doc, start: int) -> str:
    for i in range(start - 1, max(-1, start - 5), -1):
        token = doc[i]
        if token.lower_ == "such" or (i and doc[i - 1].lower_ == "such"):
            return "such"
        if token.tag_ in DETERMINERS or token.tag_ == "POS":
            return token.lower_
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
    return told or table("honorifics").get(first) or (
        table("first_names").get(first) if mention.end - mention.start > 1 else None)
