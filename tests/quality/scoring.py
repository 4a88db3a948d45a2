"""Figures of a predicted article against an annotated one, and their macro average over a set of articles.

Spans match when they overlap by half of their union, or share their last word and one lies inside the other. Entities are
aligned one to one, those first that share most named mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.ontology import load

MEASURES = ("mentions", "entities", "coref", "unlabelled", "relations", "statements", "counts", "claims")
Span = tuple[int, int]
Triple = tuple[str, str, str]


@dataclass(frozen=True)
class Figure:
    """Right ones among the predicted and the gold; coreference has a numerator of its own for each side."""

    right: float
    predicted: float
    gold: float
    right_of_gold: float | None = None

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        right = self.right if self.right_of_gold is None else self.right_of_gold
        return right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Annotated:
    """One article's entities, statements and claims, in the JSON form of annotated articles."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.entities = {e["id"]: e for e in document["entities"]}
        self.statements = document["statements"]
        self.claims = document["claims"]

    def spans(self, entity: str, *, named: bool = False) -> list[Span]:
        return [(m["start"], m["end"]) for m in self.entities[entity]["mentions"] if not named or m["kind"] == "name"]

    def all_spans(self) -> list[tuple[Span, str]]:
        return [(span, id) for id in self.entities for span in self.spans(id)]

    def names(self) -> list[tuple[Span, str]]:
        return [(span, e["type"]) for id, e in self.entities.items() for span in self.spans(id, named=True)]


class Comparison:
    """One predicted article beside its annotation."""

    def __init__(self, gold: dict[str, Any], predicted: dict[str, Any]) -> None:
        self.gold, self.predicted = Annotated(gold), Annotated(predicted)

    @cached_property
    def aligned(self) -> dict[str, str]:
        """Predicted entity id -> gold entity id."""
        pairs = sorted(self._pairs(), key=lambda p: (-p[0], -p[1], not p[2], p[3], p[4]))
        found: dict[str, str] = {}
        for *_, predicted, gold in pairs:
            if predicted not in found and gold not in found.values():
                found[predicted] = gold
        return found

    def _pairs(self) -> Iterator[tuple[int, int, bool, str, str]]:
        for p, one in self.predicted.entities.items():
            for g, other in self.gold.entities.items():
                shared = _shared(self.predicted.spans(p), self.gold.spans(g))
                if shared:
                    named = _shared(self.predicted.spans(p, named=True), self.gold.spans(g, named=True))
                    yield named, shared, one["type"] == other["type"], p, g

    @cached_property
    def gold_triples(self) -> dict[Triple, dict[str, Any]]:
        return {_triple(s["subject"], s["predicate"], s["object"]): s for s in self.gold.statements}

    @cached_property
    def predicted_triples(self) -> dict[Triple, dict[str, Any]]:
        """Predicted statements under the ids of the gold entities; an entity that gold lacks keeps its own, marked."""
        found: dict[Triple, dict[str, Any]] = {}
        for s in self.predicted.statements:
            found.setdefault(_triple(self.gold_id(s["subject"]), s["predicate"], self.gold_id(s["object"])), s)
        return found

    def gold_id(self, predicted: str) -> str:
        return self.aligned.get(predicted, f"?{predicted}")

    def qualifiers_right(self, triple: Triple) -> bool:
        gold, predicted = self.gold_triples[triple], self.predicted_triples[triple]
        speaker = predicted["attributedTo"]
        return (gold["polarity"] == predicted["polarity"] and gold["modality"] == predicted["modality"]
                and gold["attributedTo"] == (self.gold_id(speaker) if speaker is not None else None))

    def figures(self) -> dict[str, Figure]:
        """All measures of this article."""
        gold, predicted = set(self.gold_triples), set(self.predicted_triples)
        hit = gold & predicted
        pairs, found = ({frozenset((s, o)) for s, _, o in triples} for triples in (gold, predicted))
        right = sum(self.qualifiers_right(t) for t in hit)
        return {
            "mentions": self._mentions(), "entities": self._entities(), "coref": self._coreference(),
            "unlabelled": Figure(len(pairs & found), len(found), len(pairs)),
            "relations": Figure(len(hit), len(predicted), len(gold)),
            "statements": Figure(right, len(predicted), len(gold)),
            "counts": self._counts(), "claims": self._claims(),
        }

    def _mentions(self) -> Figure:
        gold, predicted = self.gold.names(), self.predicted.names()
        free = list(gold)
        right = 0
        for span, type_ in predicted:
            match = next((g for g in free if same_span(span, g[0]) and g[1] == type_), None)
            if match:
                free.remove(match)
                right += 1
        return Figure(right, len(predicted), len(gold))

    def _entities(self) -> Figure:
        named = [{id for id in side.entities if side.spans(id, named=True)} for side in (self.predicted, self.gold)]
        right = sum(p in named[0] and g in named[1] and self.predicted.entities[p]["type"] == self.gold.entities[g]["type"]
                    for p, g in self.aligned.items())
        return Figure(right, len(named[0]), len(named[1]))

    def _coreference(self) -> Figure:
        """B-cubed (Bagga & Baldwin 1998) over all mentions; one that the other side lacks scores nothing."""
        predicted, gold = self.predicted.all_spans(), self.gold.all_spans()
        link: dict[int, int] = {}
        for i, (span, _) in enumerate(predicted):
            match = next((j for j, (other, _) in enumerate(gold) if j not in link.values() and same_span(span, other)), None)
            if match is not None:
                link[i] = match
        back = {j: i for i, j in link.items()}
        return Figure(_b_cubed(predicted, gold, link), len(predicted), len(gold), _b_cubed(gold, predicted, back))

    def _counts(self) -> Figure:
        gold = {t: s["count"] for t, s in self.gold_triples.items() if s.get("count") is not None}
        predicted = {t: s["count"] for t, s in self.predicted_triples.items() if s.get("count") is not None}
        return Figure(sum(gold.get(t) == count for t, count in predicted.items()), len(predicted), len(gold))

    def _claims(self) -> Figure:
        free = list(self.gold.claims)
        right = 0
        for claim in self.predicted.claims:
            speaker = None if claim["speaker"] is None else self.gold_id(claim["speaker"])
            match = next((g for g in free if g["speaker"] == speaker and _same_content(g, claim)), None)
            if match:
                free.remove(match)
                right += 1
        return Figure(right, len(self.predicted.claims), len(self.gold.claims))


