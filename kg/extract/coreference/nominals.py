"""The pass that joins a definite noun with what it takes up: ``the agency``, ``the operation``, ``the 64 people``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg import ontology
from kg.extract.coreference.chains import Chain, Chains, types_agree
from kg.extract.coreference.complements import chains_apart, told_apart
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.owned import is_owned_body
from kg.extract.coreference.salience import salience
from kg.extract.coreference.words import alike, lines, sets, words

DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))
OWNED = frozenset(("his", "her", "its", "their", "my", "our", "your", "whose", "'s"))
FAR = 12    # sentences back that a noun without a word in common reaches
NEAR = 2    # the same for a noun with an owner ("his company")
VERBATIM = 0.3  # salience of an earlier mention in the very words
SYNONYM = 0.3   # the same of one told by a noun of the same kind: "the bill", later "the measure"
OFTEN = 0.2     # salience of each earlier mention of a place
HERE = 0.6      # salience of a place told in the same sentence: "Virginia's governor closed the schools of the state"
INTRODUCING = frozenset(("additional", "new", "separate", "similar"))
LANDS = ("State", "County", "City", "Country")
DOCUMENTS = ("Agreement", "Law", "LegalCase")  # "an agreement", later "the settlement"

SINGLE = ("Agreement", "Law", "LegalCase", "Operation", "Event", "Group", "Facility", "Agency", "Organization")
DISTRIBUTIVE = frozenset(("a", "an", "another", "every", "each", "no", "any", "some", "either", "neither"))

REPEATED, NAMED, GENERIC, SPECIFIED = 4, 3, 2, 1


def definite_nominals(chains: Chains) -> None:
    """Join definite nominals with earlier chains, in text order."""
    for markable in chains.markables:
        if _may_be_anaphor(markable) and chains.of(markable).first is markable:
            antecedent = _antecedent(markable, chains)
            if antecedent is not None:
                other = not types_agree(antecedent.type, markable.type) and antecedent.type in generic(markable.lemma).types
                if other and markable.number != "plur" and len(chains.of(markable).markables) == 1:
                    chains.retell(markable, "nominal", str(antecedent.type))  # "the coalition" of people is no body
                chains.join(antecedent.first, markable)


def equal_phrases(chains: Chains) -> None:
    """Join phrases of the same words, the modifiers too: ``an immigration detainer`` is a kind of thing told again.

    Persons are left out: ``a federal judge`` may be one today and another tomorrow.
    """
    first: dict[tuple[str, tuple[str, ...], frozenset[frozenset[str]]], Markable] = {}
    for markable in chains.markables:
        alike = markable.kind == "nominal" and markable.modifiers and markable.type != "Person"
        if alike and not set_apart(markable) and not is_owned_body(markable):
            beyond = frozenset(forms for forms in markable.modifiers if not forms.intersection(markable.words))
            key = (markable.type or "", markable.words, beyond)
            earlier = first.setdefault(key, markable)
            if not told_apart(earlier, markable, chains):
                chains.join(earlier, markable)


def same_heads(chains: Chains) -> None:
    """Join an article's deals with its deals, bills with its bills, when no modifier tells them apart.

    What one article calls by one noun is mostly one thing: strict head match with word inclusion (Lee et al. 2013),
    either way round, so that "a deal" in the lead is the "tentative deal" of the headline.
    """
    for markable in chains.markables:
        single = markable.kind == "nominal" and markable.type in SINGLE and not is_owned_body(markable)
        if not single or set_apart(markable) or markable.determiner in DISTRIBUTIVE:
            continue
        told = [] if chains.of(markable).named else chains.before(markable)
        same = next((c for c in told if not c.named and _same_thing(markable, c, chains)), None)
        if same is not None:
            chains.join(same.first, markable)


def _same_thing(markable: Markable, chain: Chain, chains: Chains) -> bool:
    if chain.type != markable.type or markable.lemma not in chain.lemmas:
        return False
    if _counted_apart(markable, chain) or _numbers_differ(markable, chain):
        return False
    told = [m for m in chain.markables if m.kind == "nominal" and m.lemma == markable.lemma]
    if any(set_apart(m) or contrast(m, markable) or told_apart(m, markable, chains) for m in told):
        return False
    own = chains.of(markable)
    if chains_apart(own, chain, chains) or any(set_apart(m) for m in own.markables if m.kind == "nominal"):
        return False
    if markable.determiner == "such" or any("such" in forms for forms in markable.modifiers):
        return True
    beside = {frozenset(f) for f in markable.modifiers}
    within = [beside <= other or other <= beside for other in ({frozenset(f) for f in m.modifiers} for m in told)]
    return all(within) if markable.number == "plur" else any(within)


def _numbers_differ(markable: Markable, chain: Chain) -> bool:
    """Whether one is told in the singular and the other in the plural; "the settlements" may be the papers of one."""
    if not markable.number or not chain.numbers or markable.number in chain.numbers:
        return False
    told = [m for m in (markable, *chain.markables) if m.number == "plur" and m.kind == "nominal"]
    papers = markable.type == "Agreement" and markable.lemma in chain.lemmas
    return not papers or not any(m.determiner in DEFINITE - {"such"} for m in told)


def _counted_apart(markable: Markable, chain: Chain) -> bool:
    """Whether numbers may tell two things apart; of money, whether they do."""
    if not markable.count and not chain.counts:
        return False
    money = all(" " in count for count in (*chain.counts, markable.count or "$ 0"))
    return not money or bool(markable.count and chain.counts and markable.count not in chain.counts)


def _may_be_anaphor(markable: Markable) -> bool:
    if markable.kind != "nominal" or markable.head.pos_ == "VERB" or is_owned_body(markable):
        return False
    if markable.determiner in OWNED and markable.type == "Person":
        return False  # "his brother" is another person
    return markable.determiner in DEFINITE | OWNED or (markable.determiner == "" and markable.number == "plur") \
        or _is_own_place(markable)


def _is_own_place(markable: Markable) -> bool:
    """``an agreement between State and counties``, ``a state-led investigation``: the article's own, without an article."""
    if markable.type not in LANDS or markable.modifiers:
        return False
    doc, head = markable.head.doc, markable.head
    if doc[markable.end : markable.end + 1].text == "-" and not head.whitespace_:
        return True
    return not markable.determiner and head.text.istitle() and not head.is_sent_start and not doc[head.i - 1].is_space


