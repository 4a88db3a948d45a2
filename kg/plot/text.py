"""Text in pictures: made harmless, measured in points, wrapped into a width."""

from __future__ import annotations

import unicodedata
import warnings
from functools import lru_cache
from typing import Any

FONT = "DejaVu Sans"  # comes with matplotlib, so that every machine draws and measures the same
LINE = 1.2  # the height of a line for its font size
LONGEST = 400  # characters looked at: nobody reads more of a name
KEPT = "\u200c\u200d"  # joiners, which writing needs
FINER = 8  # measured so many times as large, since small letters are fitted to pixels
NAMELESS = "–"
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    r"""Give text on one line without characters that control writing.

    >>> clean("Tim\nWalz\x1b\u202e")
    'Tim Walz�'
    """
    short = " ".join(text[:LONGEST].split())
    kinds = ((c, unicodedata.category(c)) for c in short)
    return "".join(REPLACEMENT if kind in {"Cc", "Cs", "Cn", "Co"} else c for c, kind in kinds if kind != "Cf" or c in KEPT)


@lru_cache(1 << 14)
def width(text: str, size: float, weight: str = "normal") -> float:
    """Give the width of a line in points."""
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of characters that the font lacks: a box is drawn for them
        font = FontProperties(family=[FONT], size=size * FINER, weight=weight)
        renderer: Any = RendererAgg(1, 1, 72)  # type: ignore[no-untyped-call]
        return float(renderer.get_text_width_height_descent(text, font, ismath=False)[0]) / FINER


def wrapped(text: str, room: float, size: float, *, lines: int = 2, weight: str = "normal") -> list[str]:
    """Break a text into lines that fit, cut with an ellipsis where there is more.

    Parameters
    ----------
    text : str
        Anything; see :func:`clean`.
    room : float
        Points.
    size : float
        Of the font, in points.
    lines : int
        How many at most.

    Examples
    --------
    >>> wrapped("Immigration and Customs Enforcement", 100, 9)
    ['Immigration and', 'Customs Enforcement']
    """
    words, found = (clean(text) or NAMELESS).split(" "), [""]
    while words:
        word = words.pop(0)
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size, weight) <= room:
            found[-1] = longer
        elif len(found) == lines:
            found[-1] = _cut(longer, room, size, weight)
            break
        elif not found[-1]:
            head = _fitting(word, room, size, weight)
            found[-1:] = [head, ""]
            words.insert(0, word[len(head):])
        else:
            found.append("")
            words.insert(0, word)
    return found


def _cut(text: str, room: float, size: float, weight: str) -> str:
    return _fitting(text, room - width("…", size, weight), size, weight).rstrip(" ,;") + "…"


def _fitting(text: str, room: float, size: float, weight: str) -> str:
    """Give the longest beginning that fits, a character at least."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle], size, weight) <= room else (low, middle - 1)
    return text[:low]
