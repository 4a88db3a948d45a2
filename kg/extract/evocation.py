"""Which frames a predicate evokes: the ontology's frames, indexed by their words."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kg.document import Predicate
from kg.ontology import Ontology, load
from kg.terms import Frame

ANY = "*"


class Evocations:
    """Frames by verb, noun, adjective and type of mention."""

    def __init__(self, ontology: Ontology) -> None:
        self._words: dict[tuple[str, str], list[Frame]] = defaultdict(list)
        self._types: dict[str, list[Frame]] = defaultdict(list)
        for frame in ontology.frames:
            for pos, lemmas in (("VERB", frame.verbs), ("NOUN", frame.nouns), ("ADJ", frame.adjectives)):
                for lemma in sorted(lemmas):
                    self._words[pos, lemma].append(frame)
        for name in ontology.types:
            self._types[name] = [f for f in ontology.frames if f.mention_types and ontology.fits(name, f.mention_types)]

    def by_words(self, predicate: Predicate) -> list[Frame]:
        """Frames that the predicate's words evoke; a verb with a particle those of both together."""
        words = f"{predicate.lemma} {predicate.particle}" if predicate.particle else predicate.lemma
        return self._words.get((predicate.pos, words), []) + self._words.get((predicate.pos, ANY), [])

    def by_mention(self, name: str | None) -> list[Frame]:
        """Frames that a mention of an entity of this type evokes."""
        return self._types[name] if name is not None else []


@cache
def evocations() -> Evocations:
    """The index of the package's own ontology, built once."""
    return Evocations(load())
