"""Passes that join names: equal names, acronyms with what they stand for, names in part."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from kg import authorities, ontology
from kg.extract.coreference.chains import Chain, Chains, person_words, same_given_name, types_agree
from kg.extract.coreference.markables import Markable
from kg.extract.coreference.salience import salience
from kg.extract.coreference.words import words

APART = ("Position", "Group")
WIDEST_OPENING = 4  # tokens between a name and a short form in parentheses
DIRECTIONS = ("north", "south", "east", "west")  # "the North", of a divided country


def _names(chains: Chains) -> list[Markable]:
    return [m for m in chains.markables if m.kind == "name" and m.type not in APART]


def exact_names(chains: Chains) -> None:
    """Join names of the same words, and names with the same authority identifier."""
    first: dict[tuple[str, ...], list[Markable]] = defaultdict(list)
    for name in _names(chains):
        if name.type == "Person" and len(person_words(name)) == 1:
            continue  # two people may share a surname: ``partial_names`` asks who was spoken of last
        keys = [("words", *name.words[:-1], singular(name.words[-1]))]
        if name.type and ontology.load().is_a(name.type, "Organization"):
            keys.append(("turned round", *sorted(name.words)))  # "Department of Justice", "Justice Department"
        if name.type == "PoliticalParty":
            keys.append(("party", *_party_words(name)))
        if name.mention.identifier:
            keys.append(("identifier", name.mention.identifier))
        for key in keys:
            if not any(chains.join(earlier, name) for earlier in first[key]):
                first[key].append(name)


def _party_words(name: Markable) -> list[str]:
    """``Democrats``, ``Democratic`` and ``Democratic Party`` in one form."""
    return [singular(w).removesuffix("ic") for w in name.words if w not in ("party", "parties")]


def divided_countries(chains: Chains) -> None:
    """Take ``the North`` for the country of that name in the article: ``North Korea``."""
    countries = [m for m in _names(chains) if m.type == "Country" and len(m.words) == 2 and m.words[0] in DIRECTIONS]
    for markable in chains.markables:
        if markable.form in DIRECTIONS and markable.determiner == "the" and len(markable.shape) == 1:
            country = next((c for c in countries if c.shape[0] == markable.shape[0]), None)
            if country is not None and markable.type == "Place":
                chains.retell(markable, "name", "Country")
                chains.join(country, markable)


def acronyms(chains: Chains) -> None:
    """Join an acronym with the name whose initials it is: ``HSI`` and ``Homeland Security Investigations``."""
    names = _names(chains)
    short = [n for n in names if is_acronym(n.shape)]
    for acronym in short:
        for name in names:
            if len(name.words) > 1 and spells("".join(acronym.shape), name) and chains.join(name, acronym):
                break


def is_acronym(shape: tuple[str, ...]) -> bool:
    """Whether a name is one word of capitals, points left aside, or a bill's letters and number.

    >>> is_acronym(("ICE",)), is_acronym(("N.C.",)), is_acronym(("SB", "218")), is_acronym(("Ecowas",))
    (True, True, True, False)
    """
    letters = shape[0].replace(".", "").replace("&", "")
    numbered = len(shape) == 2 and shape[1].isdigit()
    return (len(shape) == 1 or numbered) and 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


def spells(acronym: str, name: Markable) -> bool:
    """Whether the initials of a name, with or without its first word and its function words, are the acronym."""
    letters = acronym.replace(".", "").replace("&", "").lower()
    if letters in name.words:
        return False
    tokens = [t.text.lower() for t in name.head.doc[name.start : name.end] if any(c.isalnum() for c in t.text)]
    tokens = [part for t in tokens for part in t.split("-") if part]
    content = [t for t in tokens if t not in words("function_words")]
    variants = {"".join(t if t.isdigit() else t[0] for t in v) for v in (tokens, content, content[1:], tokens[1:])}
    return letters in variants


def parenthetical_acronyms(chains: Chains) -> None:
    """Join a name with the short form in the parentheses after it: ``... Mission on the Mono (Emomo)``."""
    names = _names(chains)
    for name, short in pairwise(names):
        if short.start - name.end > WIDEST_OPENING:
            continue
        doc = name.head.doc
        between = doc[name.end : short.start].text.strip("'’s ")
        after = doc[short.end].text if short.end < len(doc) else ""
        bracketed = between in ("(", '("', "(“") and after in (")", '"', "”")
        if bracketed and (_abbreviates(short, name) or _abbreviates(name, short)):
            if name.type and not types_agree(short.type, name.type) and _guessed(short):
                chains.retell(short, "name", name.type)
            chains.join(name, short)


def _guessed(short: Markable) -> bool:
    """Whether a short form's type is a guess: no authority knows it, and it is no person's."""
    return short.mention.identifier is None and short.type in ("Organization", "Agency", "Place", "City")


def _abbreviates(short: Markable, name: Markable) -> bool:
    return len(short.words) == 1 < len(name.words) and (_subsequence(short, name) or _mostly_capitals(short.shape[0]))


def _mostly_capitals(word: str) -> bool:
    """Whether it looks like an acronym, of a name in another language perhaps: ``HoGeSa``, ``OLAF``."""
    return len(word) > 2 and word.isalnum() and 2 * sum(c.isupper() for c in word) >= len(word)


def _subsequence(short: Markable, name: Markable) -> bool:
    """Whether the short form's letters stand in the name in order, its first letter first in a word."""
    letters = iter("".join(name.words).replace(".", ""))
    return short.words[0][0] in {w[0] for w in name.words} and all(c in letters for c in short.words[0] if c.isalnum())


