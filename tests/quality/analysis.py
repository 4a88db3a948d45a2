"""Why a statement was missed, and where one that gold lacks came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc

from kg.ontology import load
from tests.quality.reading import Read
from tests.quality.scoring import Annotated, Comparison, Triple, same_span

CAUSES = {
    "out of vocabulary": "the ontology lacks the relation",
    "entity missed": "no mention of subject or object was found",
    "coreference": "subject or object was found, as part of another entity",
    "type": "subject or object has another type",
    "relation": "the pair is related, otherwise",
    "argument attachment": "the words evoke the relation, between others or none",
    "frame missing": "no word of the evidence evokes the relation",
    "qualifier": "polarity, modality or attribution is wrong",
    "entity extra": "gold knows nothing of subject or object",
    "not in gold": "gold knows both and does not relate them",
}


@dataclass(frozen=True)
class Fault:
    """One statement missed, extra or wrongly qualified."""

    kind: str
    cause: str
    statement: str


def faults(read: Read) -> Iterator[Fault]:
    """All faults of one article: first missed, then extra, then wrongly qualified statements."""
    c = read.comparison
    for triple in sorted(c.gold_triples.keys() - c.predicted_triples.keys()):
        yield Fault("missed", _missed(c, triple, read.doc), _shown(c, triple))
    for triple in sorted(c.predicted_triples.keys() - c.gold_triples.keys()):
        yield Fault("extra", _extra(c, triple), _shown(c, triple))
    for triple in sorted(c.gold_triples.keys() & c.predicted_triples.keys()):
        if not c.qualifiers_right(triple):
            yield Fault("wrong", "qualifier", f"{_shown(c, triple)}: {_differences(c, triple)}")


def _missed(c: Comparison, triple: Triple, doc: Doc) -> str:
    subject, predicate, object_ = triple
    if predicate not in load().relations:
        return "out of vocabulary"
    back = {gold: predicted for predicted, gold in c.aligned.items()}
    for end in (subject, object_):
        if end not in back:
            return "coreference" if _seen(c.gold, end, c.predicted) else "entity missed"
    if any(c.predicted.entities[back[end]]["type"] != c.gold.entities[end]["type"] for end in (subject, object_)):
        return "type"
    if any({s, o} == {subject, object_} for s, _, o in c.predicted_triples):
        return "relation"
    return "argument attachment" if _evoked(predicate, c.gold_triples[triple], doc) else "frame missing"


def _extra(c: Comparison, triple: Triple) -> str:
    subject, predicate, object_ = triple
    for end in (subject, object_):
        if end.startswith("?"):
            return "coreference" if _seen(c.predicted, end[1:], c.gold) else "entity extra"
    if any({s, o} == {subject, object_} for s, _, o in c.gold_triples):
        return "relation"
    near = c.predicted_triples[triple]["evidence"]
    if any(p == predicate and {s, o} & {subject, object_} and _overlap(near, gold["evidence"])
           for (s, p, o), gold in c.gold_triples.items()):
        return "argument attachment"
    return "not in gold"


def _seen(side: Annotated, entity: str, other: Annotated) -> bool:
    return any(same_span(a, b) for a in side.spans(entity) for b, _ in other.all_spans())


def _overlap(a: dict[str, int], b: dict[str, int]) -> bool:
    return min(a["end"], b["end"]) > max(a["start"], b["start"])


def _evoked(relation: str, statement: dict[str, Any], doc: Doc) -> bool:
    span = doc.char_span(statement["evidence"]["start"], statement["evidence"]["end"], alignment_mode="expand")
    return any(token.lemma_.lower() in _words(relation) for token in span)


@cache
def _words(relation: str) -> frozenset[str]:
    frames = [f for f in load().frames if f.relation == relation]
    return frozenset(word.split()[0] for f in frames for word in f.verbs | f.nouns | f.adjectives)


def _shown(c: Comparison, triple: Triple) -> str:
    def name(end: str) -> str:
        return str(c.predicted.entities[end[1:]]["name"] if end.startswith("?") else c.gold.entities[end]["name"])

    return f"{name(triple[0])} | {triple[1]} | {name(triple[2])}"


def _differences(c: Comparison, triple: Triple) -> str:
    gold, predicted = c.gold_triples[triple], c.predicted_triples[triple]
    speakers = [c.gold.entities[gold["attributedTo"]]["name"] if gold["attributedTo"] else None,
                c.predicted.entities[predicted["attributedTo"]]["name"] if predicted["attributedTo"] else None]
    pairs = [(gold["polarity"], predicted["polarity"]), (gold["modality"], predicted["modality"]), speakers]
    return ", ".join(f"{right} taken for {wrong}" for right, wrong in pairs if right != wrong)
