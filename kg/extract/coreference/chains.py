"""Chains of markables, and the rules that forbid two of them to be one entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter

from kg import ontology
from kg.extract.coreference.lazy import read_once
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.words import words
from kg.extract.wordlists import sets
from kg.model import MentionKind

PLACE = attrgetter("start", "end")
KIND_WEIGHT = {"name": 3, "nominal": 1, "pronoun": 0}


class Chain:
    """The markables found so far to speak of one entity, in text order; never changed, only replaced by a longer one.

    ``names`` are those that are names; ``lemmas`` the head lemmas of its nominals; ``type`` what its mentions vote for.
    """

    def __init__(self, markables: Iterable[Markable]) -> None:
        self.markables = sorted(markables, key=PLACE)
        self.first = self.markables[0]
        self.names = [m for m in self.markables if m.kind == "name"]
        self.named = bool(self.names)
        self.type = self.first.type if len(self.markables) == 1 and self.first.kind != "pronoun" else self._vote()
        self.lemmas = frozenset(m.lemma for m in self.markables if m.kind == "nominal")

    def _vote(self) -> str | None:
        """The type most of the mentions have, names before nominals, the narrower of two in one line."""
        votes: Counter[str] = Counter()
        for m in self.markables:
            if m.type:
                votes[m.type] += KIND_WEIGHT[m.kind]
        if not votes:
            return None
        best = max(votes, key=lambda t: (votes[t], t))
        narrower = [t for t in votes if votes[t] and t != best and ontology.load().is_a(t, best)]
        return max(narrower, key=lambda t: (votes[t], t)) if narrower else best

    @read_once
    def identifiers(self) -> frozenset[str]:
        """The authority identifiers of its mentions."""
        return frozenset(m.mention.identifier for m in self.markables if m.mention.identifier)

    @read_once
    def genders(self) -> frozenset[str]:
        """The genders its mentions tell."""
        return frozenset(m.gender for m in self.markables if m.gender)

    @read_once
    def heads(self) -> frozenset[int]:
        """The head tokens of its mentions."""
        return frozenset(m.head.i for m in self.markables)

    @read_once
    def beside(self) -> frozenset[int]:
        """The tokens its mentions stand in a list with: ``the army and the Rapid Support Forces`` are two."""
        return frozenset(i for m in self.markables for i in m.beside)

    @read_once
    def counts(self) -> frozenset[str]:
        """The numerals that count it."""
        return frozenset(m.count for m in self.markables if m.count)

    @read_once
    def words(self) -> frozenset[str]:
        """All telling words of its mentions, as written and as lemmas."""
        told = [m for m in self.markables if m.kind != "pronoun"]
        return frozenset(w for m in told for forms in (m.words, *m.modifiers, (m.lemma, m.form)) for w in forms)

    @read_once
    def numbers(self) -> frozenset[str]:
        """The grammatical numbers of its nominals."""
        return frozenset(m.number for m in self.markables if m.kind == "nominal" and m.number)

    @read_once
    def class_words(self) -> frozenset[str]:
        """What its names say it is: the last word, the head, and nouns that the ontology gives the name's own type."""
        if not self.names:
            return frozenset()
        known = ontology.load()
        kinds = (w for m in self.names for w in m.words if m.type and known.is_a(known.nouns.get(w, "Entity"), m.type))
        return frozenset((*kinds, *(w for m in self.names for w in (m.words[-1], m.form))))


