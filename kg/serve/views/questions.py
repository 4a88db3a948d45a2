"""The named questions, for the page on which one asks."""

from __future__ import annotations

from typing import Any

from kg.query import questions as named
from kg.serve.views.data import Data, Parameters


def questions(_: Data, __: Parameters) -> list[dict[str, Any]]:
    """Give each question with its text, and its parameters with what they are."""
    return [{"name": q.name, "description": q.description, "text": q.text, "parameters": dict(q.parameters)}
            for q in named.questions().values()]
