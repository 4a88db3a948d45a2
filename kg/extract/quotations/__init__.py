"""The component ``kg_quotations``: claims, that is acts of saying, with their speaker, cue and content.

``marks`` finds quoted stretches and ``page`` holds them; ``direct`` and ``grouping`` join them to their cues;
``statements`` and ``headlines`` read what a colon announces; ``indirect`` reads the clauses of cues from the parse by the
frames of ``verbs.tsv`` and ``nouns.tsv``; ``speakers`` gives each claim the cluster of who says it.

A claim inside a claim is one of its own when something is told there; what is wanted, thought or promised there is not.
Measured on PolNeAR (Newell et al. 2018), development part, content and source: precision 0.80, recall 0.47; that corpus
also annotates attitudes (praising, supporting, seeming), which are no claims here.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.document import Quotation, Reading, reading
from kg.extract.quotations.direct import places
from kg.extract.quotations.grouping import group
from kg.extract.quotations.headlines import labelled
from kg.extract.quotations.indirect import independent, indirect
from kg.extract.quotations.page import Page
from kg.extract.quotations.speakers import may_speak, settle
from kg.extract.quotations.statements import statements


@Language.component("kg_quotations")
def kg_quotations(doc: Doc) -> Doc:
    """Fill ``quotations`` of the Doc's Reading, in the order of the text."""
    read = reading(doc)
    page = Page(doc)
    spoken = [q for row in places(page) for q in group(page, read, row)]
    spoken += [q for q in statements(page) if not any(_overlap(q, other) for other in spoken)]
    told = independent(doc, indirect(page, spoken), spoken)
    told += [q for q in labelled(page, read) if all(_fits(doc, q, other) for other in told)]
    spoken = [q for q in spoken if q.cue or not any(_inside(q, other) for other in told)]
    read.quotations = sorted([*spoken, *told], key=lambda q: (q.content, q.cue or (0, 0)))
    settle(doc, read, read.quotations)
    read.quotations = [q for q in read.quotations if may_speak(doc, read, q)]
    return doc


def _overlap(one: Quotation, other: Quotation) -> bool:
    return any(a < d and c < b for a, b in one.content for c, d in other.content)


def _fits(doc: Doc, label: Quotation, other: Quotation) -> bool:
    """Whether a labelled line may be a claim beside another: apart from it, or a person's that holds it."""
    person = doc[label.source_head or 0].ent_type_ == "PERSON"
    return not _overlap(label, other) or (person and _inside(other, label))


def _inside(one: Quotation, other: Quotation) -> bool:
    return all(any(c <= a and b <= d for c, d in other.content) for a, b in one.content)


def innermost(read: Reading, offset: int) -> Quotation | None:
    """Give the innermost quotation whose content covers a character offset, or None outside all of them.

    Examples
    --------
    >>> from kg.document import Quotation, Reading
    >>> from kg.model import Article
    >>> outer, inner = Quotation([(0, 50)]), Quotation([(10, 20)])
    >>> innermost(Reading(Article(id="a", text=""), quotations=[outer, inner]), 12) is inner
    True
    """
    covering = [q for q in read.quotations if any(start <= offset < end for start, end in q.content)]
    return min(covering, key=lambda q: sum(end - start for start, end in q.content), default=None)
