"""The component ``kg_coreference``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("kg_coreference")
def kg_coreference(doc: Doc) -> Doc:
    """Do nothing yet."""
    return doc
