"""The component ``kg_frames``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("kg_frames")
def kg_frames(doc: Doc) -> Doc:
    """Do nothing yet."""
    return doc
