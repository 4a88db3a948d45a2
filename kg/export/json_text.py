"""JSON written as it comes: a value a line, nothing is held, and nothing that JSON cannot carry."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import IO, Any

from kg.network.attributes import Value


def compact(value: Any) -> str:
    """Give a value as JSON on one line.

    >>> compact({"label": "Zoë", "x": 1.5})
    '{"label":"Zoë","x":1.5}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def write_items(output: IO[bytes], items: Iterable[Any]) -> None:
    """Write a JSON array, an item a line."""
    output.write(b"[")
    divider = b"\n"
    for item in items:
        output.write(divider + compact(item).encode())
        divider = b",\n"
    output.write(b"\n]")


def finite(attributes: Mapping[str, Value]) -> dict[str, Value]:
    """Give the attributes without numbers that JSON has no word for.

    >>> finite({"count": float("inf"), "confidence": 0.5})
    {'confidence': 0.5}
    """
    return {name: value for name, value in attributes.items() if not isinstance(value, float) or math.isfinite(value)}
