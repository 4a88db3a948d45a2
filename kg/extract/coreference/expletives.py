"""The *it* that refers to nothing: ``it is clear that``, ``it rained``, ``it takes 67 votes to``, ``made it possible to``."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.coreference.words import words

RAISING = frozenset(("seem", "appear", "turn", "happen", "emerge", "follow", "take", "matter", "cost", "help"))
CLAUSES = ("ccomp", "csubj", "xcomp", "advcl", "acl")


def expletive(token: Token) -> bool:
    """Whether an *it* only holds the place of a clause, the weather, the time or a cleft."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl" or token.head.lemma_.lower() in words("weather_verbs"):
        return True
    verb = token.head
    if verb.dep_ == "ccomp" and verb.pos_ == "ADJ":
        return any(c.dep_ in CLAUSES for c in verb.children)  # "made it possible to"
    return token.dep_ in ("nsubj", "nsubjpass") and (_copula(verb) if verb.lemma_ == "be" else _raised(token, verb))


def _raised(token: Token, verb: Token) -> bool:
    """``it seems that``, ``it took a day to``, ``it was reported that``."""
    clauses = [c for c in verb.children if c.dep_ in ("ccomp", "csubj", "xcomp") and c.i > verb.i]
    if token.dep_ == "nsubjpass":
        return any(c.dep_ in ("ccomp", "csubj") for c in clauses)
    return verb.lemma_.lower() in RAISING and bool(clauses)


def _copula(verb: Token) -> bool:
    """``it is ADJECTIVE that``, ``it is time to``, ``it was Kittering who``."""
    after = [c for c in verb.children if c.i > verb.i]
    complement = [c for c in after if c.dep_ in ("acomp", "attr")]
    if any(c.dep_ in ("ccomp", "csubj") for c in after):
        return True
    if any(c.dep_ == "acomp" for c in complement):
        adjective = next(c for c in complement if c.dep_ == "acomp")
        return any(c.dep_ in CLAUSES for c in (*after, *adjective.children) if c.i > adjective.i and c.pos_ in ("VERB", "AUX"))
    if any(c.ent_type_ in ("DATE", "TIME") or c.lemma_ == "time" for c in complement):
        return True
    return any(g.dep_ == "relcl" and c.pos_ == "PROPN" for c in complement for g in c.children)
