"""Text in XML: what XML 1.0 cannot carry is replaced and counted."""

from __future__ import annotations

import re

from kg.export.writer import Loss

ILLEGAL = re.compile("[^\\t\\n\\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"


class Cleaner:
    """Replaces characters that XML 1.0 forbids, and counts them.

    >>> cleaner = Cleaner()
    >>> cleaner.clean("a\\x01b"), cleaner.replaced
    ('a\ufffdb', 1)
    """

    def __init__(self) -> None:
        self.replaced = 0

    def clean(self, text: str) -> str:
        """Give the text with every forbidden character replaced by U+FFFD."""
        cleaned, count = ILLEGAL.subn(REPLACEMENT, text)
        self.replaced += count
        return cleaned

    def loss(self) -> Loss:
        """Say how many characters were replaced."""
        return Loss("characters", self.replaced, "XML cannot carry them; U+FFFD stands for each")
