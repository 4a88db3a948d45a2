"""The words that mark an act of saying, with the syntactic frames of their content: read from ``verbs.tsv`` and ``nouns.tsv``.

Frames of a verb: ``quote`` (stands beside a direct quotation), ``that`` (a finite clause, with or without *that*; a
question), ``to`` (an infinitive of its own subject: *vowed to*), ``ing`` (a gerund), ``obj`` (a noun phrase alone),
``obj-to`` (object and infinitive: *urged X to*), ``name`` (object and predicate: *called X a failure*), ``obj:P`` (object
and preposition P: *accused X of*), ``P`` after a colon (a preposition alone: *called for*), ``P-to`` (*called on X to*),
``if`` (a question with *if*). ``thing`` is no frame: the subject may be a thing, which says nothing (*the results show*).
``marked`` is ``that`` with the word *that* (*held that*). A verb may have its particle: *point out*.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.wordlists import rows, words

PACKAGE = "kg.extract.quotations"


@cache
def verbs() -> dict[str, frozenset[str]]:
    """Cue verbs by lemma, each with its frames."""
    return _table("verbs.tsv")


@cache
def nouns() -> dict[str, frozenset[str]]:
    """Cue nouns by lemma (*the claim that*, *a promise to*), each with its frames."""
    return _table("nouns.tsv")


@cache
def carriers() -> frozenset[str]:
    """Verbs that bring a saying about by its noun: *make* a claim, *issue* a warning."""
    return words("carriers.txt", PACKAGE)


def frames(token: Token) -> frozenset[str]:
    """The frames of a token as a cue; none when it is no cue."""
    if token.pos_ == "VERB" or (token.tag_.startswith("VB") and token.dep_ not in ("aux", "auxpass")):
        lemma = token.lemma_.lower()
        if lemma not in _first_words():
            return frozenset()
        particle = next((c.lower_ for c in token.rights if c.dep_ == "prt"), "")
        return verbs().get(f"{lemma} {particle}") or verbs().get(lemma, frozenset())
    return frozenset()


@cache
def _first_words() -> frozenset[str]:
    """Cue verbs without their particles: of other words no particle is looked for."""
    return frozenset(cue.split()[0] for cue in verbs())


def _table(name: str) -> dict[str, frozenset[str]]:
    return {lemma: frozenset(frames.split()) for lemma, frames in rows(name, PACKAGE)}
