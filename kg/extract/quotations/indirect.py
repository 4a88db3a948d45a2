"""Indirect speech: the content of a cue's clause, read from the parse by the cue's frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.document import Quotation
from kg.extract.quotations.cues import frames, nouns
from kg.extract.quotations.marks import Quoted
from kg.extract.quotations.objects import by_object
from kg.extract.quotations.page import Page
from kg.extract.quotations.phrases import (
    RELATIVE,
    is_finite,
    is_infinitive,
    phrase_start,
    pieces,
    resumed,
    source_span,
    speaker_of,
)

_PAST = ("VBD", "VBN")
_VERBS = ("VERB", "AUX")
_RECIPIENTS = ("dobj", "dative")
_STARTERS = ("DET", "PRON", "SCONJ", "CCONJ")
_GOES_ON = frozenset({"but", "unless"})
_REASONS = frozenset({"because", "if", "unless", "until"})
_ASIDES = frozenset({"refer", "cite", "add", "note", "allude", "say", "call", "mention", "describe"})


def indirect(page: Page, spoken: list[Quotation]) -> list[Quotation]:
    """Give the indirect claims of a page, in order, apart from the cues that its direct quotations, ``spoken``, have used."""
    found: list[Quotation] = []
    taken = {q.cue_token for q in spoken}
    for token in page.doc:
        if token.i in taken:
            continue
        for claim, content in _read(token):
            spans = pieces(page, _bounded(token, content, page.stretches))
            if spans:
                claim.content = _whole(spans, claim, page.stretches)
                exact = next((q for q in page.stretches if claim.content in ([q.inner], [(q.start, q.end)])), None)
                if exact is not None:
                    claim.content, claim.direct = [exact.inner], True
                _outside(claim, page, spoken)
                found.append(claim)
    return found


def _outside(claim: Quotation, page: Page, spoken: list[Quotation]) -> None:
    """A cue after a quotation is not said by its "we": "We will fight," Khan said, adding that ..."."""
    doc, head, cue = page.doc, claim.source_head or 0, claim.cue_token or 0
    for quotation in spoken:
        for start, end in quotation.content:
            if start <= doc[head].idx < end <= doc[cue].idx and quotation.source_head is not None:
                claim.source_head, claim.source = quotation.source_head, quotation.source




def _whole(content: list[tuple[int, int]], claim: Quotation, stretches: list[Quoted]) -> list[tuple[int, int]]:
    """A content that begins or breaks off inside quotation marks takes them in; their outer ones are left out."""
    (start, first_end), *others = content
    for q in stretches:
        if claim.cue and q.start <= claim.cue[0] < q.end:
            continue
        if q.start < start <= q.inner[0] and q.end < content[-1][1]:
            start = q.start
        last = content[-1][1]
        if start <= q.inner[0] and q.start < last < q.end:
            if start >= q.start and not others:
                return [q.inner]
            return [*([(start, first_end)] if others else []), *others[:-1], (others[-1][0] if others else start, q.end)]
    return [(start, first_end), *others]


def independent(doc: Doc, claims: list[Quotation], spoken: list[Quotation]) -> list[Quotation]:
    """Leave out what is wanted, thought or promised inside another claim; what is told there is a claim of its own."""
    return [c for c in claims if not _inside(c, [*claims, *spoken]) or _stands_alone(doc[c.cue_token or 0])]


def _inside(claim: Quotation, others: list[Quotation]) -> bool:
    """Whether a claim's cue stands in the content of another."""
    at = claim.cue[0] if claim.cue else 0
    return any(start <= at < end for other in others if other is not claim for start, end in other.content)


def _stands_alone(cue: Token) -> bool:
    if cue.pos_ != "VERB" or cue.lower_ == "according":
        return True
    return cue.tag_ in _PAST and "quote" in frames(cue) and _tells(cue)


def _tells(cue: Token) -> bool:
    """Whether a claim's content is a clause."""
    return any(c.dep_ == "ccomp" and _is_statement(c) for c in cue.children)


def _read(token: Token) -> Iterator[tuple[Quotation, Iterable[int]]]:
    if token.lower_ in ("according", "per"):
        yield from _according(token)
    elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns():
        yield from _noun(token)
    else:
        known = frames(token)
        if known and not any(c.dep_ in ("neg", "auxpass", "nsubjpass") for c in token.children):
            yield from _verb(token, known)


def _claim(cue: Token, source: Token, end: Token | None = None) -> Quotation:
    last = end if end is not None else cue
    return Quotation(content=[], cue=(cue.idx, last.idx + len(last)), cue_token=cue.i, source=source_span(source, cue),
                     source_head=source.i)


