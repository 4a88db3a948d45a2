"""One reading of the candidates: the longest and most trusted where they overlap, one type for a name in one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc

from kg.extract.naming.candidates import NameCandidate


def select(candidates: Iterable[NameCandidate], blocked: frozenset[int] = frozenset()) -> list[NameCandidate]:
    """Choose candidates that do not overlap: more trusted by far or longer first; ``blocked`` tokens belong to none."""
    ranked = sorted(set(candidates), key=lambda c: (-_rank(c), c.start, c.type))
    taken: set[int] = set(blocked)
    chosen = []
    for candidate in ranked:
        tokens = range(candidate.start, candidate.end)
        if not any(i in taken for i in tokens):
            chosen.append(candidate)
            taken.update(tokens)
    return sorted(chosen, key=lambda c: c.start)


def _rank(candidate: NameCandidate) -> float:
    return candidate.end - candidate.start + candidate.weight


def vote(doc: Doc, chosen: list[NameCandidate]) -> list[NameCandidate]:
    """Give every occurrence of a name the type that its occurrences together favour."""
    scores: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    identifiers: dict[str, str | None] = {}
    for c in chosen:
        scores[c.surface(doc)][c.type] += c.weight
        identifiers[c.surface(doc)] = identifiers.get(c.surface(doc)) or c.identifier
    for c in chosen:
        if c.type == "Person" and c.end - c.start > 1:  # a surname is its bearer's
            scores[doc[c.end - 1].text.casefold()]["Person"] += c.weight * 2
    best = {s: max(sorted(types), key=lambda t: types[t]) for s, types in scores.items()}
    return [NameCandidate(c.start, c.end, best[c.surface(doc)], c.weight, identifiers[c.surface(doc)]) for c in chosen]
