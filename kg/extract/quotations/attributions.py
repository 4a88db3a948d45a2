"""Claims whose cue is no verb: "according to X", "per X", "his claim that"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.document import Quotation
from kg.extract.quotations.cues import nouns
from kg.extract.quotations.phrases import is_infinitive, source_span

_VERBS = ("VERB", "AUX")


def claim(cue: Token, source: Token, end: Token | None = None) -> Quotation:
    """Make a claim without content: its cue, which ends with ``end`` where it has several words, and its source."""
    last = end if end is not None else cue
    return Quotation(content=[], cue=(cue.idx, last.idx + len(last)), cue_token=cue.i, source=source_span(source, cue),
                     source_head=source.i)


def according(token: Token) -> Iterator[tuple[Quotation, Iterable[int]]]:
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
    yield claim(token, sources[0], end=preposition), [i for i in clause if i not in phrase]


def _clause_head(token: Token) -> Token:
    """The verb of the clause a phrase belongs to, and of those that share its subject."""
    verb = token.head
    while verb.head != verb and (verb.pos_ not in _VERBS or (
            verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children))):
        verb = verb.head
    return verb


def of_noun(noun: Token) -> Iterator[tuple[Quotation, Iterable[int]]]:
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
        yield claim(noun, owners[0]), range(clause.left_edge.i, clause.right_edge.i + 1)
