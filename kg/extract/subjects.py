"""Who a verb's subject is: voice, relative clauses, control, coordination and participles undone."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from kg import ontology
from kg.extract.moods import is_headline, is_infinitive
from kg.extract.wordlists import words

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
NOUNS = ("NOUN", "PROPN")
WHO, PLACES, PEOPLE = ("who", "whom"), ("GPE", "LOC", "FAC"), ("Person", "Group", "Position")
CALLING = ("call", "rely", "count", "prevail", "depend")  # "on" names whom they call on; "voted on Tuesday to" names nobody
HIGHEST_CLIMB = 6
DEEPEST = 8


def is_passive(token: Token) -> bool:
    """Whether a verb form takes its patient as subject: "was sued", "officers sent to", "ended by"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children):
        return True
    if _in_headline(token):
        return True
    if any(c.dep_ in ("nsubj", "aux") for c in token.children) or _is_main(token):
        return False
    return _is_reduced(token)


def is_agentless(verb: Token) -> bool:
    """Whether a verb is a passive that does not say by whom: "is accused of", "believed to"."""
    return is_passive(verb) and not any(c.dep_ == "agent" for c in verb.children)


def _in_headline(token: Token) -> bool:
    """Headlines leave out "were": "Dozens rescued off coast"."""
    if token.tag_ not in ("VBD", "VBN") or token.lemma_.lower() not in words("headline_passives.txt") or not is_headline(token):
        return False
    return token.dep_ == "ROOT" and not any(c.dep_ in ("aux", "dobj", "ccomp", "xcomp", "dative") for c in token.children)


def _is_reduced(token: Token) -> bool:
    """Whether a participle alone is passive; the tagger may take one that follows its noun for a past tense."""
    if token.tag_ != "VBN":
        return token.tag_ == "VBD" and token.dep_ in ("acl", "relcl")
    if token.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in token.lefts):
        return token.head.tag_ == "VBN" and is_passive(token.head)
    return token.dep_ in ("acl", "advcl", "relcl", "amod", "ROOT") or any(c.dep_ == "agent" for c in token.children)


def _is_main(token: Token) -> bool:
    """In "The board named Lee interim chief." the parser may take the verb for a participle of a sentence without verb."""
    head = token.head
    if token.dep_ != "acl" or head.dep_ != "ROOT" or head.pos_ not in NOUNS:
        return False
    apposed = any(c.text == "," for c in head.rights if c.i < token.i) or any(c.dep_ == "xcomp" for c in token.rights)
    if token.tag_ == "VBD" and apposed and not is_headline(token):
        return True  # "His lawyer, Lee, called on the mayor to resign."
    return any(c.dep_ in ("dobj", "oprd", "ccomp") for c in token.rights) and not any(c.dep_ == "agent" for c in token.rights)


def surface_subject(token: Token, depth: int = 0) -> list[Token]:
    """Give the heads of the words that are a verb's subject, through relatives, control, coordination and participles."""
    subjects = [c for c in token.children if c.dep_ in SUBJECTS]
    if not subjects:  # "the union is opposed", "joining them are Ohio and Maine": the parser gives it to the auxiliary
        beside = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
        subjects = [s for c in beside for s in c.children if s.dep_ in SUBJECTS or (s.dep_ == "attr" and c.i > token.i)]
    own = [c for c in subjects if c.dep_ != "expl"]
    if own:  # two where the parser has lost what joins them: "all counties as well as 40 cities have signed"
        before = [c for c in own if c.i < token.i]
        return [_owned(antecedent(c), token) for c in before or own[:1]] + _echoing(token)
    inherit = INHERITED.get(token.dep_)
    return [] if inherit is None or subjects or depth > DEEPEST else inherit(token, depth + 1)


def _owned(subject: Token, verb: Token) -> Token:
    """Whose deed it is in "the party, *whose leader*, Lee, is ill, won": the parser hangs the clause's subject on the party."""
    apposed = (c for c in subject.rights if c.dep_ == "appos" and c.i < verb.i)
    return next((c for c in apposed if any(o.tag_ == "WP$" for o in c.lefts)), subject)


def _echoing(verb: Token) -> list[Token]:
    """Who is said to have done the same: "has endorsed it, and so has *Lee*", "took part, as did *troopers*"."""
    echoes = (c for c in verb.rights if c.lemma_ in ("do", "have", "be") and c.dep_ in ("conj", "advcl")
              and any(w.lower_ in ("so", "as") for w in c.lefts))
    return [s for echo in echoes for s in echo.rights if s.dep_ == "nsubj"]


def _from_conjunct(token: Token, depth: int) -> list[Token]:
    if token.head.pos_ not in ("VERB", "AUX"):
        return []
    found = surface_subject(token.head, depth)
    return [s.head if s.dep_ == "appos" and any(c.tag_ == "WP$" for c in s.lefts) else s for s in found]


