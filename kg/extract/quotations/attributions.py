"""Claims whose cue is no verb of saying: "according to X", "per X", "his claim that", "issued an opinion that", "citing X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.document import Quotation
from kg.extract.quotations.cues import carriers, nouns
from kg.extract.quotations.phrases import is_infinitive, name_after, source_span, speaker_of

_VERBS = ("VERB", "AUX")
_CITING = frozenset({"citing", "quoting"})
_CLEAR = frozenset({"clear", "plain", "explicit", "known"})


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
    phrase = {t.i for t in token.subtree} | {t.i for t in name_after(token)}
    verb = _clause_head(token)
    clause = range(token.sent.start, token.sent.end) if verb.head == verb else range(verb.left_edge.i, verb.right_edge.i + 1)
    content = [i for i in clause if i not in phrase]
    cited = next((c for c in verb.children if c.lower_ in _CITING and _agents(c)), None)
    if cited is not None:  # "According to the Post, citing two officials, ..."
        content = [i for i in content if not cited.left_edge.i <= i <= cited.right_edge.i]
        yield claim(cited, _agents(cited)[0]), content
    yield claim(token, sources[0], end=preposition), content


def _agents(citing: Token) -> list[Token]:
    """Whom a participle cites; a thing that is cited is told from a speaker later."""
    return [c for c in citing.rights if c.dep_ == "dobj"]


def _clause_head(token: Token) -> Token:
    """The verb of the clause a phrase belongs to, and of those that share its subject."""
    verb = token.head
    while verb.head != verb and (verb.pos_ not in _VERBS or (
            verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children))):
        verb = verb.head
    return verb


def of_noun(noun: Token) -> Iterator[tuple[Quotation, Iterable[int]]]:
    """The clause that completes a noun of saying: "his claim that ...", "the state issued an opinion that ..."."""
    known = nouns()[noun.lemma_.lower()]
    clauses = [c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl")]
    said = _carried(noun) if clauses else None
    if not clauses or said is None:
        return
    finite = any(c.dep_ == "mark" and c.lower_ == "that" for c in clauses[0].lefts)
    if (finite and "that" in known) or (is_infinitive(clauses[0]) and "to" in known):
        yield said, range(clauses[0].left_edge.i, clauses[0].right_edge.i + 1)


def _carried(noun: Token) -> Quotation | None:
    """A claim of the noun's possessor, or of the subject of the verb that brings it about: "made the point"."""
    owners = [c for c in noun.lefts if c.dep_ == "poss"]
    owners += [o for p in noun.rights if p.dep_ == "prep" and p.lower_ in ("by", "from") for o in p.children
               if o.dep_ == "pobj"]
    if owners:
        return claim(noun, owners[0])
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in carriers() or any(c.dep_ == "neg" for c in verb.children):
        return None
    source = speaker_of(verb)
    return claim(verb, source, end=noun) if source is not None else None


def made_clear(verb: Token) -> Iterator[tuple[Quotation, Iterable[int]]]:
    """The clause after "made it clear that" and "made clear that"."""
    for adjective in verb.rights:
        if adjective.lower_ in _CLEAR and adjective.dep_ in ("ccomp", "acomp", "oprd", "xcomp", "advmod"):
            clauses = [c for h in (adjective, verb) for c in h.rights if c.i > adjective.i
                       and c.dep_ in ("ccomp", "advcl", "csubj", "acl") and c.left_edge.lower_ == "that"]
            source = speaker_of(verb)
            if clauses and source is not None:
                yield claim(verb, source, end=adjective), range(clauses[0].left_edge.i, clauses[0].right_edge.i + 1)
