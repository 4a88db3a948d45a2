"""Names in a form that can be compared: without case, accents, articles, legal forms and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"\w+", re.UNICODE)


@cache
def _legal_forms() -> frozenset[str]:
    text = files("kg.resolve").joinpath("legal_forms.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


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
    while len(words) > 1 and words[-1] in _legal_forms():
        words = words[:-1]
    return " ".join(words)


def slug(name: str, longest: int = 60) -> str:
    """Give a name in letters, digits and hyphens, for reading in an IRI; never empty.

    >>> slug("Hennepin County Sheriff's Office"), slug("!?")
    ('hennepin-county-sheriffs-office', 'x')
    """
    ascii_only = normal(name).encode("ascii", "ignore").decode()
    return "-".join(ascii_only.split())[:longest].strip("-") or "x"
