"""The pass that resolves pronouns of the third person by agreement, binding and salience."""

from __future__ import annotations

from spacy.tokens import Token

from kg import ontology
from kg.extract.coreference.chains import Chain, Chains
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.salience import salience

PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
RELATIVE = frozenset(("who", "whom", "whose", "which", "that"))
REACH = 3  # sentences back


def pronouns(chains: Chains) -> None:
    """Join pronouns with the most salient chain that agrees, in text order; others keep a chain of their own."""
    for markable in chains.markables:
        if markable.kind == "pronoun":
            find = _relative if markable.head.lower_ in RELATIVE else _antecedent
            antecedent = find(markable, chains)
            if antecedent is not None:
                chains.join(antecedent.first, markable)


def _relative(pronoun: Markable, chains: Chains) -> Chain | None:
    """The noun that the relative clause hangs on."""
    verb = pronoun.head
    while verb.dep_ not in ("relcl", "ROOT") and verb.head is not verb:
        verb = verb.head
    if verb.dep_ != "relcl":
        return None
    heads = {m.head.i: m for m in chains.markables if m.kind != "pronoun"}
    found = heads.get(verb.head.i)
    return chains.of(found) if found else None


def _antecedent(pronoun: Markable, chains: Chains) -> Chain | None:
    candidates = []
    for i, chain in enumerate(chains.before(pronoun)):
        last = _last_before(chain, pronoun)
        if pronoun.sentence - last.sentence > REACH or not _agrees(pronoun, chain) or _bound(pronoun, chain):
            continue
        candidates.append((salience(chain, pronoun), -i, chain))
    return max(candidates, key=lambda c: c[:2])[2] if candidates else None


def _last_before(chain: Chain, at: Markable) -> Markable:
    return [m for m in chain.markables if m.start < at.start][-1]


def _agrees(pronoun: Markable, chain: Chain) -> bool:
    word, type_ = pronoun.head.lower_, chain.type
    if type_ is None or chain.first.kind == "pronoun":
        return False
    if word in PERSONAL:
        return type_ == "Person" and chain.genders <= {PERSONAL[word]}
    if word in NEUTER:
        return type_ not in ("Person", "Position", "Group")
    if word in PLURAL:
        return type_ == "Group" or (chain.first.number == "plur" and type_ != "Person") or _is_body(type_)
    return False


def _is_body(type_: str) -> bool:
    return ontology.load().is_a(type_, "Organization")


def _bound(pronoun: Markable, chain: Chain) -> bool:
    """Principle B: a plain pronoun is not an argument of the clause whose subject or object it would take up."""
    if pronoun.head.dep_ == "poss" or pronoun.head.lower_.endswith(("self", "selves")):
        return False
    clause = _clause(pronoun.head)
    return any(m.sentence == pronoun.sentence and m.role in ("subject", "object") and m.head.head.i == clause
               for m in chain.markables)


def _clause(token: Token) -> int:
    """The verb a pronoun is an argument of, also through a preposition."""
    verb = token.head
    if verb.dep_ in ("prep", "agent"):
        verb = verb.head
    return verb.i
