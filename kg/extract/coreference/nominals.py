"""The pass that joins a definite noun with what it takes up: ``the agency``, ``the operation``, ``the 64 people``."""

from __future__ import annotations

from kg.extract.coreference.chains import Chain, Chains, types_agree
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.salience import salience
from kg.extract.coreference.words import classes, words

DEFINITE = ("the", "this", "that", "these", "those")
FAR = 12  # sentences back that a noun without a shared word reaches


def definite_nominals(chains: Chains) -> None:
    """Join definite nominals with earlier chains, in text order."""
    for markable in chains.markables:
        if markable.kind == "nominal" and _takes_up(markable) and chains.of(markable).first is markable:
            antecedent = _antecedent(markable, chains)
            if antecedent is not None:
                chains.join(antecedent.first, markable)


def _takes_up(markable: Markable) -> bool:
    return markable.determiner in DEFINITE or (markable.determiner == "" and markable.number == "plur")


def _antecedent(markable: Markable, chains: Chains) -> Chain | None:
    scored = [(_match(markable, chain), salience(chain, markable), -i, chain)
              for i, chain in enumerate(chains.before(markable))]
    fitting = [s for s in scored if s[0] > 0]
    return max(fitting, key=lambda s: s[:3])[3] if fitting else None


def _match(markable: Markable, chain: Chain) -> int:
    """How surely a nominal may take up a chain: 3 it repeats the head, 2 it is a generic noun for the type, 0 not."""
    if not types_agree(*_types(markable, chain)) or not markable.modifiers <= chain.words:
        return 0
    if markable.number and chain.first.number and markable.number != chain.first.number and not chain.named:
        return 0
    if markable.lemma in chain.lemmas:
        return 3
    if markable.determiner not in DEFINITE or markable.sentence - chain.markables[-1].sentence > FAR:
        return 0
    generic = classes("generic_nouns").get(markable.lemma)
    if generic and chain.type and any(_within(chain.type, t) for t in generic):
        return 2
    if not chain.named and markable.type == chain.type and chain.lemmas <= words("generic_nouns"):
        return 1
    return 0


def _types(markable: Markable, chain: Chain) -> tuple[str | None, str | None]:
    generic = classes("generic_nouns").get(markable.lemma)
    if generic and chain.type in generic:
        return chain.type, chain.type
    return markable.type, chain.type


def _within(narrow: str, wide: str) -> bool:
    return narrow == wide or (wide == "Organization" and types_agree(narrow, wide) and narrow not in ("Agency",))
