"""What the form of a verb says by itself: infinitive, imperative, subjunctive, a future told in the present or reported."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.calendar import weekday_names
from kg.ontology import load

AHEAD = frozenset({"tomorrow", "tonight", "next", "coming"})
INSTRUMENTS = frozenset({"Law", "Agreement", "LegalCase"})  # what "would" do something when adopted
PAST = frozenset({"last", "past", "ago", "every", "each"})


def tells_future(token: Token) -> bool:
    """Whether a verb in the present tense carries a time word that lies ahead."""
    if token.tag_ not in ("VBZ", "VBP") or is_headline(token):
        return False
    for child in token.children:
        time = child if child.dep_ == "npadvmod" else next((c for c in child.children if c.dep_ == "pobj"), None)
        if time is not None and child.dep_ in ("npadvmod", "prep") and (child == time or child.lower_ in ("on", "at")):
            words = {t.lower_ for t in time.subtree}
            if words & (AHEAD | weekday_names()) and not words & PAST:
                return True
    return False


def is_headline(token: Token) -> bool:
    """Headlines tell the past in the present tense, and end without a full stop."""
    last = [t for t in token.sent if not t.is_space][-1:]
    return not (last and last[0].text[-1] in ".?!\"”")


def is_infinitive(token: Token) -> bool:
    """Whether a verb stands after "to"."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.lefts)


def imperative(token: Token) -> bool:
    """Whether a bare verb without a subject begins a sentence: "Release them now"."""
    if token.tag_ != "VB" or token.dep_ not in ("ROOT", "conj"):
        return False
    first = token.head if token.dep_ == "conj" else token
    return first.tag_ == "VB" and first.dep_ == "ROOT" and not any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "expl") for c in (*token.children, *first.children))


def subjunctive(verb: Token, governor: Token) -> bool:
    """Whether a finite clause may be what is demanded: "asked that it be added", not "asked, he testified"."""
    return governor.i < verb.i and verb.tag_ != "VBD" and not any(c.tag_ in ("VBD", "VBZ") for c in verb.lefts)


def reported_future(verb: Token) -> bool:
    """Whether "would" is the past of "will": what somebody said they would do, not what a law would do if adopted."""
    reported = verb
    while reported.dep_ == "conj":
        reported = reported.head
    if reported.dep_ != "ccomp" or reported.head.tag_ not in ("VBD", "VBN"):
        return False
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    subjects = subjects or [c for c in reported.children if c.dep_ in ("nsubj", "nsubjpass")]
    return bool(subjects) and subjects[0].lower_ != "it" and load().nouns.get(subjects[0].lemma_.lower()) not in INSTRUMENTS


def asked(verb: Token) -> bool:
    """Whether a verb is what a question asks, not what a text tells: "Will the agency leave?"."""
    return any(c.dep_ == "punct" and c.text == "?" for c in verb.rights)


def inverted(verb: Token) -> bool:
    """Whether a clause is a condition without "if": "had the county signed, ..."."""
    if verb.dep_ != "advcl":
        return False
    auxiliaries = [c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    subjects = [c.i for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    return bool(auxiliaries and subjects) and auxiliaries[0] < subjects[0]