def _antecedent(markable: Markable, chains: Chains) -> Chain | None:
    lemma, form = markable.lemma, markable.form
    types = generic(lemma).types | {markable.type}
    related = [c for c in chains.before(markable) if c.type in types or lemma in c.lemmas or form in c.class_words]
    matches = ((match(markable, chain, chains), i, chain) for i, chain in enumerate(related))
    body = bool(generic(lemma).types) and markable.type is not None and ontology.load().is_a(markable.type, "Agent")
    top = GENERIC if body else NAMED  # "the agency" may be another agency than the last time
    fitting = [(min(m, top), _presence(chain, markable), -i, chain) for m, i, chain in matches if m > 0]
    return max(fitting, key=lambda s: s[:3])[3] if fitting else None


def _presence(chain: Chain, markable: Markable) -> float:
    """Salience; more for the very words; for places the count of mentions too, for "the country" is the article's."""
    earlier = [m for m in chain.markables if m.start < markable.start]
    same_words = VERBATIM if any(m.words == markable.words for m in earlier) else 0.0
    if not chain.named and any(alike(markable.lemma, lemma) for lemma in chain.lemmas):
        same_words = max(same_words, SYNONYM)
    often = OFTEN * len(earlier) if _is_place(chain) else 0.0
    here = HERE if _is_place(chain) and any(m.sentence == markable.sentence for m in earlier) else 0.0
    return salience(chain, markable) + same_words + often + here


def match(markable: Markable, chain: Chain, chains: Chains) -> int:
    """How surely a nominal takes up a chain; 0 when it does not.

    4 it repeats a nominal's head, 3 a word of a name that says what it is, 2 it is a generic noun for the type,
    1 it says more exactly what a generic noun has told.
    """
    if not _may_take_up(markable, chain) or not all(forms & chain.words for forms in markable.modifiers):
        return 0
    told = (m for m in chain.markables if m.lemma == markable.lemma or alike(markable.lemma, m.lemma))
    if any(contrast(markable, m) or told_apart(markable, m, chains) for m in told):
        return 0
    if markable.lemma in chain.lemmas:
        return SPECIFIED if _only_compared(markable, chain) else REPEATED
    if markable.determiner not in DEFINITE | OWNED and not _is_own_place(markable):
        return 0
    return NAMED if markable.form in chain.class_words else _by_type(markable, chain)


def _only_compared(markable: Markable, chain: Chain) -> bool:
    """Whether a chain is told as one of several, or beside the one at hand: "the bill" is seldom the "narrower bill"."""
    told = [m for m in chain.markables if m.lemma == markable.lemma and m.kind == "nominal"]
    return not chain.named and not set_apart(markable) and all(set_apart(m) and not _introduced(m) for m in told)


