"""The component ``kg_relations``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("kg_relations")
def kg_relations(doc: Doc) -> Doc:
    """Do nothing yet."""
    return doc
