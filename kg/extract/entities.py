"""The component ``kg_entities``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("kg_entities")
def kg_entities(doc: Doc) -> Doc:
    """Do nothing yet."""
    return doc
