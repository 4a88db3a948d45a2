"""Reading articles from files and streams: one reader a format, one registry of readers."""

from __future__ import annotations

from kg.sources.registry import ErrorHandler, read

__all__ = ["ErrorHandler", "read"]
