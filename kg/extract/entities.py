"""The component ``kg_entities``: every named mention of a Doc, typed to the narrowest class.

Runs of capitals are cut into names at offices, honorifics and nationalities; authorities, the names' own words, the
recogniser and the words beside them vote for a type; a name keeps one type in one article (``kg.extract.mentions``).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.mentions.component import fill


@Language.component("kg_entities")
def kg_entities(doc: Doc) -> Doc:
    """Fill ``mentions`` of the Doc's Reading with names and offices."""
    return fill(doc)