class Chains:
    """All chains of an article: a partition of its markables.

    Once ``names_settled``, two chains that both have names are two entities, and no nominal between them joins them;
    offices alone, whose names are common nouns, still may.
    """

    def __init__(self, markables: list[Markable]) -> None:
        self.markables = markables
        self.names_settled = False
        self._chains = [Chain([m]) for m in markables]
        self._positions = {id(m): i for i, m in enumerate(markables)}
        self._heads = {m.head.i: m for m in sorted(markables, key=lambda m: -(m.end - m.start))}
        self._covers: dict[int, Markable] = {}
        for m in sorted(markables, key=lambda m: -(m.end - m.start)):
            self._covers.update(dict.fromkeys(range(m.start, m.end), m))

    def of(self, markable: Markable) -> Chain:
        """Give the chain a markable belongs to."""
        return self._chains[self._positions[id(markable)]]

    def at(self, token: int) -> Markable | None:
        """Give the markable whose head is this token, else the smallest that covers it."""
        return self._heads.get(token) or self._covers.get(token)

    def all(self) -> list[Chain]:
        """Give the chains in order of their first markables."""
        return list(dict.fromkeys(self._chains))

    def before(self, markable: Markable) -> list[Chain]:
        """Give the chains that a markable earlier in the text belongs to, the most recent first."""
        position = self._positions[id(markable)]
        seen = dict.fromkeys(reversed(self._chains[:position]))
        seen.pop(self._chains[position], None)
        return list(seen)

    def join(self, one: Markable, other: Markable) -> bool:
        """Make the chains of two markables one, unless a rule forbids it; tells whether they are one now."""
        a, b = self.of(one), self.of(other)
        if a is b:
            return True
        if forbidden(a, b) or (self.names_settled and a.named and b.named and a.type != "Position"):
            return False
        joined = Chain(a.markables + b.markables)
        for markable in joined.markables:
            self._chains[self._positions[id(markable)]] = joined
        return True

    def retell(self, markable: Markable, kind: MentionKind, type_: str) -> None:
        """Take a markable that stands alone for a mention of another kind and type."""
        markable.retell(kind, type_)
        self._chains[self._positions[id(markable)]] = Chain([markable])


def forbidden(a: Chain, b: Chain) -> bool:
    """Whether a rule says that two chains are different entities."""
    return (not types_agree(a.type, b.type)
            or bool(a.identifiers and b.identifiers and not a.identifiers & b.identifiers)
            or len(a.genders | b.genders) > 1
            or bool(a.counts and b.counts and a.counts != b.counts)
            or _nested(a, b)
            or bool(a.beside & b.heads and not a.identifiers & b.identifiers)
            or _first_names_differ(a, b))


def types_agree(a: str | None, b: str | None) -> bool:
    """Whether one type is the other, or wider than it.

    >>> types_agree("Agency", "Organization"), types_agree("Agency", "City"), types_agree("City", "County")
    (True, False, False)
    """
    if a is None or b is None:
        return True
    known = ontology.load()
    return known.is_a(a, b) or known.is_a(b, a)


def _nested(a: Chain, b: Chain) -> bool:
    """i-within-i: a phrase and a part of it are two entities ("the mayor of the city")."""
    return any((x.start <= y.start and y.end <= x.end) or (y.start <= x.start and x.end <= y.end)
               for x in a.markables for y in b.markables if x.mention is not y.mention)


def _first_names_differ(a: Chain, b: Chain) -> bool:
    if a.type != "Person" or b.type != "Person":
        return False
    return not all(given_names_agree(x, y) for x in a.names for y in b.names)


def given_names_agree(a: Markable, b: Markable) -> bool:
    """Whether two names of persons may be one person's: equal, short or initial given names, or one has none."""
    one, other = person_words(a), person_words(b)
    short, full = sorted((one, other), key=len)
    if full[-len(short) :] == short or full[: len(short)] == short:
        return True
    return one[-1] == other[-1] and same_given_name(one[0], other[0])


def same_given_name(a: str, b: str) -> bool:
    """Whether two given names may be one.

    >>> same_given_name("tim", "timothy"), same_given_name("t.", "timothy"), same_given_name("ann", "timothy")
    (True, True, False)
    """
    if a == b or b in sets("nicknames.txt").get(a, ()):
        return True
    one, other = a.rstrip("."), b.rstrip(".")
    return min(len(one), len(other)) == 1 and one[:1] == other[:1]


def person_words(markable: Markable) -> tuple[str, ...]:
    """A person's name without ``Jr.`` and the like."""
    kept = tuple(w for w in markable.words if w not in words("person_suffixes"))
    return kept or markable.words
