"""Which frames a predicate evokes: the ontology's frames, indexed by their words."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from kg.document import Predicate
from kg.extract.sifting import CONTEXT
from kg.ontology import Ontology, load
from kg.terms import Frame

ANY = "*"
ANYWHERE = CONTEXT | {"self", "speaker", "elsewhere"}  # roles that need no argument of the predicate


class Evoked(NamedTuple):
    """A frame, and the sets of roles of each of which a predicate must have one to be read by it."""

    frame: Frame
    needs: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, frame: Frame) -> Evoked:
        """Take the first steps, ``xcomp`` of ``xcomp.patient``, of the paths to both ends and to all that is required."""
        ends = () if frame.makes else (frame.subject, frame.object)
        paths = (*ends, *((role,) for role in frame.requires))
        steps = (frozenset(role.partition(".")[0] for role in roles) for roles in paths)
        return cls(frame, tuple(found for found in steps if found.isdisjoint(ANYWHERE)))


class Evocations:
    """Frames by verb, noun, adjective and type of mention."""

    def __init__(self, ontology: Ontology) -> None:
        self._words: dict[tuple[str, str], list[Evoked]] = defaultdict(list)
        self._types: dict[str, list[Evoked]] = {}
        every = [Evoked.of(frame) for frame in ontology.frames]
        for evoked in every:
            frame = evoked.frame
            for pos, lemmas in (("VERB", frame.verbs), ("NOUN", frame.nouns), ("ADJ", frame.adjectives)):
                for lemma in sorted(lemmas):
                    self._words[pos, lemma].append(evoked)
        for name in ontology.types:
            self._types[name] = [e for e in every if ontology.fits(name, e.frame.mention_types)]

    def by_words(self, predicate: Predicate) -> list[Evoked]:
        """Frames that the predicate's words evoke; a verb with a particle those of both together."""
        words = f"{predicate.lemma} {predicate.particle}" if predicate.particle else predicate.lemma
        return self._words.get((predicate.pos, words), []) + self._words.get((predicate.pos, ANY), [])

    def by_mention(self, name: str | None) -> list[Evoked]:
        """Frames that a mention of an entity of this type evokes."""
        return self._types[name] if name is not None else []


@cache
def evocations() -> Evocations:
    """The index of the package's own ontology, built once."""
    return Evocations(load())
