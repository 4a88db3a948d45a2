"""newskg: knowledge graphs from news, with the words that prove every statement."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.graph import Graph
    from kg.graph import Graph as open  # noqa: N813
    from kg.model import Article
    from kg.query.questions import question
    from kg.query.runner import Answer

__version__ = "0.1.0"
__all__ = ["Answer", "Article", "Graph", "KgError", "open", "question"]

_PLACES = {"Answer": ("kg.query.runner", "Answer"), "question": ("kg.query.questions", "question"),
           "Article": ("kg.model", "Article"), "Graph": ("kg.graph", "Graph"), "KgError": ("kg.errors", "KgError"),
           "open": ("kg.graph", "Graph")}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import kg`` costs nothing."""
    if name not in _PLACES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