def total(figures: Iterable[Figure]) -> Figure:
    """One figure over several articles together."""
    each = list(figures)
    right, predicted, gold = (sum(getattr(f, part) for f in each) for part in ("right", "predicted", "gold"))
    return Figure(right, predicted, gold, sum(f.right if f.right_of_gold is None else f.right_of_gold for f in each))


def same_span(a: Span, b: Span) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    if shared <= 0:
        return False
    inside = shared == min(a[1] - a[0], b[1] - b[0])
    return 2 * shared >= max(a[1], b[1]) - min(a[0], b[0]) or (inside and abs(a[1] - b[1]) <= 2)


def macro(comparisons: Iterable[Comparison]) -> dict[str, float]:
    """The mean of each figure's F1 over the articles that have anything to score by it."""
    each: dict[str, list[float]] = defaultdict(list)
    for comparison in comparisons:
        for name, figure in comparison.figures().items():
            if figure.gold or (figure.predicted and name != "coref"):
                each[name].append(figure.f1)
    return {name: sum(each[name]) / len(each[name]) for name in MEASURES if each[name]}


def _shared(some: list[Span], others: list[Span]) -> int:
    return sum(any(same_span(a, b) for b in others) for a in some)


def _triple(subject: str, predicate: str, object_: str) -> Triple:
    if load().relation(predicate).symmetric and object_ < subject:
        subject, object_ = object_, subject
    return subject, predicate, object_


def _b_cubed(some: list[tuple[Span, str]], others: list[tuple[Span, str]], link: dict[int, int]) -> float:
    """Over one side's mentions, the share of each one's cluster that the other side holds together too."""
    clusters, mirrored = defaultdict(set), defaultdict(set)
    for i, (_, entity) in enumerate(some):
        clusters[entity].add(i)
    for j, (_, entity) in enumerate(others):
        mirrored[entity].add(j)
    total = 0.0
    for i, j in link.items():
        own = clusters[some[i][1]]
        total += len({link[k] for k in own if k in link} & mirrored[others[j][1]]) / len(own)
    return total


def _same_content(a: dict[str, Any], b: dict[str, Any]) -> bool:
    one, other = ({i for span in claim["content"] for i in range(span["start"], span["end"])} for claim in (a, b))
    return 2 * len(one & other) >= len(one | other) > 0