def _bounded(cue: Token, content: Iterable[int], stretches: list[Quoted]) -> list[int]:
    """The content within the cue's own paragraph and quotation marks, up to the end of its sentence."""
    doc = cue.doc
    around = [q for q in stretches if q.start <= cue.idx < q.end]
    kept = set(content)
    if around:
        inner = around[-1].inner
        kept = {i for i in kept if inner[0] <= doc[i].idx < inner[1]}
    breaks = [i for i in range(min(kept, default=0), max(kept, default=0) + 1) if "\n" in doc[i].text]
    left = max((i for i in breaks if i < cue.i), default=-1)
    right = min((i for i in breaks if i > cue.i), default=len(doc))
    right = min((e for i in kept if cue.i < i < right and (e := _stops_before(doc[i]))), default=right)
    return [i for i in kept if left < i < right]


def _stops_before(token: Token) -> int | None:
    """Where a content stops short of a token: at a sentence start that the parser missed after "p.m." or "Inc.", and at
    a clause with a speaker of its own (", which she says ...")."""
    before = token.doc[token.i - 1].text if token.i else ""
    if token.is_title and token.pos_ in _STARTERS and len(before) > 2 and before.endswith("."):
        return token.i
    if token.dep_ == "relcl" and "that" in frames(token) and token.doc[token.left_edge.i - 1].text == ",":
        speaks = any(c.dep_ == "nsubj" and c.tag_ not in RELATIVE for c in token.lefts)
        return token.left_edge.i - 1 if speaks else None
    return None


def _verb(cue: Token, known: frozenset[str]) -> Iterator[tuple[Quotation, Iterable[int]]]:
    source = speaker_of(cue)
    if source is None:
        return
    content = (_clause(cue) or _parenthetical(cue, source, known)) if "that" in known else []
    content = content or by_object(cue, known)
    if content:
        yield _claim(cue, source), content


def _clause(cue: Token) -> list[int]:
    """A finite clause after the cue."""
    clauses = [c for c in cue.rights if c.dep_ == "ccomp" and _is_statement(c)] or _detached(cue)
    if not clauses:
        return []
    start, end = clauses[0].left_edge.i, clauses[-1].right_edge.i
    if cue.lemma_ == "say":  # it takes no recipient: an object is a piece of the clause that the parser split off
        start = min([start, *(c.left_edge.i for c in cue.rights if c.dep_ in _RECIPIENTS and c.i < start)])
    for clause in cue.rights:  # "said it would close because ..."
        if clause.dep_ == "advcl" and clause.left_edge.i == end + 1 and clause.left_edge.lower_ in _REASONS:
            end = clause.right_edge.i
    end = min([end, *_ends(cue, clauses[-1])])
    own = {t.i for c in cue.lefts if c.dep_ in ("nsubj", "mark") for t in c.subtree}
    return [i for i in range(start, end + 1) if i not in own and i != cue.i]


def _detached(cue: Token) -> list[Token]:
    """A that-clause hung on a noun between it and the cue: "said after the vote that ..."."""
    for phrase in cue.rights:
        if phrase.dep_ in ("prep", "npadvmod", "dobj", "dative"):
            for token in phrase.subtree:
                if token.dep_ in ("relcl", "acl") and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.lefts):
                    return [token]
    return []


def _ends(cue: Token, clause: Token) -> Iterator[int]:
    """Where a reporter's own words follow a content: "..., and called for"; "..., referring to"."""
    for child in clause.rights:
        if child.dep_ == "conj" and resumed(child) == cue:
            links = [c.i for c in clause.rights if c.dep_ in ("cc", "punct") and c.i < child.left_edge.i]
            yield min([child.left_edge.i - 1, *(i - 1 for i in links[-2:])])
        elif child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_ in _ASIDES and child.i == child.left_edge.i:
            yield child.i - 1
        elif (child.dep_ == "advcl" and _concedes(child)) or _has_own_speaker(child):
            yield child.left_edge.i - 1


def _has_own_speaker(phrase: Token) -> bool:
    """Whether a phrase reports another's words: "..., with spokesman Lee calling it false"."""
    return phrase.dep_ == "prep" and phrase.lower_ == "with" and any(c.dep_ == "pcomp" and frames(c) for c in phrase.rights)


def _concedes(clause: Token) -> bool:
    """Whether a clause after a comma sets the reporter's words against the speaker's: ", even though ..."."""
    doc, first = clause.doc, clause.left_edge
    though = doc[first.i + 1] if first.lower_ == "even" and first.i + 1 < len(doc) else first
    return though.lower_ in ("though", "although", "despite") and doc[first.i - 1].text == ","


