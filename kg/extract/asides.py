"""Asides of the reporter inside what somebody is reported to have said."""

from __future__ import annotations

from spacy.tokens import Token

HIGHEST_CLIMB = 12


def aside(token: Token) -> bool:
    """Whether a word stands in a relative clause set off by a comma, which tells what the reporter adds.

    Examples
    --------
    ``imposed`` in "She said the curfew, which the mayor imposed on Friday, was lawful."; not ``signed`` in "She said the
    deal that the mayor signed was lawful."
    """
    for _ in range(HIGHEST_CLIMB):
        if token.dep_ == "relcl":
            first = token.left_edge
            return first.i > 0 and first.nbor(-1).text == "," and not _quoted(token)
        if token.head == token:
            return False
        token = token.head
    return False


def _quoted(token: Token) -> bool:
    """Whether quotation marks stand open before a word in its sentence: then the words are the speaker's."""
    before = [t for t in token.doc[token.sent.start : token.i] if t.is_quote]
    return len(before) % 2 == 1
