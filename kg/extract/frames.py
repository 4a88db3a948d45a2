"""The component ``kg_frames``: verbs, nouns and adjectives with their arguments, from the dependency parse alone.

Passives, coordination, relative and participial clauses, control and copulas are undone here, so that a frame in the
ontology speaks of ``agent`` and ``patient`` and never of syntax. Labels are those of spaCy's English models (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.document import Predicate, reading
from kg.extract.coordination import Coordination
from kg.extract.governors import govern, holder
from kg.extract.moods import is_infinitive
from kg.extract.subjects import (
    NOUNS,
    SUBJECTS,
    antecedent,
    is_passive,
    prepositional_objects,
    surface_subject,
)
from kg.extract.wordlists import words

TIMES = ("DATE", "TIME")
CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp")


@Language.component("kg_frames")
def kg_frames(doc: Doc) -> Doc:
    """Fill ``predicates`` of the Doc's Reading."""
    read = reading(doc)
    read.together = together = Coordination(doc, read)
    found = (p for token in doc if (p := predicate(token)))
    read.predicates = [_expanded(_with_office(p, together, doc), together) for p in found]
    return doc


def _with_office(found: Predicate, together: Coordination, doc: Doc) -> Predicate:
    """In "elected Lee sheriff" the parser makes Lee a modifier of the sheriff: Lee is whom they elected."""
    roles = ("patient", "attribute") if found.pos == "VERB" else ()
    for head in [i for role in roles for i in found.arguments.get(role, [])]:
        person = together.person_before_office(doc[head])
        if person is not None:
            found.arguments["patient"] = [person.i]
            _add(found, "attribute", [doc[head]])
    return found


def _expanded(found: Predicate, together: Coordination) -> Predicate:
    """The predicate with every coordinated argument listed."""
    for role, heads in found.arguments.items():
        if role != "self":
            found.arguments[role] = together.expand(heads)
    return found


def predicate(token: Token) -> Predicate | None:
    """Give the predicate a token heads, or None for words that head none."""
    if token.tag_ == "VBG" and token.dep_ == "amod":  # "a hardworking man"
        return _adjective(token)
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
        return _verb(token)
    if token.pos_ in NOUNS and token.dep_ != "compound":
        return _noun(token)
    if token.pos_ == "ADJ":
        return _adjective(token)
    return None


def _verb(token: Token) -> Predicate:
    particle = next((c.lower_ for c in token.rights if c.dep_ == "prt" and _follows(c, token)), None)
    passive = is_passive(token)
    found = Predicate(token.i, token.lemma_.lower(), "VERB", particle, passive)
    subject = surface_subject(token)
    _add(found, "patient" if passive else "agent", subject)
    for child in token.children:
        _argument(found, token, child)
    govern(found, token)
    _auxiliaries(found, token)
    _gap(found, token)
    _prepositions(found, token)
    for time in _times(token):  # "on Friday in Dover": the parser may put Friday in Dover
        _prepositions(found, time)
    _add(found, "patient" if passive else "agent", _companions(token))
    if passive:
        _alias(found, "agent", ("by",))
        _add(found, "agent", [] if "agent" in found.arguments else _agent_behind(token))
    for argument in [token.doc[i] for i in found.arguments.get("patient", [])]:
        _add(found, "negation", [c for c in argument.lefts if c.lower_ == "no"])
        if argument.head == token:  # a prepositional phrase after an object may have been attached to the object
            _prepositions(found, argument, only_missing=True)
            for counted in _counted(argument):  # "withdrew 50 of its agents from the city"
                _prepositions(found, counted, only_missing=True)
    return found


def _follows(particle: Token, verb: Token) -> bool:
    """Whether at most an object stands between a verb and its particle: not "asked him about the man *down* the road"."""
    return not any(t.dep_ == "prep" for t in verb.doc[verb.i + 1 : particle.i])


