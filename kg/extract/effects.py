"""What words do to the events beside them or embedded under them, read from ``qualifier_words.tsv`` and ``embedding.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.wordlists import rows
from kg.model import Modality

MODALITIES: dict[str, Modality] = {
    "planned": "planned", "possible": "possible", "conditional": "conditional", "demanded": "demanded"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word does to the event it qualifies or embeds; ``passes`` says that its own negation reaches the event."""

    reverses: bool
    modality: Modality | None
    passes: bool = True


@cache
def embedders() -> dict[tuple[str, str, str], Effect]:
    """Effects of words on what they embed, by lemma, word class and kind of complement."""
    return {(lemma, word_class, complement): Effect(sign == "reverse", MODALITIES.get(brought), passes == "yes")
            for lemma, word_class, complement, sign, brought, passes in _rows("embedding.tsv")}


@cache
def words_beside() -> dict[tuple[str, str], Effect]:
    """Effects of words that stand beside an event, by form and kind."""
    return {(word, kind): Effect(sign == "reverse", MODALITIES.get(brought))
            for word, kind, sign, brought in _rows("qualifier_words.tsv")}


def _rows(name: str) -> list[list[str]]:
    return rows(name)[1:]
