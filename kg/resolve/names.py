"""Names in a form that can be compared: without case, accents, articles, legal forms and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from kg import authorities

_WORD = re.compile(r"\w+", re.UNICODE)
SUFFIXES = ("jr", "sr", "ii", "iii", "iv")


@cache
def words_of(list_name: str) -> frozenset[str]:
    """Give the words of a list beside this module."""
    text = files("kg.resolve").joinpath(f"{list_name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def normal(name: str) -> str:
    """Give a name's comparable form.

    Examples
    --------
    >>> normal("The U.S. Department of Justice"), normal("Peña Foods, Inc.")
    ('us department of justice', 'pena foods')
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c)).replace(".", "").replace("’", "'").replace("'s", "s")
    words = _WORD.findall(plain)
    if words[:1] == ["the"]:
        words = words[1:]
    while len(words) > 1 and words[-1] in words_of("legal_forms"):
        words = words[:-1]
    return " ".join(words)


def person(name: str) -> str:
    """Give a person's name in comparable form, without the titles before it.

    >>> person("Gov. Tim Walz"), person("Lt. Gov. Peggy Flanagan"), person("J.D. Vance")
    ('tim walz', 'peggy flanagan', 'jd vance')
    """
    words = name.split()
    while len(words) > 1 and _is_title(words[0]):
        words = words[1:]
    return normal(" ".join(words))


def _is_title(word: str) -> bool:
    known = authorities.load()
    titles = (r for form in (word, word.lower(), word.rstrip(".") + ".") for r in known.lookup(form))
    return normal(word) in words_of("honorifics") or any(r.type in ("Position", "Rank") for r in titles)


def is_full(name: str) -> bool:
    """Whether a person's comparable name has a given name beside the surname.

    >>> is_full("tim walz"), is_full("walz"), is_full("t walz"), is_full("walz jr")
    (True, False, False, False)
    """
    words = [word for word in name.split() if word not in SUFFIXES]
    return len(words) > 1 and sum(len(word) > 1 for word in words) > 1


def is_generic(name: str) -> bool:
    """Whether all words of a comparable name are such as many bear.

    >>> is_generic("city council"), is_generic("highway 52"), is_generic("hennepin county")
    (True, True, False)
    """
    return all(word.isdigit() or word in words_of("generic_words") for word in name.split())


def is_local(name: str) -> bool:
    """Whether a comparable name is of the kind that every town or county has.

    >>> is_local("altamont police department"), is_local("national park service")
    (True, False)
    """
    return any(word in words_of("local_words") for word in name.split())


def is_found_anywhere(name: str) -> bool:
    """Whether a place's comparable name is of the kind that every town has.

    >>> is_found_anywhere("lake street"), is_found_anywhere("twin cities")
    (True, False)
    """
    return name.rsplit(maxsplit=1)[-1] in words_of("place_words")


def slug(name: str, longest: int = 60) -> str:
    """Give a name in letters, digits and hyphens, for reading in an IRI; never empty.

    >>> slug("Hennepin County Sheriff's Office"), slug("!?")
    ('hennepin-county-sheriffs-office', 'x')
    """
    ascii_only = normal(name).encode("ascii", "ignore").decode()
    return "-".join(ascii_only.split())[:longest].strip("-") or "x"
