"""Who is coordinated with whom: the parser's conjuncts, mended by the types of what they mention.

In "Kwok of the Civic Party and Wan of the Democratic Party" the parser joins Wan to the first party. A person is
coordinated with a person: a conjunct moves up to the nearest word whose mention has its type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.document import DocMention, Reading
from kg.extract.lists import items, lists

HIGHEST_CLIMB = 6
DEEPEST = 60
VERBS = ("VERB", "AUX")
PHRASE = ("ADJ", "ADV", "NUM", "NOUN", "PROPN")


class Coordination:
    """The conjuncts of one Doc, and its names as ``items`` of lists, with the ``places`` of their heads among them."""

    def __init__(self, doc: Doc, read: Reading) -> None:
        self._doc = doc
        self.items = items(doc, read)
        self.places = {item.mention.head: place for place, item in enumerate(self.items)}
        self._types = {m.head: self._type(read, m.cluster, m.type) for m in read.mentions}
        self._conjuncts: dict[int, list[Token]] = defaultdict(list)
        for token in doc:
            if token.dep_ == "conj":
                self._conjuncts[self._first(token).i].append(token)
        for mention in read.mentions:
            self._share_head(doc[mention.head], mention)
        for names in lists(doc, self.items):
            first = self._conjuncts[names[0].head]
            first += [doc[m.head] for m in names[1:] if doc[m.head] not in first]

    def expand(self, heads: list[int]) -> list[int]:
        """Give head tokens with all that are coordinated with them, each once."""
        if self._conjuncts.keys().isdisjoint(heads):
            return list(dict.fromkeys(heads))
        return list(dict.fromkeys(t.i for i in heads for t in self.conjuncts(self._doc[i])))

    def conjuncts(self, token: Token, depth: int = 0) -> Iterator[Token]:
        """Give a token and all that are coordinated with it to its right, in order."""
        yield token
        for other in self._conjuncts.get(token.i, ()):
            if depth < DEEPEST and (other.pos_ in VERBS) == (token.pos_ in VERBS):
                yield from self.conjuncts(_possessed(other), depth + 1)

    def person_before_office(self, office: Token) -> Token | None:
        """Give the head of a person's name that stands right before an office: "elected Anna Lee sheriff"."""
        if self._types.get(office.i) != "Position":
            return None
        before = [c for c in office.lefts if c.dep_ in ("compound", "nmod", "poss") and self._types.get(c.i) == "Person"]
        return before[0] if before and before[0].pos_ == "PROPN" else None

    def _share_head(self, last: Token, mention: DocMention) -> None:
        """In "Polk, Lake and Marshall counties" the parser makes Polk a modifier of the counties."""
        for modifier in last.lefts:
            coordinated = any(c.dep_ in ("conj", "cc") for c in modifier.children)
            if coordinated and modifier.dep_ in ("compound", "nmod", "amod"):
                joined = [t for t in (modifier, *modifier.conjuncts) if t.i < mention.start and t.i in self._types]
                self._conjuncts[last.i] += [t for t in joined if self._types[t.i] == self._types[last.i]]

    @staticmethod
    def _type(read: Reading, cluster: int | None, own: str | None) -> str | None:
        return own if cluster is None else read.clusters[cluster].type

    def _first(self, token: Token) -> Token:
        """The word a conjunct is coordinated with."""
        head, wanted = token.head, self._types.get(token.i)
        if wanted is None or self._types.get(head.i) in (None, wanted):
            return head
        above = head
        for _ in range(HIGHEST_CLIMB):
            above = above.head
            if self._types.get(above.i) == wanted and above.i < token.i:
                return above
        return head


def _possessed(owner: Token) -> Token:
    """In "Acme and the *nation*’s largest banks" the parser may take the owner for the conjunct: it is what he owns."""
    doc = owner.doc
    if owner.i + 1 >= len(doc) or doc[owner.i + 1].tag_ != "POS" or owner.dep_ != "conj":
        return owner
    phrase = takewhile(lambda t: t.pos_ in PHRASE, doc[owner.i + 2 :])
    return next((t for t in reversed(list(phrase)) if t.pos_ in ("NOUN", "PROPN")), owner)
