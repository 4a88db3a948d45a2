"""Passes that join names: equal names, acronyms with what they stand for, names in part."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from kg import ontology
from kg.extract.coreference.chains import Chain, Chains, person_words, same_given_name
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.words import words

APART = ("Position", "Group")


def _names(chains: Chains) -> list[Markable]:
    return [m for m in chains.markables if m.kind == "name" and m.type not in APART]


def exact_names(chains: Chains) -> None:
    """Join names of the same words, and names with the same authority identifier."""
    first: dict[tuple[str, ...], list[Markable]] = defaultdict(list)
    for name in _names(chains):
        if name.type == "Person" and len(person_words(name)) == 1:
            continue  # two people may share a surname: ``partial_names`` asks who was spoken of last
        keys = [("words", *name.words)]
        if name.mention.identifier:
            keys.append(("identifier", name.mention.identifier))
        for key in keys:
            if not any(chains.join(earlier, name) for earlier in first[key]):
                first[key].append(name)


def acronyms(chains: Chains) -> None:
    """Join an acronym with the name whose initials it is: ``HSI`` and ``Homeland Security Investigations``."""
    names = _names(chains)
    short = [n for n in names if is_acronym(n.shape)]
    for acronym in short:
        for name in names:
            if len(name.words) > 1 and spells("".join(acronym.shape), name) and chains.join(name, acronym):
                break


def is_acronym(shape: tuple[str, ...]) -> bool:
    """Whether a name is one word of capitals, points left aside: ``ICE``, ``N.C.``, ``Ecowas`` is none."""
    letters = "".join(shape).replace(".", "").replace("&", "")
    return len(shape) == 1 and 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


def spells(acronym: str, name: Markable) -> bool:
    """Whether the initials of a name, with or without its first word and its function words, are the acronym."""
    letters = acronym.replace(".", "").replace("&", "").lower()
    tokens = [t.text.lower() for t in name.head.doc[name.start : name.end] if any(c.isalnum() for c in t.text)]
    tokens = [part for t in tokens for part in t.split("-") if part]
    content = [t for t in tokens if t not in words("function_words")]
    initials = {"".join(t[0] for t in variant) for variant in (tokens, content, content[1:], tokens[1:])}
    return letters in initials


def parenthetical_acronyms(chains: Chains) -> None:
    """Join a name with the short form in the parentheses after it: ``... Mission on the Mono (Emomo)``."""
    names = _names(chains)
    for name, short in pairwise(names):
        doc = name.head.doc
        between = doc[name.end : short.start].text.strip("'’s ")
        after = doc[short.end].text if short.end < len(doc) else ""
        bracketed = between in ("(", '("', "(“") and after in (")", '"', "”")
        if bracketed and len(short.words) == 1 and _subsequence(short, name):
            chains.join(name, short)


def _subsequence(short: Markable, name: Markable) -> bool:
    """Whether the short form's letters stand in the name in order, its first letter first in a word."""
    letters = iter("".join(name.words).replace(".", ""))
    return short.words[0][0] in {w[0] for w in name.words} and all(c in letters for c in short.words[0] if c.isalnum())


def partial_names(chains: Chains) -> None:
    """Join a name given in part with the full one: ``Homan``, ``the Justice Department``, ``Norland``."""
    names = _names(chains)
    for i, name in enumerate(names):
        if _fuller(name, names, chains) is not None:
            continue
        earlier = [n for n in reversed(names[:i]) if len(n.words) > len(name.words)]
        later = [n for n in names[i + 1 :] if len(n.words) > len(name.words)]
        for other in earlier + later:
            if _is_part(name, other) and chains.join(other, name):
                break


def bare_names(chains: Chains) -> None:
    """Join what equal names are left: people known by one word."""
    first: dict[tuple[str, ...], Markable] = {}
    for name in _names(chains):
        if chains.of(name).first is name or len(chains.of(name).markables) == 1:
            chains.join(first.setdefault(name.words, name), name)


def _fuller(name: Markable, names: list[Markable], chains: Chains) -> Markable | None:
    """A fuller name already in the chain of this one, standing before it."""
    return next((n for n in chains.of(name).names if n.start < name.start and len(n.words) > len(name.words)), None)


def _is_part(short: Markable, full: Markable) -> bool:
    if short.type == "Person" or full.type == "Person":
        return short.type == full.type and _is_person_part(short, full)
    return _is_body_part(short, full)


def _is_person_part(short: Markable, full: Markable) -> bool:
    a, b = person_words(short), person_words(full)
    if len(a) >= len(b):
        return False
    surname = b[-len(a) :] == a
    if surname or b[: len(a)] == a:
        return True
    return len(a) > 1 and a[-1] == b[-1] and same_given_name(a[0], b[0])


def _is_body_part(short: Markable, full: Markable) -> bool:
    a, b = short.words, full.words
    if is_acronym(short.shape) or len(a) >= len(b):
        return False
    if b[-len(a) :] == a:
        return len(a) > 1 or not _is_class_word(a[0])
    if set(a) == set(b[-len(a) :]):
        return True
    head_left_out = b[: len(a)] == a and not _is_class_word(a[-1])
    return head_left_out and not _is_place(short.type)


def _is_class_word(word: str) -> bool:
    return word in ontology.load().nouns


def _is_place(type: str | None) -> bool:
    return type is not None and type != "Facility" and ontology.load().is_a(type, "Place")


def longest(chain: Chain) -> Markable:
    """The fullest name of a chain."""
    return max(chain.names, key=lambda m: (len(m.words), len(m.text), -m.start))
