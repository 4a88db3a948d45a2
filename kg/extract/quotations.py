"""The component ``kg_quotations``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("kg_quotations")
def kg_quotations(doc: Doc) -> Doc:
    """Do nothing yet."""
    return doc
