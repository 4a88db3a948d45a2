"""The parameters of views, checked."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import KgError

LONGEST_NUMBER = 20  # digits


def given(parameters: Mapping[str, str], name: str) -> str:
    """A parameter that must be there."""
    value = parameters.get(name, "")
    if not value:
        raise KgError(f"the parameter {name} is missing")
    return value


def given_iri(parameters: Mapping[str, str], name: str) -> ox.NamedNode:
    """A parameter that must be an absolute IRI."""
    value = given(parameters, name)
    try:
        return ox.NamedNode(value)
    except ValueError:
        raise KgError(f"the parameter {name} is no absolute IRI: {value[:200]!r}", valid="http://...") from None


def whole(parameters: Mapping[str, str], name: str, default: int, most: int) -> int:
    """A whole number from 0 up to the most there may be.

    >>> whole({"limit": "20"}, "limit", 10, 100), whole({}, "limit", 10, 100)
    (20, 10)
    """
    value = parameters.get(name, "")
    if not value:
        return default
    if not value.isdecimal() or len(value) > LONGEST_NUMBER or int(value) > most:
        raise KgError(f"the parameter {name} is {value[:40]!r}", valid=f"0 to {most}")
    return int(value)


def number(parameters: Mapping[str, str], name: str, default: float) -> float:
    """A number.

    >>> number({"confidence": "0.5"}, "confidence", 0), number({}, "confidence", 0)
    (0.5, 0)
    """
    value = parameters.get(name, "")
    try:
        return float(value) if value else default
    except ValueError:
        raise KgError(f"the parameter {name} is {value[:40]!r}", valid="a number") from None


def words(parameters: Mapping[str, str], name: str) -> list[str]:
    """What is divided by blanks: no IRI and no name of the ontology has one.

    >>> words({"no-type": "City  State"}, "no-type"), words({}, "no-type")
    (['City', 'State'], [])
    """
    return parameters.get(name, "").split()
