"""XML written as it comes: text is escaped, what XML cannot carry is replaced, nothing is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from kg.export.characters import Cleaner
from kg.network.attributes import Value

INDENT = " "
KEPT = {"\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"}  # which readers of XML take for ends of lines
NUMBERS = {"inf": "INF", "-inf": "-INF", "nan": "NaN"}  # as XML Schema spells them


class Markup:
    """Writes elements to an open file, each on a line of its own.

    Parameters
    ----------
    output : binary file

    Examples
    --------
    >>> import io
    >>> output = io.BytesIO()
    >>> markup = Markup(output)
    >>> with markup.element("node", {"id": 'a "b"'}):
    ...     markup.leaf("data", {"key": "label"}, "<c>")
    >>> print(output.getvalue().decode())
    <?xml version="1.0" encoding="UTF-8"?>
    <node id='a "b"'>
     <data key="label">&lt;c&gt;</data>
    </node>
    <BLANKLINE>
    """

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._depth = 0
        self.cleaner = Cleaner()
        output.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """Write an element around what is written within the ``with`` block."""
        self._line(f"<{name}{self._quoted(attributes)}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._line(f"</{name}>")

    def leaf(self, name: str, attributes: Mapping[str, str] | None = None, text: str = "") -> None:
        """Write an element without others in it."""
        start = f"<{name}{self._quoted(attributes)}"
        self._line(f"{start}>{escape(self.cleaner.clean(text), KEPT)}</{name}>" if text else f"{start}/>")

    def _line(self, line: str) -> None:
        self._output.write(f"{INDENT * self._depth}{line}\n".encode())

    def _quoted(self, attributes: Mapping[str, str] | None) -> str:
        clean = self.cleaner.clean
        return "".join(f" {name}={quoteattr(clean(value), KEPT)}" for name, value in (attributes or {}).items())


def text_of(value: Value) -> str:
    """Give a value as XML Schema writes it.

    >>> text_of(True), text_of(0.5), text_of(float("inf"))
    ('true', '0.5', 'INF')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return NUMBERS.get(str(value), str(value)) if isinstance(value, float) else str(value)