def _is_statement(clause: Token) -> bool:
    """Whether a clause is finite, or a demand that a thing be done."""
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)
    return (marked or is_finite(clause)) and not is_infinitive(clause)


def _parenthetical(cue: Token, source: Token, known: frozenset[str]) -> list[int]:
    """The sentence before or around a cue's own clause: "..., she said"; "The law, he said, would ..."; "as she said"."""
    doc, sentence = cue.doc, cue.sent
    left = [c for c in cue.lefts if c.dep_ == "ccomp"]
    takes_object = "obj-to" in known  # "..., she told them"
    if any(c.dep_ in ("xcomp", "ccomp", "oprd") or (c.dep_ == "dobj" and not takes_object) for c in cue.rights):
        return []
    if left and "quote" in known:
        start, end = _paragraph_start(doc, sentence.start, left[-1].right_edge.i), left[-1].right_edge.i
        return [*range(start, end + 1), *_rest(cue)]
    as_clause = cue.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in cue.lefts)
    if cue.dep_ == "parataxis" or as_clause:
        inside = {t.i for t in cue.subtree}
        misread = cue.head.dep_ in ("nsubj", "csubj", "dep", "ROOT")  # commas around the cue often break the main clause
        around = cue.sent if misread else cue.head.subtree
        return [t.i for t in around if t.i not in inside]
    return _headline(cue, source) if "quote" in known else []


def _headline(cue: Token, source: Token) -> list[int]:
    """All that stands before a cue at the end of its sentence: "Officers to leave Minnesota, Homan says"."""
    doc, start = cue.doc, min(phrase_start(source), cue.i)
    end = max(source.i, cue.i) + 1
    last = end == len(doc) or doc[end].is_punct or doc[end].is_space or end == cue.sent.end
    if not last or start < 1 or doc[start - 1].text != ",":
        return []
    return list(range(_paragraph_start(doc, cue.sent.start, start), start - 1))


def _paragraph_start(doc: Doc, start: int, end: int) -> int:
    return max([start, *(i + 1 for i in range(start, end) if "\n" in doc[i].text)])


def _rest(cue: Token) -> list[int]:
    """What goes on after a cue's clause: "..., she told them, but he may not"."""
    for clause in cue.rights:
        if clause.dep_ in ("conj", "advcl") and is_finite(clause):
            first = clause.left_edge.i
            opener = cue.doc[first - 1] if clause.dep_ == "conj" else cue.doc[first]
            if opener.lower_ in _GOES_ON and cue.doc[opener.i - 1].text == ",":
                return list(range(opener.i, clause.right_edge.i + 1))
    return []


def _according(token: Token) -> Iterator[tuple[Quotation, Iterable[int]]]:
    """The clause that "according to X" stands in."""
    doc, preposition = token.doc, token
    if token.lower_ == "according":
        if token.i + 1 == len(doc) or doc[token.i + 1].lower_ != "to":
            return
        preposition = doc[token.i + 1]
    elif token.dep_ != "prep" or token.i == 0 or doc[token.i - 1].text != ",":
        return
    sources = [c for c in preposition.rights if c.dep_ == "pobj"]
    if not sources:
        return
    phrase = {t.i for t in token.subtree}
    verb = _clause_head(token)
    clause = range(token.sent.start, token.sent.end) if verb.head == verb else range(verb.left_edge.i, verb.right_edge.i + 1)
    yield _claim(token, sources[0], end=preposition), [i for i in clause if i not in phrase]


def _clause_head(token: Token) -> Token:
    """The verb of the clause a phrase belongs to, and of those that share its subject."""
    verb = token.head
    while verb.head != verb and (verb.pos_ not in _VERBS or (
            verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children))):
        verb = verb.head
    return verb


def _noun(noun: Token) -> Iterator[tuple[Quotation, Iterable[int]]]:
    """The clause that completes a noun of saying whose speaker is its possessor: "his claim that ..."."""
    known = nouns()[noun.lemma_.lower()]
    owners = [c for c in noun.lefts if c.dep_ == "poss"]
    owners += [o for p in noun.rights if p.dep_ == "prep" and p.lower_ in ("by", "from") for o in p.children
               if o.dep_ == "pobj"]
    clauses = [c for c in noun.rights if c.dep_ in ("acl", "ccomp")]
    if not owners or not clauses:
        return
    clause = clauses[0]
    finite = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)
    if (finite and "that" in known) or (is_infinitive(clause) and "to" in known):
        yield _claim(noun, owners[0]), range(clause.left_edge.i, clause.right_edge.i + 1)
