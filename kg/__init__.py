"""newskg: knowledge graphs from news, with the words that prove every statement."""

from __future__ import annotations

__version__ = "0.1.0"
