"""Markdown, and what Obsidian adds to it: text stays text, whatever signs are in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlsplit

SIGNS = re.compile(r"[\\`*_\[\]#|~=$%^>]")
ENTITIES = {"&": "&amp;", "<": "&lt;"}
UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
UNWRITTEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # which YAML wants escaped, and JSON leaves as they are
STARTS = re.compile(r"^(\d*)([-+.)])")  # of a list item
LINK = str.maketrans({"[": "(", "]": ")", "|": "/", "<": "‹", ">": "›", "#": "♯", "^": "ˆ", "\\": "/", "`": "'", "$": "＄",
                      "%": "％", "&": "＆", "*": "∗", "_": "＿", "~": "∼", "=": "＝"})
LONGEST_LABEL = 120
ADDRESS = "-._~:/?#[]@!$&'*+,;=%"


def line(text: str) -> str:
    """Give text on one line, without control characters.

    >>> line("two\\nlines \\x07")
    'two lines'
    """
    return " ".join(UNPRINTED.sub(" ", text).split())


def escaped(text: str) -> str:
    """Give text on one line in which nothing is a mark, a link, a tag, a formula or HTML.

    >>> print(escaped("<b>[[a|b]]</b> #c & d"), escaped("1. one"))
    &lt;b\\>\\[\\[a\\|b\\]\\]&lt;/b\\> \\#c &amp; d 1\\. one
    """
    marked = SIGNS.sub(r"\\\g<0>", line(text))
    return STARTS.sub(r"\1\\\2", "".join(ENTITIES.get(c, c) for c in marked))


def quotation(text: str, indent: str = "") -> str:
    """Give a block quotation.

    >>> quotation("one\\n\\ntwo")
    '> one\\n>\\n> two'
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(f"{indent}> {escaped(part)}".rstrip() for part in lines)


def wikilink(note: str, label: str) -> str:
    """Give a link to a note of the vault; a label has no signs that would end it, for which others of their look stand.

    >>> wikilink("entities/a", "x|y]] z")
    '[[entities/a|x/y)) z]]'
    """
    text = line(label).translate(LINK)
    if len(text) > LONGEST_LABEL:
        text = text[: LONGEST_LABEL - 1].rstrip() + "…"
    return f"[[{note}|{text or note.rpartition('/')[2]}]]"


def link(label: str, address: str) -> str | None:
    """Give a link to an address of the web, or None where it is none.

    >>> link("source", "https://x.example/a(b) c"), link("source", "javascript:alert(1)")
    ('[source](<https://x.example/a%28b%29%20c>)', None)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return f"[{escaped(label)}](<{quote(address, safe=ADDRESS)}>)"


def front_matter(values: Mapping[str, object]) -> str:
    """Give YAML front matter: texts as double-quoted scalars, lists of them, numbers; what is empty is left out.

    >>> print(front_matter({"type": "Person", "aliases": ["a: b", "c"], "none": None}), end="")
    ---
    type: "Person"
    aliases:
      - "a: b"
      - "c"
    ---
    """
    lines = ["---"]
    for name, value in values.items():
        if isinstance(value, (list, tuple)) and value:
            lines += [f"{name}:", *_items(value)]
        elif not isinstance(value, (list, tuple)) and value not in (None, ""):
            lines.append(f"{name}: {_scalar(value)}")
    return "\n".join([*lines, "---", ""])


def _items(values: Iterable[object]) -> list[str]:
    return [f"  - {_scalar(value)}" for value in values]


def _scalar(value: object) -> str:
    """A scalar of JSON is one of YAML, but for characters that YAML wants escaped."""
    return UNWRITTEN.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))
