"""newskg: knowledge graphs from news, with the words that prove every statement."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.graph import Graph
    from kg.graph import Graph as open
    from kg.model import Article

__version__ = "0.1.0"
__all__ = ["Article", "Graph", "KgError", "open"]

_PLACES = {"Article": ("kg.model", "Article"), "Graph": ("kg.graph", "Graph"), "KgError": ("kg.errors", "KgError"),
           "open": ("kg.graph", "Graph")}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import kg`` costs nothing."""
    if name not in _PLACES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
