"""How likely a candidate statement is to be right: a small logistic model over how it was read.

The weights in ``confidence.json`` are fitted on the project's annotated articles by
``python -m tests.quality.fit_confidence --write`` (L2-regularised logistic regression, cross-validated by article); they are a
few hundred numbers, readable, and tell what the extractor is good at.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from kg.document import Candidate, DocMention, Reading

DISTANCES = (3, 8, 15, 30)


def features(doc: Doc, read: Reading, candidate: Candidate) -> list[str]:
    """The names of the features a candidate has; each counts as 1.

    Parameters
    ----------
    doc, read : the Doc and its Reading
    candidate : the statement as it was read
    """
    return list(_features(doc, read, candidate))


def _features(doc: Doc, read: Reading, c: Candidate) -> Iterator[str]:
    yield f"relation={c.predicate}"
    yield f"frame={c.frame}"
    yield f"evoked={c.evoked_by}"
    yield f"roles={c.roles[0]}>{c.roles[1]}"
    yield f"relation,evoked={c.predicate},{c.evoked_by}"
    sentence = doc[c.trigger].sent
    for side, mention in (("subject", c.subject), ("object", c.object)):
        yield from (f"{side}{name}" for name in _of_mention(read, mention))
        yield f"{side}.distance<{_bucket(abs(mention.head - c.trigger))}"
        if not sentence.start <= mention.head < sentence.end:
            yield f"{side}.elsewhere"
    yield f"types={_type(read, c.subject)}>{_type(read, c.object)}"
    if c.attributed_to is not None:
        yield "attributed"
    yield f"modality={c.modality}"
    yield f"polarity={c.polarity}"
    yield f"sentence<{_bucket(len(sentence) // 2)}"


def _of_mention(read: Reading, mention: DocMention) -> Iterator[str]:
    cluster = read.cluster_of(mention)
    yield f".kind={mention.kind}"
    yield f".type={cluster.type if cluster else None}"
    if cluster is not None:
        yield f".named={cluster.named}"
        yield f".mentions<{_bucket(len(cluster.mentions))}"


def _type(read: Reading, mention: DocMention) -> str | None:
    cluster = read.cluster_of(mention)
    return cluster.type if cluster else mention.type


def _bucket(distance: int) -> int:
    for bound in DISTANCES:
        if distance < bound:
            return bound
    return 99


@cache
def weights() -> Mapping[str, float]:
    """The fitted weights by feature; ``bias`` is the intercept."""
    path = files("kg.extract").joinpath("confidence.json")
    loaded: dict[str, float] = json.loads(path.read_text("utf-8"))
    return loaded


def confidence(doc: Doc, read: Reading, candidate: Candidate) -> float:
    """The probability, to three places, that the statement is right."""
    fitted = weights()
    z = fitted["bias"] + sum(fitted.get(f, 0.0) for f in features(doc, read, candidate))
    return round(1 / (1 + math.exp(-z)), 3)
