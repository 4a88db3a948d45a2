"""newskg: knowledge graphs from news, with the words that prove every statement.

>>> import kg
>>> with kg.open() as graph:
...     summary = graph.build([kg.Article(id="a", text="The county sued the state on Monday.")])
...     print(summary.articles)
1
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import Event, Summary
    from kg.errors import (
        ExportError,
        ExtractionError,
        KgError,
        OntologyError,
        QueryError,
        QueryRefusedError,
        QueryTimeoutError,
        SelectionError,
        SourceError,
        StoreError,
        UnknownTermError,
    )
    from kg.extract.interchange import to_document
    from kg.extract.run import extractions
    from kg.graph import Graph
    from kg.graph import Graph as open  # noqa: N813
    from kg.model import Article, Claim, Entity, Extraction, Interval, Mention, Quantity, SetAside, Span, Statement
    from kg.network.selection import Selection
    from kg.query.process import Limits
    from kg.query.questions import question, questions
    from kg.query.runner import Answer
    from kg.sources import read

__version__ = "0.1.0"

_MODULES = {
    "kg.build": ("Event", "Summary"),
    "kg.errors": ("ExportError", "ExtractionError", "KgError", "OntologyError", "QueryError", "QueryRefusedError",
                  "QueryTimeoutError", "SelectionError", "SourceError", "StoreError", "UnknownTermError"),
    "kg.extract.interchange": ("to_document",),
    "kg.extract.run": ("extractions",),
    "kg.graph": ("Graph",),
    "kg.model": ("Article", "Claim", "Entity", "Extraction", "Interval", "Mention", "Quantity", "SetAside", "Span",
                 "Statement"),
    "kg.network.selection": ("Selection",),
    "kg.query.process": ("Limits",),
    "kg.query.questions": ("question", "questions"),
    "kg.query.runner": ("Answer",),
    "kg.sources": ("read",),
}
_PLACES = {name: (module, name) for module, names in _MODULES.items() for name in names} | {"open": ("kg.graph", "Graph")}

__all__ = [
    "Answer",
    "Article",
    "Claim",
    "Entity",
    "Event",
    "ExportError",
    "Extraction",
    "ExtractionError",
    "Graph",
    "Interval",
    "KgError",
    "Limits",
    "Mention",
    "OntologyError",
    "Quantity",
    "QueryError",
    "QueryRefusedError",
    "QueryTimeoutError",
    "Selection",
    "SelectionError",
    "SetAside",
    "SourceError",
    "Span",
    "Statement",
    "StoreError",
    "Summary",
    "UnknownTermError",
    "extractions",
    "open",
    "question",
    "questions",
    "read",
    "to_document",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import kg`` costs nothing."""
    if name not in _PLACES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
