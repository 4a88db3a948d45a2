"""Which mentions speak of the same entity: the component ``kg_coreference``.

A multi-pass sieve (Raghunathan et al. 2010, "A Multi-Pass Sieve for Coreference Resolution"; Lee et al. 2013,
"Deterministic Coreference Resolution Based on Entity-Centric, Precision-Ranked Rules"): every mention begins as a chain
of its own, and passes join chains, the most precise first, so that a later pass sees all that an earlier one has learnt
of an entity. ``kg.extract.coreference.sieves`` lists the passes.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.document import reading
from kg.extract.coreference.clusters import clusters
from kg.extract.coreference.sieves import resolve


@Language.component("kg_coreference")
def kg_coreference(doc: Doc) -> Doc:
    """Group ``doc._.kg.mentions`` into ``doc._.kg.clusters``.

    A pronoun that refers to nothing the article names is left without a cluster and taken off the mentions; the first
    and second person are left without a cluster for ``kg_quotations``, which knows who speaks.
    """
    read = reading(doc)
    chains, known = resolve(doc, read.mentions)
    read.clusters = clusters(doc, chains, known)
    read.mentions = [m for m in read.mentions if m.cluster is not None or _speaks(doc, m.start)]
    return doc


def _speaks(doc: Doc, token: int) -> bool:
    return bool({"1", "2"} & set(doc[token].morph.get("Person", [])))
