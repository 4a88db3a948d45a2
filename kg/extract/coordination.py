"""Who is coordinated with whom: the parser's conjuncts, mended by the types of what they mention.

In "Kwok of the Civic Party and Wan of the Democratic Party" the parser joins Wan to the first party. A person is
coordinated with a person: a conjunct moves up to the nearest word whose mention has its type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.document import Reading

HIGHEST_CLIMB = 6
VERBS = ("VERB", "AUX")


class Coordination:
    """The conjuncts of one Doc."""

    def __init__(self, doc: Doc, read: Reading) -> None:
        self._types = {m.head: self._type(read, m.cluster, m.type) for m in read.mentions}
        self._conjuncts: dict[int, list[Token]] = defaultdict(list)
        for token in doc:
            if token.dep_ == "conj":
                self._conjuncts[self._first(token).i].append(token)

    def conjuncts(self, token: Token, depth: int = 0) -> Iterator[Token]:
        """Give a token and all that are coordinated with it to its right, in order."""
        yield token
        for other in self._conjuncts[token.i]:
            if depth < 60 and other.i > token.i and (other.pos_ in VERBS) == (token.pos_ in VERBS):
                yield from self.conjuncts(other, depth + 1)

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