def _times(verb: Token) -> list[Token]:
    """The times that stand with a verb."""
    beside = [c for c in verb.children if c.dep_ == "npadvmod"]
    beside += [o for p in verb.children if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"]
    return [t for t in beside if t.ent_type_ in TIMES or t.lemma_ in ("a.m.", "p.m.")]


def _companions(verb: Token) -> list[Token]:
    """Who does it besides: "Ohio, *along with Texas*, sued", "took part, together with the police".

    Without a comma those go with an object before: "deported him along with his parents".
    """
    holders = [verb, *(c for c in verb.lefts if c.dep_ in SUBJECTS)]
    beside = (a for h in holders for a in h.children if a.lower_ in ("along", "together"))
    acted_on = any(c.dep_ == "dobj" for c in verb.rights)
    own = (a for a in beside if not acted_on or a.i < verb.i or a.nbor(-1).text == ",")
    with_ = (p for a in own for p in a.children if p.lower_ == "with")
    return [o for p in with_ for o in prepositional_objects(p)]


def _raised(found: Predicate, clause: Token) -> None:
    """In "urged the county to sign" the county is both whom they urged and who is to sign; so in "found Lee guilty"."""
    modal = any(c.tag_ == "MD" for c in clause.lefts)
    verbless = clause.pos_ == "ADJ" and not any(c.dep_ in ("aux", "mark") for c in clause.lefts)
    if clause.dep_ == "ccomp" and (is_infinitive(clause) or clause.tag_ == "VB" or verbless) and not modal:
        _add(found, "patient", [c for c in clause.lefts if c.dep_ in ("nsubj", "nsubjpass")])


def _argument(found: Predicate, token: Token, child: Token) -> None:
    """What one word that hangs on a verb is to it."""
    if child.dep_ == "dobj" and not (child.ent_type_ in TIMES and any(c.dep_ == "dative" for c in token.children)):
        _add(found, "patient", [antecedent(child)])
    elif child.dep_ == "ccomp" and child.pos_ in NOUNS and not any(c.dep_ in (*SUBJECTS, "mark", "cop") for c in child.lefts):
        _add(found, "patient", [child])  # "announced Lee's *firing*", which the parser takes for a clause
    elif child.dep_ == "dative":
        _dative(found, token, child)
    elif child.dep_ in ("attr", "acomp", "oprd"):
        _add(found, "attribute", [child])
    elif child.dep_ == "neg":
        _add(found, "negation", [child])
    elif child.dep_ == "agent" and (found.passive or "agent" not in found.arguments):  # not so "signed a bill by Sen. Lee"
        _add(found, "agent", prepositional_objects(child))
    elif child.dep_ in ("advmod", "intj", "advcl") and child.pos_ in ("ADV", "INTJ"):
        found.arguments.setdefault("manner", []).append(child.i)
    elif child.dep_ in CLAUSES:
        found.clauses.setdefault(child.dep_, []).append(child.i)
        _raised(found, child)
    elif child.dep_ in ("npadvmod", "compound", "nmod") and token.dep_ == "amod":  # "ICE-led operation"
        _add(found, "agent", [child])


def _dative(found: Predicate, token: Token, child: Token) -> None:
    _add(found, "recipient", prepositional_objects(child) if child.pos_ == "ADP" else [antecedent(child)])
    if any(c.dep_ == "dobj" and c.ent_type_ in TIMES for c in token.children):  # "signed it the next morning"
        _add(found, "patient", [antecedent(child)])
    _add(found, child.lower_, prepositional_objects(child))


def _counted(number: Token) -> list[Token]:
    if number.pos_ != "NUM":
        return []
    return [o for p in number.rights if p.lower_ == "of" for o in prepositional_objects(p)]


def _auxiliaries(found: Predicate, token: Token) -> None:
    for child in token.lefts:
        if child.dep_ == "aux":
            _add(found, "perfect" if child.lemma_ == "have" else "modal", [child])
        elif child.dep_ == "auxpass":
            _add(found, "passive", [child])


def _agent_behind(token: Token) -> list[Token]:
    """Who did what the passive itself does not say.

    In "was charged with theft by the district attorney" the parser gives the agent to the theft, in "was shot and wounded
    by a deputy" to the second verb alone.
    """
    later = (c for c in token.rights if c.dep_ == "conj" and c.tag_ == "VBN" and not any(s.dep_ in SUBJECTS for s in c.lefts))
    shared = [o for verb in later for p in verb.rights if p.dep_ == "agent" for o in prepositional_objects(p)]
    if shared:
        return shared
    nouns = [o for p in token.rights if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"]
    nouns += [c for c in token.rights if c.dep_ in ("npadvmod", "dobj", "oprd")]
    return [o for noun in nouns for p in noun.rights if p.lower_ == "by" for o in prepositional_objects(p)]


def _gap(found: Predicate, token: Token) -> None:
    """In "the deal that the county signed" the deal is what was signed."""
    if token.dep_ != "relcl" or "patient" in found.arguments or found.passive or found.lemma == "be":
        return
    if any(t.tag_ == "WP$" for t in token.subtree):
        return
    subjects = [c for c in token.children if c.dep_ in SUBJECTS]
    if subjects and antecedent(subjects[0]) == subjects[0]:
        _add(found, "patient", [token.head])


def _noun(token: Token) -> Predicate:
    found = Predicate(token.i, token.lemma_.lower(), "NOUN")
    found.arguments["self"] = [token.i]
    for child in (*token.children, *_prefix_children(token)):
        if child.dep_ == "poss" or any(c.tag_ == "POS" for c in child.rights):
            _add(found, "poss", [antecedent(child)])
        elif child.dep_ in ("compound", "nmod", "amod", "npadvmod"):
            _add(found, "modifier", [child])
        elif child.dep_ == "appos":
            _add(found, "appos", [child])
        elif child.dep_ in ("acl", "relcl"):
            found.clauses.setdefault("acl", []).append(child.i)
        if child.dep_ == "amod" and child.tag_ in ("VBN", "VBD"):  # "a state-led investigation"
            _add(found, "by", [c for c in child.lefts if c.dep_ in ("npadvmod", "compound", "nmod")])
    if token.dep_ == "appos":
        _add(found, "appos", [token.head])
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        _add(found, "equals", [c for c in token.head.children if c.dep_ == "attr"])
    held = holder(token)
    if held is not None:
        found.clauses["held"] = [held.i]
    _complement(found, token)
    _prepositions(found, token)
    if token.dep_ == "dobj" and not is_passive(token.head):  # "signed the *bill* by Sen. Lee", whom the parser has sign it
        after = (c for c in token.head.rights if c.dep_ == "agent" and c.i == token.right_edge.i + 1)
        _add(found, "by", [o for c in after for o in prepositional_objects(c)])
    for index in list(found.arguments.get("of", [])):
        _prepositions(found, token.doc[index], only_missing=True)
    _alias(found, "agent", ("by", "poss"))
    _alias(found, "patient", ("of",))
    return found


def _prefix_children(token: Token) -> list[Token]:
    """In "her ex-husband" the parser makes her the owner of the prefix."""
    prefixed = token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    return [c for c in token.nbor(-2).lefts if c.dep_ == "poss"] if prefixed and token.nbor(-2).head.i != token.i else []


def _complement(found: Predicate, token: Token) -> None:
    """What a noun or adjective is said of (``bearer``) and who says so by calling it that (``caller``)."""
    head = token.head
    if token.dep_ in ("attr", "acomp") and head.lemma_ in ("be", "become", "remain", "seem", "look"):
        _add(found, "bearer", surface_subject(head))
    elif token.dep_ in ("oprd", "ccomp", "xcomp") and _judges(head):
        own = [c for c in token.children if c.dep_ == "nsubj"]
        _add(found, "bearer", own or [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")])
        _add(found, "caller", surface_subject(head) if not is_passive(head) else [])
    elif token.dep_ == "amod" and token.i > head.i and head.dep_ == "dobj" and _judges(head.head):  # called it "cowardly"
        _add(found, "bearer", [head])
        _add(found, "caller", surface_subject(head.head))
    elif token.dep_ == "conj" and token.pos_ == "ADJ" and head.pos_ == "ADJ":
        _complement(found, head)
    elif token.dep_ == "pobj" and head.lower_ == "as" and _judges(head.head):
        _add(found, "bearer", [c for c in head.head.children if c.dep_ in ("dobj", "nsubjpass")])
        _add(found, "caller", surface_subject(head.head) if not is_passive(head.head) else [])


def _judges(verb: Token) -> bool:
    return verb.lemma_.lower() in words("judging_verbs.txt")


def _adjective(token: Token) -> Predicate:
    found = Predicate(token.i, token.lemma_.lower() if token.pos_ == "ADJ" else token.lower_, "ADJ")
    if token.dep_ in ("acomp", "oprd", "conj", "xcomp", "ROOT", "ccomp"):
        verb = token.head if token.dep_ != "conj" else token.head.head
        _add(found, "agent", surface_subject(verb) if verb.pos_ in ("VERB", "AUX") else [])
    elif token.dep_ == "amod":
        _add(found, "agent", [token.head])
        _complement(found, token.head)
    _complement(found, token)
    _prepositions(found, token)
    return found


def _prepositions(found: Predicate, token: Token, *, only_missing: bool = False) -> None:
    present = frozenset(found.arguments)
    for child in token.children:
        if child.dep_ not in ("prep", "agent") or child.pos_ not in ("ADP", "SCONJ", "VERB"):
            continue
        role, inner = child.lower_, child
        for nested in child.children:  # "out of", "because of", "ahead of"
            if nested.dep_ == "prep" and not prepositional_objects(child):
                role, inner = f"{child.lower_} {nested.lower_}", nested
        if not (only_missing and role in present):
            _add(found, role, prepositional_objects(inner))
            for pcomp in (c for c in child.children if c.dep_ == "pcomp"):
                found.clauses.setdefault(role, []).append(pcomp.i)


def _alias(found: Predicate, role: str, sources: Iterable[str]) -> None:
    for source in sources:
        if source in found.arguments:
            found.arguments.setdefault(role, list(found.arguments[source]))


def _add(found: Predicate, role: str, heads: Iterable[Token]) -> None:
    for head in heads:
        slot = found.arguments.setdefault(role, [])
        if head.i not in slot:
            slot.append(head.i)
