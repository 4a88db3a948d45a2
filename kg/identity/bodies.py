"""Names of bodies, operations, laws and cases, compared."""

from __future__ import annotations

from typing import Literal

from kg.resolve.names import is_generic, normal

Likeness = Literal["same", "reordered", "acronym", "part", "apart"]
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an", "at"})
SHORTEST_ACRONYM = 2


def likeness(one: str, other: str) -> Likeness:
    """Tell how like two names are; ``apart`` when nothing says they are one's.

    Examples
    --------
    >>> likeness("Department of Justice", "Justice Department"), likeness("ICE", "Immigration and Customs Enforcement")
    ('reordered', 'acronym')
    >>> likeness("Hennepin County Sheriff's Office", "Hennepin Sheriff's Office"), likeness("Sheriff's Office", "Police")
    ('part', 'apart')
    """
    a, b = normal(one), normal(other)
    if a == b:
        return "same"
    first, second = _words(a), _words(b)
    if sorted(first) == sorted(second):
        return "reordered"
    if _is_acronym(one, b) or _is_acronym(other, a):
        return "acronym"
    narrow, wide = sorted((frozenset(first), frozenset(second)), key=len)
    return "part" if narrow < wide and not is_generic(" ".join(sorted(narrow))) else "apart"


def acronyms(name: str) -> frozenset[str]:
    """Give the initials of a name of several words, with and without its small ones.

    >>> sorted(acronyms("Bureau of Criminal Apprehension"))
    ['bca', 'boca']
    """
    words = normal(name).split()
    forms = ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in SMALL))
    return frozenset(form for form in forms if len(form) >= SHORTEST_ACRONYM and len(words) > 1)


def is_acronym(name: str) -> bool:
    """Whether a name looks like an acronym: capitals without a blank.

    >>> is_acronym("BCA"), is_acronym("B.C.A."), is_acronym("Bureau")
    (True, True, False)
    """
    bare = name.replace(".", "")
    return len(bare) >= SHORTEST_ACRONYM and bare.isalpha() and bare.isupper()


def _is_acronym(short: str, long: str) -> bool:
    return is_acronym(short) and normal(short) in acronyms(long)


def _words(name: str) -> list[str]:
    """Words without the small ones, plurals and "s" of the possessive set aside."""
    return [w[:-1] if len(w) > 3 and w.endswith("s") else w for w in name.split() if w not in SMALL]