def _introduced(markable: Markable) -> bool:
    """Whether what sets a thing apart brings it in as well: ``a separate agreement``."""
    return any(forms & INTRODUCING for forms in markable.modifiers)


def _by_type(markable: Markable, chain: Chain) -> int:
    earlier = [m.sentence for m in chain.markables if m.start < markable.start]
    distance = markable.sentence - max(earlier, default=markable.sentence)  # a chain may begin where the markable does
    if distance > (NEAR if markable.determiner in OWNED else FAR) and not _is_place(chain):
        return 0
    kind = generic(markable.lemma)
    if _unlike(markable, chain):
        return 0
    if kind.types:
        return GENERIC if kind.stands_for(chain) else 0
    if markable.determiner in DEFINITE and not chain.named and any(alike(markable.lemma, lemma) for lemma in chain.lemmas):
        return GENERIC
    only_generic = not chain.named and all(generic(lemma).types for lemma in chain.lemmas)
    told = only_generic and markable.type == chain.type and chain.type in DOCUMENTS
    return SPECIFIED if told and markable.determiner in DEFINITE else 0


def _unlike(markable: Markable, chain: Chain) -> bool:
    """Whether nouns alone tell a chain of and none is like the markable's: a ruling is no bill."""
    told = [lemma for lemma in chain.lemmas if lemma in sets("like_nouns")]
    known = markable.lemma in sets("like_nouns") and bool(told)
    return known and not chain.named and not any(alike(markable.lemma, lemma) for lemma in told)


def _is_place(chain: Chain) -> bool:
    return chain.type is not None and ontology.load().is_a(chain.type, "Place")


def _may_take_up(markable: Markable, chain: Chain) -> bool:
    """Whether determiner, type and number let a nominal take up the chain."""
    told = markable.determiner in DEFINITE | OWNED or _is_own_place(markable)
    if not told and not _bare_plural(markable, chain):
        return False
    if _numbers_differ(markable, chain):
        return False
    return chain.type in generic(markable.lemma).types or types_agree(markable.type, chain.type)


def _bare_plural(markable: Markable, chain: Chain) -> bool:
    """``deputies`` may be the deputies told before, unless those were counted; ``64 people`` are the 64 people."""
    if markable.determiner or markable.number != "plur" or (markable.lemma == "people" and not markable.count):
        return False
    return markable.count in chain.counts if markable.count else not chain.counts


class Generic(NamedTuple):
    """What a generic noun stands for: the types, the class words it never takes up, and words of which it needs one."""

    types: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()

    def stands_for(self, chain: Chain) -> bool:
        """Whether the noun may stand for an entity."""
        return chain.type in self.types and not (chain.class_words | chain.lemmas) & self.never and (
            not self.needs or bool(self.needs & chain.words))


@cache
def _generic() -> dict[str, Generic]:
    rows = ((*row, "", "") for row in lines("generic_nouns"))
    return {noun: Generic(_with_narrower(types.split()), frozenset(never.split()), frozenset(needs.split()))
            for nouns, types, never, needs, *_ in rows for noun in nouns.split()}


def _with_narrower(types: list[str]) -> frozenset[str]:
    """The types and the narrower ones; but agencies and parties are no "company"."""
    known = ontology.load()
    narrower = (t for wide in types if wide == "Organization" for t in known.types
                if known.is_a(t, wide) and t not in ("Agency", "PoliticalParty"))
    return frozenset((*types, *narrower))


def generic(lemma: str) -> Generic:
    """What a noun stands for without saying which; nothing when it is no generic noun."""
    return _generic().get(lemma, Generic())


def set_apart(markable: Markable) -> bool:
    """Whether a modifier says that the thing is another one: ``a second agreement``."""
    beside = (frozenset((t.lower_,)) for t in markable.head.lefts)
    if any(t.tag_ == "JJR" and t.dep_ == "amod" for t in markable.head.lefts):
        return True  # "a narrower bill" is none of those told before
    return any(forms & words("other_words") for forms in (*markable.modifiers, *beside))


def contrast(a: Markable, b: Markable) -> bool:
    """Whether modifiers tell two nominals apart: ``state law`` and ``federal law``."""
    if not a.modifiers or not b.modifiers:
        return False
    one, other = ({w for forms in m.modifiers for w in forms} for m in (a, b))
    kinds = {sets("contrasting_words")[w] for w in one if w in sets("contrasting_words")}
    return any(kind & other and not kind & one & other for kind in kinds)
