"""The rules of a model's ``attribute_ruler``, matched once for all tokens that they cannot tell apart.

spaCy tries every rule at every token, which is a tenth of a small model's time. Nearly all its rules speak of one token:
of its word, tag and dependency. What they say of one noun that no rule names, they say of every such noun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span

PLACED = frozenset({"TAG", "DEP"})  # what a word is in its sentence
LEXICAL = frozenset({"ORTH", "TEXT", "LOWER", "SHAPE", "IS_ALPHA", "IS_DIGIT", "IS_PUNCT", "IS_SPACE"})  # what it is anywhere
Match = tuple[int, int, int, int]  # a rule's number and key, the first token and the one after the last, as spaCy gives them


class Rules:
    """Matches what an ``attribute_ruler`` matches, faster.

    Parameters
    ----------
    ruler : AttributeRuler
        The component of a loaded model. Rules added to it later are not seen.

    >>> from kg.model import MODEL
    >>> import spacy
    >>> nlp = spacy.load(MODEL, disable=["ner"])
    >>> doc, ruler = nlp("The board has not met."), nlp.get_pipe("attribute_ruler")
    >>> Rules(ruler).match(doc) == ruler.match(doc)
    True
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        vocab = ruler.vocab
        self._numbers: dict[int, int] = {}
        self._words, self._tokens, self._phrases = Matcher(vocab), Matcher(vocab), Matcher(vocab)
        for number, rule in enumerate(ruler.patterns):
            key = str(number)
            self._numbers[vocab.strings.add(key)] = number
            patterns: Sequence[Any] = rule["patterns"]  # type: ignore[assignment]
            for pattern in patterns:
                alone = _of_one_token(pattern)
                (self._tokens if alone else self._phrases).add(key, [pattern])
                word = {name: value for name, value in pattern[0].items() if name not in PLACED}
                if alone and word:
                    self._words.add(key, [[word]])
        self._classes: dict[int, tuple[int, ...]] = {}
        self._found: dict[tuple[tuple[int, ...], int, int], list[tuple[int, int]]] = {}

    def match(self, doc: Doc) -> list[Match]:
        """Give the rules that match and where, in the order of the rules, so that a later one has the last word."""
        found = [(self._numbers[key], key, start, end) for key, start, end in _matches(self._phrases, doc)]
        for i, (word, tag, dep) in enumerate(doc.to_array(["ORTH", "TAG", "DEP"]).tolist()):
            found += [(number, key, i, i + 1) for number, key in self._of_token(doc, i, word, tag, dep)]
        found.sort()
        return found

    def _of_token(self, doc: Doc, i: int, word: int, tag: int, dep: int) -> list[tuple[int, int]]:
        """The rules of one token that match here, found once for a class of words, a tag and a dependency."""
        kind = self._classes.get(word)
        if kind is None:
            kind = self._classes[word] = tuple(sorted({key for key, _, _ in _matches(self._words, doc[i : i + 1])}))
        known = self._found.get((kind, tag, dep))
        if known is None:
            keys = {key for key, _, _ in _matches(self._tokens, doc[i : i + 1])}
            known = self._found[kind, tag, dep] = [(self._numbers[key], key) for key in keys]
        return known


def _matches(matcher: Matcher, words: Doc | Span) -> list[tuple[int, int, int]]:
    """What a matcher finds; one without patterns would warn."""
    return matcher(words, allow_missing=True) if len(matcher) else []


def _of_one_token(pattern: Sequence[Mapping[str, object]]) -> bool:
    """Whether a rule speaks of one token alone, and of nothing but its word, its tag and its dependency."""
    return len(pattern) == 1 and pattern[0].keys() <= PLACED | LEXICAL
