"""Polarity and modality of the event or state that a predicate tells of: pure functions over the dependency parse.

Two things qualify an event. Words beside it: auxiliaries, negation, adverbs, a conditional clause
(``qualifier_words.tsv``). And what it is embedded under: *refused to sign*, *a plan to sign*, *called for a vote*
(``embedding.tsv``). Each embedding word says whether it reverses its complement, what modality it brings, and whether
its own negation reaches the complement, after Karttunen's implicatives; so nested ones are composed from the inside
out, as in Nairn, Condoravdi & Karttunen, *Computing relative polarity for textual inference* (2006). Verbs of saying
are absent on purpose: a report neither negates nor modalises what is reported.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.effects import Effect, words_beside
from kg.extract.embedding import carriers, embedding, embedding_of_infinitive
from kg.extract.moods import asked, imperative, inverted, is_infinitive, reported_future, tells_future
from kg.model import Modality, Polarity

DEEPEST = 8  # embeddings followed upwards; a sentence that nests deeper is a parse gone wrong
KINDS = {"aux": "modal", "neg": "adverb", "advmod": "adverb", "preconj": "adverb", "mark": "mark"}
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})


@dataclass(frozen=True, slots=True)
class Qualified:
    """How an event is qualified, with the indices of the tokens that say so: those that reverse it, and all of them."""

    modality: Modality = "actual"
    reversers: frozenset[int] = frozenset()
    because: frozenset[int] = frozenset()

    @property
    def polarity(self) -> Polarity:
        """The polarity as statements carry it: "did not refuse" is positive."""
        return "negative" if len(self.reversers) % 2 else "positive"


def polarity(token: Token) -> Polarity:
    """Tell whether the text says that the event happened (or will) or that it did not: ``refused to sign`` is negative."""
    return qualifiers(token).polarity


def modality(token: Token) -> Modality:
    """Tell the status of the event: ``plans to sign`` is planned, ``urged X to sign`` demanded, ``may sign`` possible."""
    return qualifiers(token).modality


def qualifiers(token: Token) -> Qualified:
    """Give polarity, modality and the words responsible for the event that a verb, noun or adjective tells of.

    Parameters
    ----------
    token : Token
        The predicate, in a parsed document.

    Examples
    --------
    For ``sign`` in "The county refused to sign": negative, actual, because of ``refused``.
    """
    return _qualified(token, DEEPEST)


def _qualified(token: Token, depth: int) -> Qualified:
    """The words beside the token, then what it is embedded under."""
    beside = _beside(token)
    if depth == 0:
        return beside
    found = embedding(token)
    if found is None:
        return beside
    governor, effect = found
    outer = _qualified(governor, depth - 1)
    own = frozenset({governor.i})
    reversers = beside.reversers | (own if effect.reverses else frozenset())
    reversers |= outer.reversers if effect.passes else frozenset()
    because = beside.because | outer.because | (own if effect.reverses or effect.modality else frozenset())
    return Qualified(_composed(beside.modality, effect.modality, outer.modality), reversers, because)


def _composed(inner: Modality, brought: Modality | None, outer: Modality) -> Modality:
    """The innermost modality, but what may or would be planned is no more than possible or conditional."""
    if brought == "demanded" or (brought is None and inner != "actual"):
        return brought or inner
    for status in (outer, brought):
        if status in ("possible", "conditional"):
            return status
    return inner if inner != "actual" else brought or outer


def _beside(token: Token) -> Qualified:
    status: Modality = "actual"
    words = _words_beside(token)
    because = {word.i for word, _ in words}
    for _, effect in words:
        if effect.modality and status in ("actual", "planned"):
            status = effect.modality
    condition = _condition(token)
    if condition is not None and status in ("actual", "planned", "possible"):
        status = "conditional"
        because.add(condition.i)
    if status == "conditional" and condition is None and reported_future(carriers(token)[-1]):
        status = "planned"
    if asked(carriers(token)[-1]) and status in ("actual", "planned"):
        status = "possible"
    if status == "actual" and inverted(token):
        status = "conditional"
    if status == "actual" and (_infinitive_alone(token) or tells_future(token)):
        status = "planned"
    if status == "actual" and imperative(token):
        status = "demanded"
    reversers = frozenset(word.i for word, effect in words if effect.reverses)
    return Qualified(status, reversers, frozenset(because))


def _words_beside(token: Token) -> list[tuple[Token, Effect]]:
    found = [pair for verb in carriers(token) for child in verb.children if child != token for pair in _of_child(child)]
    if token.pos_ in ("NOUN", "PROPN"):
        found += [(c, effect) for c in token.lefts if (effect := words_beside().get((c.lower_, "adjective")))]
        found += _of_argument(token)
    nor = _nor(token)
    if nor is None:
        return found
    return [(w, e) for w, e in found if not e.reverses or w.head == token] + [(nor, words_beside()["nor", "conjunction"])]


def _of_child(child: Token) -> list[tuple[Token, Effect]]:
    """The effects of one word that hangs on a verb: an auxiliary, a negation, an adverb, or a word of an argument."""
    table = words_beside()
    kind = KINDS.get(child.dep_)
    if kind and (effect := table.get((child.lower_, kind))):
        return [(child, effect)]
    if kind == "adverb" and (effect := table.get((" ".join(t.lower_ for t in child.subtree), kind))):  # "no longer"
        return [(child, effect)]
    return _of_argument(child) if child.dep_ in ARGUMENTS else []


def _of_argument(argument: Token) -> list[tuple[Token, Effect]]:
    """The effect of "nobody" and of "no" before a noun: "no agency took part", but not "no more than 80 took part"."""
    table = words_beside()
    if effect := table.get((argument.lower_, "subject")):
        return [(argument, effect)]
    first = argument.doc[argument.left_edge.i]
    if effect := table.get((f"{first.lower_} {first.nbor().lower_}" if first != argument else "", "determiner")):
        return [(first, effect)]
    if argument.pos_ == "NUM" or any(c.pos_ == "NUM" for c in argument.lefts):
        return []
    return [(c, effect) for c in argument.lefts if c.dep_ == "det" and (effect := table.get((c.lower_, "determiner")))]


def _nor(token: Token) -> Token | None:
    """The "nor" before a second verb, which then needs no other negation: "neither signed nor read"."""
    if token.dep_ != "conj":
        return None
    return next((c for c in token.head.children if c.dep_ == "cc" and c.lower_ == "nor" and c.i < token.i), None)


def _condition(token: Token) -> Token | None:
    """The conjunction of a conditional clause that hangs on a verb."""
    verbs = carriers(token)
    if token.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for verb in verbs for c in verb.children):
        return None  # "said it would, if asked": the condition belongs to what is said
    verb = verbs[-1]
    if verb.dep_ == "ccomp" and verb.head.i > verb.i:  # "If they agree, she said, 60 could leave"
        verbs.append(verb.head)
    for clause in (c for verb in verbs for c in verb.children if c.dep_ == "advcl"):
        for mark in clause.children:
            if mark.dep_ == "mark" and mark.lower_ in ("if", "unless"):
                return mark
    return None


def _infinitive_alone(token: Token) -> bool:
    """Headlines ("700 officers to leave Minnesota") and "is to": an infinitive that no word governs."""
    if not is_infinitive(token):
        return False
    if token.dep_ in ("ROOT", "ccomp") and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.lefts):
        return True
    if token.dep_ in ("xcomp", "ccomp") and token.head.lemma_ == "be" and token.head.pos_ in ("AUX", "VERB"):
        return True
    return token.dep_ in ("acl", "relcl") and embedding_of_infinitive(token) is None
