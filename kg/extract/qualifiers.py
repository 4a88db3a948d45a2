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

from kg.extract.effects import Effect, embedders, words_beside
from kg.extract.moods import asked, imperative, inverted, is_infinitive, reported_future, subjunctive, tells_future
from kg.extract.subjects import is_agentless
from kg.model import Modality, Polarity

DEEPEST = 8  # embeddings followed upwards; a sentence that nests deeper is a parse gone wrong
CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
MEANS = frozenset({"join", "use", "vote", "rally", "combine", "unite", "team", "act"})  # "used the veto to strike it" struck it
COPULAS = frozenset({"be", "become", "remain", "seem", "look"})
KINDS = {"aux": "modal", "neg": "adverb", "advmod": "adverb", "preconj": "adverb", "mark": "mark"}
COMPOUNDED = frozenset({"npadvmod", "compound", "nmod"})
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
    embedding = _embedding(token)
    if embedding is None:
        return beside
    governor, effect = embedding
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
    if status == "conditional" and condition is None and reported_future(_carriers(token)[-1]):
        status = "planned"
    if asked(_carriers(token)[-1]) and status in ("actual", "planned"):
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
    found = [pair for verb in _carriers(token) for child in verb.children if child != token for pair in _of_child(child)]
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


def _carriers(token: Token) -> list[Token]:
    """The tokens whose auxiliaries and negation are the predicate's: itself, its copula, the verb it is coordinated with."""
    found = [token]
    if token.dep_ in ("acomp", "attr") and token.head.lemma_ in COPULAS:
        found.append(token.head)
    if token.dep_ in ("aux", "auxpass"):
        found.append(token.head)
    while found[-1].dep_ == "conj" and _shares_auxiliaries(found[-1]):
        found.append(found[-1].head)
    return found


def _shares_auxiliaries(verb: Token) -> bool:
    """Whether a second verb stands under the first one's auxiliaries: "will sign and enforce", not "will sign and left"."""
    own = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "neg") for c in verb.children)
    return not own and verb.tag_ == verb.head.tag_ and verb.tag_ in ("VB", "VBN", "VBG")


def _condition(token: Token) -> Token | None:
    """The conjunction of a conditional clause that hangs on a verb."""
    carriers = _carriers(token)
    if token.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for verb in carriers for c in verb.children):
        return None  # "said it would, if asked": the condition belongs to what is said
    verb = carriers[-1]
    if verb.dep_ == "ccomp" and verb.head.i > verb.i:  # "If they agree, she said, 60 could leave"
        carriers.append(verb.head)
    for clause in (c for verb in carriers for c in verb.children if c.dep_ == "advcl"):
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
    return token.dep_ in ("acl", "relcl") and _embedding_of_infinitive(token) is None


def _embedding(token: Token) -> tuple[Token, Effect] | None:
    """The word that governs the predicate, and its effect; None when the predicate stands free."""
    verb = _carriers(token)[-1]
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ == verb.pos_:
        return _embedding(head)
    if verb.dep_ in ("xcomp", "ccomp", "csubj", "advcl", "acl", "relcl"):
        return _of_clause(verb, head)
    if verb.dep_ in ("pcomp", "pobj"):
        return _of_preposition(verb, head)
    if verb.dep_ == "amod" and verb.tag_ == "VBN" and any(c.dep_ in COMPOUNDED for c in verb.lefts):
        return head, Effect(False, None)  # "we need state-led investigations": the state has led none yet
    return _of_event_noun(verb, head)


def _of_event_noun(noun: Token, verb: Token) -> tuple[Token, Effect] | None:
    if any(c.dep_ == "relcl" for c in noun.children):
        return None  # "the agreement that ICE sent" is there, whatever is done with it
    if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
        return _known(verb, "object")
    return _of_subject(verb) if noun.dep_ == "nsubj" and noun.pos_ == "NOUN" else None