def _from_main_clause(token: Token, depth: int) -> list[Token]:
    if is_infinitive(token) and token.head.lemma_ in CALLING and any(c.lower_ == "on" for c in token.head.rights):
        return _of_controller(token, depth)
    return surface_subject(token.head, depth) if token.tag_ in ("VBG", "VBN", "VB") else []


def _from_relative(token: Token, _depth: int) -> list[Token]:
    return [token.head] if is_infinitive(token) else []


def _of_controller(token: Token, depth: int) -> list[Token]:
    """The subject of an infinitive under a verb: its object if it has one, else its subject."""
    head = token.head
    if head.pos_ == "ADJ" or head.dep_ == "acomp":
        return surface_subject(head.head, depth)
    objects = [c for c in head.children if c.dep_ == "dobj"]
    called_on = (c for c in head.children if c.dep_ == "prep" and c.lower_ == "on" and head.lemma_ in CALLING)
    objects += [o for c in called_on for o in prepositional_objects(c)]
    return [antecedent(objects[0])] if objects else surface_subject(head, depth)


def _of_participle(token: Token, depth: int) -> list[Token]:
    """The noun a participle modifies; for an infinitive ("a plan to end it") whoever has the noun."""
    head = token.head
    if head.pos_ not in (*NOUNS, "PRON", "NUM"):
        return []
    held = head.dep_ in ("dobj", "attr", "oprd") and head.head.pos_ in ("VERB", "AUX")
    if held and token.tag_ == "VBG" and head.lemma_.lower() in words("filed_papers.txt"):
        return surface_subject(head.head, depth)  # who files a petition asking for something asks for it
    if not is_infinitive(token):
        return [head]
    owners = [c for c in head.children if c.dep_ == "poss"]
    owners += [o for c in head.children if c.lower_ == "by" for o in prepositional_objects(c)]  # "the decision by Lee to fire"
    if owners:
        return [owners[0]]
    if held and head.head.lemma_.lower() in words("stance_verbs.txt"):
        return []  # who supports "the decision to sign" did not decide
    return surface_subject(head.head, depth) if held else []


SUBJECT_PREPOSITIONS = ("by", "in", "after", "before", "while", "without", "upon", "since", "through", "on")


def _of_gerund(token: Token, depth: int) -> list[Token]:
    """The subject of a gerund after a preposition: "accused X of lying" X, "joined X in suing" who joined."""
    governor = token.head.head
    if token.head.lower_ == "of" and governor.pos_ in NOUNS:  # "the company's practice of hiring", "plan and promise of"
        owner = next((c for noun in (governor, *governor.conjuncts) for c in noun.children if c.dep_ == "poss"), None)
        return [antecedent(owner)] if owner is not None else []
    if token.head.lower_ in SUBJECT_PREPOSITIONS:  # the phrase is the clause's, though the parser may hang it on an object
        while governor.pos_ not in ("VERB", "AUX") and governor.dep_ in ("dobj", "pobj", "prep", "conj", "attr", "amod"):
            governor = governor.head
        return surface_subject(governor, depth) if governor.pos_ in ("VERB", "AUX") else []
    if governor.pos_ == "ADJ":  # "found Lee guilty of killing them"
        own = [c for c in governor.lefts if c.dep_ == "nsubj"]
        if own or governor.head.pos_ not in ("VERB", "AUX"):
            return own
        governor = governor.head
    if governor.pos_ not in ("VERB", "AUX"):
        return [c for c in governor.children if c.dep_ == "poss"]
    objects = [c for c in governor.children if c.dep_ in ("dobj", "nsubjpass")]
    return [antecedent(objects[0])] if objects else surface_subject(governor, depth)


INHERITED: dict[str, Callable[[Token, int], list[Token]]] = {
    "conj": _from_conjunct, "xcomp": _of_controller, "acl": _of_participle, "amod": _of_participle,
    "relcl": _from_relative, "advcl": _from_main_clause, "pcomp": _of_gerund,
}


def antecedent(token: Token) -> Token:
    """Give a relative pronoun's antecedent; any other token is itself."""
    if token.tag_ not in ("WDT", "WP", "WP$") and not (token.lower_ == "that" and token.pos_ == "PRON"):
        return token
    clause = token.head
    for _ in range(HIGHEST_CLIMB):
        if clause.dep_ == "relcl":
            return _somebody(clause.head) if token.lower_ in WHO else clause.head
        clause = clause.head
    return token


def _somebody(noun: Token) -> Token:
    """Who is meant where the parser hangs "who" on a place: "*Lee* of Reno, some miles east of Elko, who said so"."""
    if noun.ent_type_ not in PLACES:
        return noun
    for token in reversed(noun.doc[noun.sent.start : noun.i]):
        if token.pos_ in ("VERB", "AUX"):
            break
        kind = ontology.load().nouns.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if token.ent_type_ == "PERSON" or (kind is not None and ontology.load().fits(kind, PEOPLE)):
            return token
    return noun


def prepositional_objects(preposition: Token) -> list[Token]:
    """Give the heads of a preposition's objects."""
    return [antecedent(c) for c in preposition.children if c.dep_ == "pobj"]
