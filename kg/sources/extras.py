"""Libraries that only some people need, and what to say to those who lack one."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import SourceError


def optional(module: str, extra: str, where: str) -> Any:
    """Import a module of one of the package's extras.

    Raises
    ------
    SourceError
        When it is not installed: it says what to install.

    Examples
    --------
    >>> optional("no_such_module", "pdf", "story.pdf")
    Traceback (most recent call last):
    kg.errors.SourceError: a library for such files is not installed (at story.pdf); valid: pip install 'newskg[pdf]'
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise SourceError("a library for such files is not installed", where=where,
                          valid=f"pip install 'newskg[{extra}]'") from error