def _of_clause(verb: Token, head: Token) -> tuple[Token, Effect] | None:
    if verb.dep_ in ("acl", "relcl", "advcl") and not is_infinitive(verb):
        return _of_loose_clause(verb, head)
    if verb.dep_ in ("acl", "relcl"):
        return _embedding_of_infinitive(verb)
    nonfinite = is_infinitive(verb) or (verb.tag_ in ("VBG", "VB") and not any(c.tag_ == "MD" for c in verb.lefts))
    found = _known(head, "nonfinite" if nonfinite else "finite")
    if found and found[1].modality == "demanded" and not nonfinite and not subjunctive(verb, head):
        return None
    if not found and verb.dep_ == "advcl" and verb.i > head.i and is_infinitive(verb) and head.lemma_ not in MEANS:
        return head, Effect(False, "planned")  # what is done to reach it does not yet reach it
    if found or verb.dep_ in ("ccomp", "csubj", "advcl"):
        return found
    return (head, Effect(False, None)) if head.pos_ in ("VERB", "AUX") else None


def _of_loose_clause(verb: Token, head: Token) -> tuple[Token, Effect] | None:
    """Modifiers are facts of their own, but for "a ruling clearing him", "once he takes office", "the fear that he left"."""
    shared = Effect(False, None, passes=False)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and head.dep_ == "nsubj" and head.head.lemma_ == "be":
        return head.head, shared  # "the officers leaving will be agents of two agencies": they have not left yet
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and not any(c.dep_ == "det" and c.lower_ != "a" for c in head.lefts):
        return head, shared
    if verb.dep_ == "advcl" and verb.tag_ in ("VBZ", "VBP") and _tells_when(verb):
        return (head if head.pos_ in ("VERB", "AUX") else head.head), shared
    that_clause = verb.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts)
    return _known(head, "finite") if that_clause else None


def _tells_when(verb: Token) -> bool:
    """Whether a clause in the present tells when its main clause holds: "will end it once he takes office"."""
    return any((c.lower_, "time") in words_beside() for c in verb.lefts if c.dep_ in ("mark", "advmod"))


def _embedding_of_infinitive(verb: Token) -> tuple[Token, Effect] | None:
    """The noun that an infinitive completes; or the verb, where the parser has hung its infinitive on its object."""
    head = verb.head
    return _known(head, "nonfinite") or (_known(head.head, "nonfinite") if head.dep_ == "dobj" else None)


def _of_preposition(token: Token, preposition: Token) -> tuple[Token, Effect] | None:
    table = words_beside()
    before = preposition.nbor(-1).lower_ if preposition.i else ""
    effect = table.get((preposition.lower_, "preposition")) or table.get((f"{before} {preposition.lower_}", "preposition"))
    if effect:
        return preposition, effect
    governor = preposition.head
    found = _known(governor, preposition.lower_)
    if found is None and governor.dep_ == "dobj":  # "asked the board for a vote"
        found = _known(governor.head, preposition.lower_)
    return found


def _of_subject(verb: Token) -> tuple[Token, Effect] | None:
    for child in verb.children:
        if child.dep_ in ("acomp", "attr") and (found := _known(child, "subject")):
            return found
    return None


def _known(governor: Token, complement: str) -> tuple[Token, Effect] | None:
    table = embedders()
    word_class = CLASSES.get(governor.pos_, "")
    keys = [(governor.lemma_.lower(), word_class, complement)]
    if word_class == "verb":
        phrases = [f"{keys[0][0]} {c.lower_}" for c in governor.children if c.dep_ in ("prt", "advmod")]
        keys = [(phrase, "verb", complement) for phrase in phrases] + keys
        if is_agentless(governor):
            keys.insert(0, (governor.lemma_.lower(), "passive", complement))
        if governor.tag_ in ("VBN", "VBG"):  # "scheduled to", "going to"
            keys.append((governor.lower_, "adjective", complement))
    return next(((governor, table[key]) for key in keys if key in table), None)
