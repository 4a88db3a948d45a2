"""A stretch of tokens that may be a name, with the type its finder proposes."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """Tokens ``start`` to ``end`` (exclusive) proposed as a name of a ``type``.

    ``weight`` says how far its finder is to be trusted: authorities and naming patterns before the recogniser.
    ``identifier`` is an authority's.
    """

    start: int
    end: int
    type: str
    weight: float
    identifier: str | None = None

    def surface(self, doc: Doc) -> str:
        """The words in lower case, by which the document votes."""
        return doc[self.start : self.end].text.casefold().replace("’", "'")
