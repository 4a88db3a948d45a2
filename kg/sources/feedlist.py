"""Lists of feeds in OPML, the format in which feed readers exchange them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import SourceError
from kg.sources.inputs import Input

SUFFIX = ".opml"
LARGEST_LIST = 4 * 1024 * 1024  # bytes
VALID = 'an OPML file: <opml><body><outline xmlUrl="https://news.example/feed.xml"/></body></opml>'


def addresses(source: Input) -> Iterator[str]:
    """Give the addresses of the feeds of a list in its order, each once.

    Raises
    ------
    SourceError
        When it is no OPML, or lists none.

    Examples
    --------
    >>> from io import BytesIO
    >>> opml = b'<opml version="2.0"><body><outline text="A"><outline xmlUrl="https://a.example/feed"/></outline></body></opml>'
    >>> list(addresses(Input("feeds.opml", BytesIO(opml))))
    ['https://a.example/feed']
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(source.read(LARGEST_LIST), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise SourceError(f"not readable as OPML: {said}", where=source.name, valid=VALID) from error
    found = [url.strip() for outline in root.iter("outline") if (url := outline.get("xmlUrl"))]
    if root.tag != "opml" or not found:
        raise SourceError("the file lists no feeds", where=source.name, valid=VALID)
    yield from dict.fromkeys(found)
