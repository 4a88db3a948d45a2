"""Writing to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.files import complete

STDOUT = Path("-")


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """Open a file to write, or standard output for None and ``-``; a file appears when it is complete."""
    if path is None or path == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with complete(path) as file:
        yield file
