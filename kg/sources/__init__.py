"""Reading articles from files, streams and the web: one reader a file, and one registry of readers."""

from __future__ import annotations

from kg.sources.reader import ErrorHandler
from kg.sources.registry import read
from kg.sources.volume import Volume

__all__ = ["ErrorHandler", "Volume", "read"]
