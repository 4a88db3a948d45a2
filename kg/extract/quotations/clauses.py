"""The finite clause after a cue, with what belongs to it and without what the reporter adds."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.quotations.cues import frames
from kg.extract.quotations.phrases import added, finite_tag, is_finite, is_infinitive, resumed

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_RECIPIENTS = ("dobj", "dative")
_MORE = ("npadvmod", "advmod", "amod", "appos", "dobj", "attr", "acomp", "oprd", "nummod")
_REASONS = frozenset({"because", "if", "unless", "until"})
_ASIDES = frozenset({"refer", "cite", "add", "note", "allude", "say", "call", "mention", "describe"})


def clause_after(cue: Token) -> list[int]:
    """A finite clause after the cue."""
    clauses = [c for c in cue.rights if c.dep_ == "ccomp" and is_statement(c)] or _detached(cue) or _whether(cue)
    if not clauses:
        return []
    start, end = clauses[0].left_edge.i, clauses[-1].right_edge.i
    if cue.lemma_ == "say":  # it takes no recipient: an object is a piece of the clause that the parser split off
        start = min([start, *(c.left_edge.i for c in cue.rights if c.dep_ in _RECIPIENTS and c.i < start)])
    for clause in cue.rights:  # "said it would close because ..."
        if clause.dep_ == "advcl" and clause.left_edge.i == end + 1 and clause.left_edge.lower_ in _REASONS:
            end = clause.right_edge.i
    end = _afterthought(cue, min([end, *_ends(cue, clauses[-1])]))
    own = {t.i for c in cue.lefts if c.dep_ in ("nsubj", "mark") for t in c.subtree}
    return [i for i in range(start, end + 1) if i not in own and i != cue.i]


def _afterthought(cue: Token, end: int) -> int:
    """The end of what follows a clause after a comma and says more of it: "sent 1,400 agents, more than double the 600"."""
    doc = cue.doc
    while end + 2 < len(doc) and doc[end + 1].text == ",":
        top = next((c for c in cue.rights if c.left_edge.i == end + 2), None)
        if top is None or top.dep_ not in _MORE:
            break
        end = top.right_edge.i
    return end


def _detached(cue: Token) -> list[Token]:
    """A that-clause hung on a noun between it and the cue: "said after the vote that ...", "said in a release that ..."."""
    for phrase in cue.rights:
        if phrase.dep_ in ("prep", "npadvmod", "dobj", "dative"):
            for token in phrase.subtree:
                if token.dep_ in ("relcl", "acl") and _opened(token, phrase):
                    return [token]
    return []


def _opened(clause: Token, phrase: Token) -> bool:
    """Whether "that" opens a clause with a subject of its own, as complementiser or taken for a relative pronoun."""
    that = clause.left_edge
    if that.lower_ != "that" or that.tag_ == "DT":
        return False
    return that.dep_ == "mark" or (phrase.dep_ == "prep" and any(c.dep_ in _SUBJECTS and c != that for c in clause.lefts))


def _whether(cue: Token) -> list[Token]:
    """A question's clause taken for a condition: "asked workers if they planned to attend"."""
    asks = "if" in frames(cue)
    return [c for c in cue.rights if asks and c.dep_ == "advcl" and c.left_edge.lower_ in ("if", "whether")][:1]


def _ends(cue: Token, clause: Token) -> Iterator[int]:
    """Where a reporter's own words follow a content: "..., and called for"; "..., referring to"."""
    for child in clause.rights:
        if child.dep_ == "conj" and resumed(child) == cue:
            links = [c.i for c in clause.rights if c.dep_ in ("cc", "punct") and c.i < child.left_edge.i]
            yield min([child.left_edge.i - 1, *(i - 1 for i in links[-2:])])
        elif child.i == child.left_edge.i and _adds(child):
            yield child.i - 1
        elif child.dep_ in ("conj", "advcl") and _tells_otherwise(cue, child):
            yield child.left_edge.i - 1 - (cue.doc[child.left_edge.i - 1].pos_ == "CCONJ")
        elif (child.dep_ == "advcl" and _concedes(child)) or _has_own_speaker(child):
            yield child.left_edge.i - 1


def _adds(participle: Token) -> bool:
    """Whether a participle is the reporter's word: "..., referring to"; "said he had won, claiming that ..."."""
    if participle.dep_ != "advcl" or participle.tag_ != "VBG":
        return False
    tells = added(participle) is not None and any(c.dep_ == "ccomp" for c in participle.rights)
    return participle.lemma_ in _ASIDES or tells


def _tells_otherwise(cue: Token, clause: Token) -> bool:
    """Whether a clause is another's telling, and not the content's: "half said it was fair, and a third said it was not"."""
    if "quote" not in frames(clause) or finite_tag(clause) != finite_tag(cue):
        return False
    own = any(c.dep_ == "nsubj" for c in clause.lefts)
    return own and any(c.dep_ in ("ccomp", "dobj") for c in clause.rights)


def _has_own_speaker(phrase: Token) -> bool:
    """Whether a phrase reports another's words: "..., with spokesman Lee calling it false"."""
    return phrase.dep_ == "prep" and phrase.lower_ == "with" and any(c.dep_ == "pcomp" and frames(c) for c in phrase.rights)


def _concedes(clause: Token) -> bool:
    """Whether a clause after a comma sets the reporter's words against the speaker's: ", even though ..."."""
    doc, first = clause.doc, clause.left_edge
    though = doc[first.i + 1] if first.lower_ == "even" and first.i + 1 < len(doc) else first
    return though.lower_ in ("though", "although", "despite") and doc[first.i - 1].text == ","


def is_statement(clause: Token) -> bool:
    """Whether a clause is finite, or a demand that a thing be done."""
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)
    return (marked or is_finite(clause)) and not is_infinitive(clause)
