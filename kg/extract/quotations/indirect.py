"""Indirect speech: the content of a cue's clause, read from the parse by the cue's frames."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.document import Quotation
from kg.extract.quotations.attributions import according, claim, made_clear, of_noun
from kg.extract.quotations.bounds import bounded, whole
from kg.extract.quotations.clauses import clause_after, is_statement
from kg.extract.quotations.cues import frames, nouns
from kg.extract.quotations.objects import by_object
from kg.extract.quotations.page import Page
from kg.extract.quotations.parentheticals import clause_around
from kg.extract.quotations.phrases import pieces, speaker_of

_PAST = ("VBD", "VBN")
_SILENT = frozenset({"PUNCT", "DET", "PRON", "NUM", "SPACE", "CCONJ"})  # parts of speech of no cue
_UNSAID = ("neg", "auxpass", "nsubjpass")
_OUGHT = frozenset({"must", "should", "may", "might"})  # "must ask a party to form a government": nothing is said yet
_RELAYS = frozenset({"according", "per", "citing", "quoting"})


def indirect(page: Page, spoken: list[Quotation]) -> list[Quotation]:
    """Give the indirect claims of a page, in order, apart from the cues that its direct quotations, ``spoken``, have used."""
    found: list[Quotation] = []
    taken = {q.cue_token for q in spoken}
    for token in page.doc:
        if token.i in taken:
            continue
        for said, content in _read(token):
            spans = pieces(page, bounded(page, token, content))
            if spans:
                said.content = whole(page, spans, said)
                _exact(said, page)
                _outside(said, page, spoken)
                found.append(said)
    return found


def _exact(said: Quotation, page: Page) -> None:
    """A content that is all one quotation is direct."""
    for q in page.overlapping(*said.content[0]):
        if said.content in ([q.inner], [(q.start, q.end)]):
            said.content, said.direct = [q.inner], True
            return


def _outside(said: Quotation, page: Page, spoken: list[Quotation]) -> None:
    """A cue after a quotation is not said by its "we": "We will fight," Khan said, adding that ..."."""
    doc, head, cue = page.doc, said.source_head or 0, said.cue_token or 0
    if not page.overlapping(doc[head].idx, doc[head].idx + 1):
        return
    for quotation in spoken:
        for start, end in quotation.content:
            if start <= doc[head].idx < end <= doc[cue].idx and quotation.source_head is not None:
                said.source_head, said.source = quotation.source_head, quotation.source


def independent(doc: Doc, claims: list[Quotation], spoken: list[Quotation]) -> list[Quotation]:
    """Leave out what is wanted, thought or promised inside another claim; what is told there is a claim of its own.

    "According to" only relays: "According to the Post, Lee believes that ..." are two claims.
    """
    telling = [one for one in (*claims, *spoken) if one.cue_token is None or doc[one.cue_token].lower_ not in _RELAYS]
    spans = [span for one in telling for span in one.content]
    starts, ends = sorted(a for a, _ in spans), sorted(b for _, b in spans)
    kept = []
    for one in claims:
        at = one.cue[0] if one.cue else 0
        inside = bisect_right(starts, at) > bisect_right(ends, at)
        if not inside or _stands_alone(doc[one.cue_token or 0]):
            kept.append(one)
    return kept


def _stands_alone(cue: Token) -> bool:
    if cue.pos_ != "VERB" or cue.lower_ == "according":
        return True
    return cue.tag_ in _PAST and "quote" in frames(cue) and _tells(cue)


def _tells(cue: Token) -> bool:
    """Whether a claim's content is a clause."""
    return any(c.dep_ == "ccomp" and is_statement(c) for c in cue.children)


def _read(token: Token) -> Iterator[tuple[Quotation, Iterable[int]]]:
    if token.pos_ in _SILENT:
        return
    if token.lower_ in ("according", "per"):
        yield from according(token)
    elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns():
        yield from of_noun(token)
    elif token.lemma_ == "make":
        yield from made_clear(token)
    else:
        known = frames(token)
        if known and not any(c.dep_ in _UNSAID or (c.tag_ == "MD" and c.lower_ in _OUGHT) for c in token.children):
            yield from _verb(token, known)


def _verb(cue: Token, known: frozenset[str]) -> Iterator[tuple[Quotation, Iterable[int]]]:
    source = speaker_of(cue)
    if source is None:
        return
    content = (clause_after(cue) or clause_around(cue, source, known)) if "that" in known else []
    if "marked" in known:
        content = clause_after(cue)
        content = content if content and cue.doc[content[0]].lower_ == "that" else []
    content = content or by_object(cue, known)
    if content:
        yield claim(cue, source), content
