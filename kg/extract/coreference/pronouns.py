"""The pass that resolves pronouns of the third person, by agreement, binding, selection and salience.

Narration comes first and quotations after it, because the speaker of a quotation is often told by a pronoun of the
narration ("he said") and is never the ``he`` of his own words.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg import ontology
from kg.extract.coreference.chains import Chain, Chains
from kg.extract.coreference.expletives import expletive
from kg.extract.coreference.layout import SUBJECTS, Layout, speech_subject
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.offices import Office
from kg.extract.coreference.salience import salience
from kg.extract.coreference.selection import expected_types
from kg.extract.subjects import antecedent

PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
RELATIVE = frozenset(("who", "whom", "whose", "which"))
REACH = 3        # sentences back
CLIMB = 5        # words up from a relative clause, over appositions and prepositions
SELECTED = 2.0   # the verb expects an entity of this type
UNFIT = 0.3      # the verb expects another
PLACE = 0.4      # places are seldom "it"
BODY = 0.4       # nor is a body often "they"
ACTED_ON = 0.25   # what something is done to is seldom a body or place


def pronouns(chains: Chains, layout: Layout, known: list[Office]) -> None:
    """Join pronouns with the most salient chain that agrees; those without one keep a chain of their own."""
    waiting = [m for m in chains.markables if m.kind == "pronoun"]
    for inside in (False, True):
        for pronoun in waiting:
            if (pronoun.quote is not None) is inside:
                chain = _chain(pronoun, chains, layout, known)
                if chain is not None:
                    chains.join(chain.first, pronoun)


def _chain(pronoun: Markable, chains: Chains, layout: Layout, known: list[Office]) -> Chain | None:
    word = pronoun.form
    if word in RELATIVE:
        return _relative(pronoun, chains, known)
    if (word not in PERSONAL and word not in NEUTER and word not in PLURAL) or expletive(pronoun.head):
        return None
    speaker = _speaker(pronoun, chains, layout)
    scored = []
    for i, chain in enumerate(chains.before(pronoun)):
        if pronoun.sentence - _last_before(chain, pronoun).sentence > REACH:
            break  # chains come the most recent first
        if chain is not speaker and _agrees(pronoun, chain) and not _bound(pronoun, chain):
            scored.append((salience(chain, pronoun) * _fit(pronoun, chain), -i, chain))
    return max(scored, key=lambda s: s[:2])[2] if scored else None


def _speaker(pronoun: Markable, chains: Chains, layout: Layout) -> Chain | None:
    """Who speaks the quotation a pronoun stands in: never its ``he``."""
    if pronoun.quote is None or pronoun.quote not in layout.speakers:
        return None
    speaker = chains.at(layout.speakers[pronoun.quote])
    return chains.of(speaker) if speaker else None


def _relative(pronoun: Markable, chains: Chains, known: list[Office]) -> Chain | None:
    """The noun the relative clause hangs on; the holder, where that noun is an office."""
    clause = pronoun.head
    while clause.dep_ not in ("relcl", "ROOT"):
        clause = clause.head
    noun = antecedent(pronoun.head) if clause.dep_ == "relcl" else _before(pronoun)
    for _ in range(CLIMB):
        found = chains.at(noun.i)
        holders = next((o.holders for o in known if o.markable is found), None)
        if holders:
            return chains.of(holders[0])
        if found is not None and found.start < pronoun.start and _may_relate(pronoun, found):
            return chains.of(found)
        if noun.dep_ not in ("appos", "pobj", "prep", "conj", "acl"):
            break
        noun = noun.head
    return None


def _may_relate(pronoun: Markable, found: Markable) -> bool:
    """Whether ``who`` or ``which`` may follow: people and bodies, but no "a Republican"; else things."""
    if pronoun.form == "which":
        return found.type != "Person"
    membership = found.type == "PoliticalParty" and found.head.dep_ in ("appos", "attr")
    acts = found.type is not None and _is_a(found.type, "Agent") and not _is_a(found.type, "Place")
    return pronoun.form == "whose" or (acts and not membership)


def _before(pronoun: Markable) -> Token:
    """The word before the pronoun, commas and closing parentheses left aside."""
    token = pronoun.head
    while token.i and (token.i >= pronoun.start or token.text in ",)"):
        token = token.doc[token.i - 1]
    return token


def _agrees(pronoun: Markable, chain: Chain) -> bool:
    word, type_ = pronoun.form, chain.type
    if type_ is None:
        return False
    if word in PERSONAL:
        return type_ == "Person" and chain.genders <= {PERSONAL[word]}
    if word in NEUTER:
        plural = _last_before(chain, pronoun).head.tag_ in ("NNS", "NNPS")
        return type_ not in ("Person", "Position", "Group") and not (plural and type_ == "PoliticalParty") and (
            chain.named or chain.first.number != "plur")
    return type_ == "Group" or (chain.first.number == "plur" and type_ != "Person") or _is_a(type_, "Organization")


def _last_before(chain: Chain, at: Markable) -> Markable:
    return next(m for m in reversed(chain.markables) if m.start <= at.start)


def _is_a(type_: str, wide: str) -> bool:
    return ontology.load().is_a(type_, wide)


def _fit(pronoun: Markable, chain: Chain) -> float:
    """How well the chain's type suits the pronoun and the verb over it."""
    type_ = chain.type or "Entity"
    fit = 1.0
    if pronoun.form in NEUTER and _is_a(type_, "Place"):
        fit *= PLACE
    if pronoun.form in PLURAL and _is_a(type_, "Organization"):
        fit *= BODY
    expected = expected_types(pronoun.head)
    if expected:
        fit *= SELECTED if ontology.load().fits(type_, expected) else UNFIT
    elif pronoun.form == "it" and pronoun.role != "subject" and _is_a(type_, "Agent"):
        fit *= ACTED_ON
    if pronoun.role == "subject" and speech_subject(pronoun.head.head) is not None:
        fit *= UNFIT if not _is_a(type_, "Agent") else 1.0
    return fit


def _bound(pronoun: Markable, chain: Chain) -> bool:
    """Principle B: a plain pronoun is not an argument of the clause whose subject or object it would take up."""
    if pronoun.head.dep_ == "poss" or pronoun.form.endswith(("self", "selves")):
        return False
    clause = _clause(pronoun.head)
    subjects = _controllers(pronoun.head.doc[clause])
    return any(m.sentence == pronoun.sentence and (
        (m.role in ("subject", "object") and m.head.head.i == clause) or m.head.i in subjects) for m in chain.markables)


def _controllers(verb: Token) -> set[int]:
    """The subject of a verb without one of its own, and who is named with it: ``Two senators, Ann and Bo, joined in ...``."""
    while verb.dep_ in ("pcomp", "xcomp", "advcl", "prep") and not any(c.dep_ in SUBJECTS for c in verb.children):
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    found, left = set(), [subject] if subject is not None else []
    while left:
        token = left.pop()
        found.add(token.i)
        left += [c for c in token.children if c.dep_ in ("appos", "conj")]
    return found


def _clause(token: Token) -> int:
    """The verb a pronoun is an argument of, also through a preposition."""
    verb = token.head
    if verb.dep_ in ("prep", "agent", "dative"):
        verb = verb.head
    return verb.i
