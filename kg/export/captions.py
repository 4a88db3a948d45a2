"""Words in pictures: names short enough to read, and everything else in a line beside them."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap

from kg.network.attributes import Value

LONGEST = 48  # characters of a name in a picture
WIDTH = 20  # of a line of it
ELLIPSIS = "…"
BLANK = "(blank)"


def shortened(text: str, longest: int = LONGEST) -> str:
    """Give a text on one line, cut at a word where it is too long.

    >>> shortened("a  b"), shortened("Minnesota Department of Corrections", 24)
    ('a b', 'Minnesota Department of…')
    """
    words = " ".join(text.split()) or BLANK
    if len(words) <= longest:
        return words
    cut = words[:longest - 1]
    whole = cut if words[longest - 1] == " " else cut.rpartition(" ")[0] or cut
    return whole.rstrip() + ELLIPSIS


def lines(text: str) -> list[str]:
    """Give a name as the short lines it is drawn in.

    >>> lines("Minnesota Department of Corrections")
    ['Minnesota Department', 'of Corrections']
    """
    return wrap(shortened(text), WIDTH)


def of_edge(attributes: Mapping[str, Value]) -> str:
    """Give the quoted words of an edge, and where they stand.

    >>> of_edge({"evidence": "They left", "outlet": "Gazette", "published": "2026-02-04", "article": "Officers to leave"})
    '“They left” Officers to leave, Gazette, 2026-02-04'
    """
    quote = f"“{attributes['evidence']}”" if attributes.get("evidence") else ""
    source = ", ".join(str(attributes[name]) for name in ("article", "outlet", "published") if name in attributes)
    return f"{quote} {source}".strip()
