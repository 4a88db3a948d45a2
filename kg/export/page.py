"""The page of ``kg/web`` around its data: one file that fetches nothing and runs no script but its own.

The policy in the page allows its own script and style by their hashes, and nothing else. Data stands in blocks of JSON, which
no browser runs; no ``<`` in them can end a block, because none is left in it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ExportError

DIST = Path(__file__).parent.parent / "web" / "dist"
PLACE = re.compile(r"\{\{(\w+)\}\}")
POLICY = ("default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'; "
          "require-trusted-types-for 'script'; trusted-types 'none'")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What ``hatch_build.py`` made of ``kg/web``."""

    template: str
    script: str
    style: str

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of a page with this script and style."""
        return POLICY.format(script=digest(self.script), style=digest(self.style))

    def around(self, title: str) -> tuple[bytes, bytes]:
        """Give what stands before the data and what stands after it."""
        values = {"title": html.escape(title), "policy": html.escape(self.policy, quote=True), "style": self.style,
                  "script": self.script}
        before, after = self.template.split("{{data}}")
        return tuple(PLACE.sub(lambda m: values[m[1]], part).encode() for part in (before, after))  # type: ignore[return-value]


def digest(text: str) -> str:
    """Give the hash of a script or style as a policy names it.

    >>> digest("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def bundle(folder: Path = DIST) -> Bundle:
    """Read the bundle.

    Raises
    ------
    ExportError
        When it has not been made.
    """
    try:
        template, script, style = ((folder / name).read_text("utf-8") for name in ("page.html", "page.js", "page.css"))
    except FileNotFoundError as error:
        raise ExportError("the page is not bundled", where=str(error.filename),
                          valid="made by: python hatch_build.py") from None
    return Bundle(template, script, style)


def encoded(value: Any) -> bytes:
    """Give JSON that can stand within a script element.

    >>> encoded("</script>é")
    b'"\\\\u003c/script>\\xc3\\xa9"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").encode()
