"""Fragments of HTML, as feeds carry them, to paragraphs of text. Nothing is left out but what no reader of a page sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import SourceError

MOST_TAGS = 40_000
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "th",
    "tr", "ul"))
UNSEEN = frozenset((
    "audio", "button", "embed", "figure", "form", "head", "iframe", "img", "noscript", "object", "script", "select", "style",
    "svg", "template", "textarea", "title", "video"))
NEW_LINE, PARAGRAPH = "\v", "\f"  # stand in the text while it is put together: HTML has no other use for them
DIVIDED = re.compile(f"{PARAGRAPH}|{NEW_LINE}\\s*{NEW_LINE}")


def paragraphs(fragment: str, where: str) -> list[str]:
    """Give the paragraphs of a fragment: blocks divide them, and so do two line breaks together.

    Parameters
    ----------
    fragment : str
    where : str
        Its place, for messages.

    Raises
    ------
    SourceError
        When it has too many tags.

    Examples
    --------
    >>> paragraphs("<p>Officers <b>leave</b> &amp; go.</p>More,<br>it said.<br><br>Then.<script>x()</script>", "feed.xml")
    ['Officers leave & go.', 'More, it said.', 'Then.']
    """
    if fragment.count("<") > MOST_TAGS:
        raise SourceError("the text has too many tags", where=where, valid=f"at most {MOST_TAGS:,}")
    parts = (" ".join(part.split()) for part in DIVIDED.split("".join(_pieces(fragment))))
    return [part for part in parts if part]


def _pieces(fragment: str) -> Iterator[str]:
    from lxml import etree

    clean = fragment.replace(NEW_LINE, " ").replace(PARAGRAPH, " ")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<div>{clean}</div>".encode("utf-8", "replace"), parser)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in UNSEEN:
            walk.skip_subtree()
        elif element.tag in BLOCKS:
            yield PARAGRAPH
        elif event == "start" and element.tag == "br":
            yield NEW_LINE
        if event == "end":
            yield element.tail or ""
        elif element.tag not in UNSEEN:
            yield element.text or ""
