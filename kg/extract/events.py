"""One event told twice: "was killed" and "the killing of" the same person are one Event.

A verb's event joins another event of its kind that has the same victim, or that the same kind of words tell of in the
same or the sentence before. The kinds of words are in ``event_kinds.txt``. Verbs that tell of something only with their
object ("pay the fine") tell of one event where verb and object are the same.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from spacy.tokens import Doc

from kg.document import Cluster, DocMention, Reading
from kg.extract.wordlists import lines

NEAR = 4  # sentences
LEAD = 80  # tokens
POINTING = frozenset({"the", "that", "this", "those", "these"})


@cache
def kinds() -> dict[str, frozenset[int]]:
    """Lemma -> the lines of ``event_kinds.txt`` it stands on."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lines("event_kinds.txt")):
        for lemma in line.split():
            found[lemma].add(number)
    return {lemma: frozenset(numbers) for lemma, numbers in found.items()}


def join_events(doc: Doc, read: Reading) -> None:
    """Join the events of a Reading that are told twice; later ones into the earliest."""
    victims = _victims(read)
    events = [c for c in read.clusters if c.type == "Event" and c.mentions]
    for later in events:
        for earlier in events:
            if earlier.id != later.id and earlier.mentions and later.mentions and _same(doc, earlier, later, victims):
                _move(later, earlier)
                victims[earlier.id] |= victims[later.id]
                break


def _victims(read: Reading) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for candidate in read.candidates:
        subject, event = candidate.subject.cluster, candidate.object.cluster
        if candidate.predicate in ("victimOf", "conducts") and subject is not None and event is not None:
            found[event].add(subject)
    return found


def _same(doc: Doc, earlier: Cluster, later: Cluster, victims: dict[int, set[int]]) -> bool:
    if earlier.named or later.named or earlier.mentions[0].start > later.mentions[0].start:
        return False
    if _deeds(doc, earlier) & _deeds(doc, later):
        return True
    if not (_kinds(doc, earlier) & _kinds(doc, later)):
        return False
    same_victim = bool(victims[earlier.id] & victims[later.id])
    return same_victim or _refers_back(doc, earlier, later) or _takes_up_headline(doc, earlier, later)


def _deeds(doc: Doc, cluster: Cluster) -> set[tuple[str, str]]:
    """Verb and object of the mentions that hold both, by lemma."""
    verbs = (doc[m.head] for m in cluster.mentions if m.end > m.head + 1 and doc[m.head].pos_ == "VERB")
    return {(v.lemma_.lower(), o.lemma_.lower()) for v in verbs for o in v.rights if o.dep_ == "dobj"}


def _refers_back(doc: Doc, one: Cluster, other: Cluster) -> bool:
    """Whether "the attack", "that attack" or bare "training" follows a verb that told of one, a few sentences before."""
    return any(_points_to(doc, verb, noun) for verbs, nouns in ((one, other), (other, one))
               for verb in verbs.mentions for noun in nouns.mentions)


def _points_to(doc: Doc, first: DocMention, last: DocMention) -> bool:
    verb, noun = doc[first.head], doc[last.head]
    if verb.pos_ != "VERB" or noun.pos_ != "NOUN" or noun.i < verb.i:
        return False
    near = sum(1 for t in doc[verb.i : noun.i] if t.is_sent_start) <= NEAR
    bare = noun.tag_ == "NN" and noun.left_edge == noun  # "needs training"
    return near and (bare or any(c.lower_ in POINTING for c in noun.lefts))


def _takes_up_headline(doc: Doc, earlier: Cluster, later: Cluster) -> bool:
    """Whether the first lines tell in full what the headline told by the same verb."""
    heads = [doc[c.mentions[0].head] for c in (earlier, later)]
    title = next((t.i for t in doc if "\n" in t.text), 0)
    return heads[0].i < title < heads[1].i < title + LEAD and heads[0].lemma_ == heads[1].lemma_


def _kinds(doc: Doc, cluster: Cluster) -> frozenset[int]:
    return frozenset(k for m in cluster.mentions for k in kinds().get(doc[m.head].lemma_.lower(), ()))


def _move(source: Cluster, target: Cluster) -> None:
    for mention in source.mentions:
        mention.cluster = target.id
    target.mentions = sorted([*target.mentions, *source.mentions], key=lambda m: (m.start, m.end))
    source.mentions = []
