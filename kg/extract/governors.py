"""Under which verb or noun a predicate stands: what it is asked, planned or fought for, and who has a noun."""

from __future__ import annotations

from spacy.tokens import Token

from kg.document import Predicate
from kg.extract.effects import embedders
from kg.extract.moods import is_infinitive
from kg.extract.subjects import is_passive, surface_subject


def govern(found: Predicate, token: Token) -> None:
    """The verb under which an infinitive stands, as ``under``, and as ``bidden`` where that verb's subject is another's.

    "She asked to leave" is under "asked"; "she asked them to leave" is what she bids them do.
    """
    if token.tag_ == "VBG" and token.dep_ == "advcl" and token.head.pos_ == "VERB":
        found.clauses["main"] = [token.head.i]  # "the train derailed, killing two"
    verb = token
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ == "VB":
        verb = verb.head
    governor = verb.head
    if verb.dep_ in ("acl", "relcl") and governor.pos_ == "NOUN" and is_infinitive(verb):
        found.clauses["under"] = [governor.i]
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG":
        found.clauses["under"] = [governor.i]  # "opposes closing the jail"
    bare = is_infinitive(verb) or verb.tag_ == "VB"
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or governor.pos_ != "VERB" or not bare:
        return
    noun = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i else verb
    completes = noun.dep_ == "dobj" and noun.head == governor and (noun.lemma_.lower(), "noun", "nonfinite") in embedders()
    found.clauses["under"] = [noun.i if completes else governor.i]  # "began a campaign *to end* it"
    if completes:
        return
    if verb.dep_ == "advcl" and not (governor.lemma_ == "call" and any(c.lower_ == "on" for c in governor.rights)):
        return
    if governor.lemma_ == "call" and not any(c.lower_ in ("on", "upon", "for") for c in governor.rights):
        return  # "called her to say so": on the telephone
    own = found.arguments.get("patient" if found.passive else "agent", [])
    if is_passive(governor) or not any(s.i in own for s in surface_subject(governor)):
        found.clauses["bidden"] = [governor.i]


def holder(noun: Token) -> Token | None:
    """The verb whose object a noun is, also "wrote a request for an *order*": whose subject it is, has it."""
    while noun.dep_ == "pobj" and noun.head.lower_ in ("for", "of") and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    if noun.dep_ == "pobj" and noun.lemma_ in ("support", "favor", "favour"):  # "argued in support of the motion"
        noun = noun.head
    return noun.head if noun.dep_ in ("dobj", "prep") and noun.head.pos_ == "VERB" else None
