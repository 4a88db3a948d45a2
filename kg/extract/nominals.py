"""The component ``kg_nominals``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("kg_nominals")
def kg_nominals(doc: Doc) -> Doc:
    """Do nothing yet."""
    return doc
