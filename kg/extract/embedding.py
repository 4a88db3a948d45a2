"""What an event is embedded under: *refused to sign*, *a plan to sign*, *called for a vote*; and who asks for it.

The words and their effects are in ``embedding.tsv``.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.effects import Effect, embedders, words_beside
from kg.extract.moods import is_headline, is_infinitive, subjunctive
from kg.extract.subjects import is_agentless, surface_subject

HIGHEST_CLIMB = 4
CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
MEANS = frozenset({"join", "use", "vote", "rally", "combine", "unite", "team", "act"})  # "used the veto to strike it" struck it
COPULAS = frozenset({"be", "become", "remain", "seem", "look"})
COMPOUNDED = frozenset({"npadvmod", "compound", "nmod"})


def embedding(token: Token) -> tuple[Token, Effect] | None:
    """The word that governs the predicate, and its effect; None when the predicate stands free."""
    verb = carriers(token)[-1]
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ == verb.pos_:
        return embedding(head)
    if verb.dep_ in ("xcomp", "ccomp", "csubj", "advcl", "acl", "relcl"):
        return _of_clause(verb, head)
    if verb.dep_ in ("pcomp", "pobj"):
        return _of_preposition(verb, head)
    if verb.dep_ == "amod" and verb.tag_ == "VBN" and any(c.dep_ in COMPOUNDED for c in verb.lefts):
        return head, Effect(False, None)  # "the union wants a city-run audit": the city has run none yet
    return _of_event_noun(verb, head)


def demanders(token: Token) -> list[Token]:
    """Who asks for an event that is demanded: the subject of "urged them to sign", the owner of "her request to sign".

    Where nothing governs the word, it is itself the asking: "her *request* for a stay", "*asked* the court for a stay".
    """
    word = token
    for _ in range(HIGHEST_CLIMB):
        found = embedding(token)
        if found is None:
            break
        token, effect = found
        if effect.modality == "demanded":
            return _owners(token)
    return _owners(word)


def _owners(governor: Token) -> list[Token]:
    """The subject of a verb that is no agentless passive; of a noun its possessor, or the subject of the verb that has it."""
    for _ in range(HIGHEST_CLIMB):
        if governor.pos_ == "VERB":
            return [] if is_agentless(governor) else surface_subject(governor)
        owners = [c for c in governor.lefts if c.dep_ == "poss"]
        if owners:
            return owners
        if governor.dep_ == "dobj":
            governor = governor.head
        elif governor.dep_ == "pobj" and governor.head.lower_ in ("for", "with"):  # "with her request for an order to leave"
            governor = governor.head.head
        else:
            break
    return []


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
        return embedding_of_infinitive(verb)
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
    return not is_headline(verb) and any(
        (c.lower_, "time") in words_beside() for c in verb.lefts if c.dep_ in ("mark", "advmod"))


def embedding_of_infinitive(verb: Token) -> tuple[Token, Effect] | None:
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
    if governor.lower_ == "able" and governor.head.tag_ == "VBD":
        return governor, Effect(False, None)  # who was able to, did
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


def carriers(token: Token) -> list[Token]:
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