def partial_names(chains: Chains) -> None:
    """Join a name given in part with the full one: ``Homan``, ``the Justice Department``, ``Norland``."""
    names = _names(chains)
    sharing: dict[str, list[Markable]] = defaultdict(list)
    for name in names:
        for word in {*name.words, name.form}:
            sharing[word].append(name)
    for name in names:
        if any(n.start < name.start and len(n.words) > len(name.words) for n in chains.of(name).names):
            continue
        fuller = [n for n in sharing[name.words[-1]] if n is not name and _is_part(name, n)]
        earlier = [n for n in reversed(fuller) if n.start < name.start]
        if name.type == "Person":  # "Michael Brown, son of Ron Brown, left. Brown": the one the sentence is about
            earlier.sort(key=lambda n: -salience(chains.of(n), name))
        later = [n for n in fuller if n.start > name.start]
        known = [n for n in earlier if _known_by(chains.of(n), name)]
        for full in known + earlier + later:
            if chains.join(full, name):
                break


def _known_by(chain: Chain, name: Markable) -> bool:
    """Whether the article has used this short name for the entity before."""
    return any(n.words == name.words and n.start < name.start for n in chain.names)


def bare_names(chains: Chains) -> None:
    """Join what equal names are left: people known by one word."""
    first: dict[tuple[str, ...], Markable] = {}
    for name in _names(chains):
        if chains.of(name).first is name or len(chains.of(name).markables) == 1:
            chains.join(first.setdefault(name.words, name), name)


def _is_part(short: Markable, full: Markable) -> bool:
    if short.type == "Person" or full.type == "Person":
        return short.type == full.type and _is_person_part(short, full)
    if short.type == "PoliticalParty" != full.type:
        return False  # the "Republican Jewish Coalition" is not the Republicans
    return _is_body_part(short, full)


def _is_person_part(short: Markable, full: Markable) -> bool:
    a, b = person_words(short), person_words(full)
    if len(a) > 1 and len(a) == len(b):
        return a != b and a[-1] == b[-1] and same_given_name(a[0], b[0])
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
    if _is_place(short.type) or _is_place(full.type):
        told = a == b[: len(a)] and (all(_is_class_word(w) for w in b[len(a) :]) or a[0] in DIRECTIONS)
        return short.type == full.type and told
    if set(a) == set(b[-len(a) :]):
        return not _after_of(full, len(a))
    return _is_head_part(short, full)


def _is_head_part(short: Markable, full: Markable) -> bool:
    """``the Corps``, ``the 10th Circuit``; or a name without its head: ``Norland`` for ``Norland Energy``."""
    a, b = short.words, full.words
    if full.shape[0] in authorities.load().demonyms() and a[0] != b[0] and len(b) > 2:
        b = b[1:]  # "the Indian Supreme Court of Appeal" is later "the Supreme Court"
    if len(a) == 1 and (_is_class_word(a[0]) or (a[0] == full.form and short.determiner == "the")):
        return a[0] == full.form
    if len(a) > 1 and a[0] == b[0] and _in_order(a, b) and _is_class_word(a[-1]):
        return a[-1] != b[-1] or short.type == full.type
    if a != b[: len(a)] or short.type == "Agency" or _is_class_word(a[-1]) or b[-1] in words("full_heads"):
        return False
    return full.start < short.start or short.sentence == 0


def _after_of(full: Markable, count: int) -> bool:
    """Whether the last words of a name are what its head is *of*: ``Assembly of the Council of Europe``."""
    doc = full.head.doc
    kept = [i for i in range(full.start, full.end) if doc[i].lower_ in full.words]
    before = [t.lower_ for t in doc[full.start : kept[-count]]] if len(kept) >= count else []
    return before[-1:] in (["of"], ["for"]) or before[-2:] in (["of", "the"], ["for", "the"])


def _is_class_word(word: str) -> bool:
    return singular(word) in ontology.load().nouns


def _in_order(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    rest = iter(b)
    return all(word in rest for word in a)


def singular(word: str) -> str:
    """The singular of a regular plural.

    >>> singular("counties"), singular("cities"), singular("courts"), singular("pass")
    ('county', 'city', 'court', 'pass')
    """
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _is_place(type: str | None) -> bool:
    return type is not None and type != "Facility" and ontology.load().is_a(type, "Place")
