"""What a reader is: an Input and a handler of errors in, articles out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.errors import SourceError
from kg.model import Article
from kg.sources.inputs import Input

ErrorHandler = Callable[[SourceError], None]
Reader = Callable[[Input, ErrorHandler], Iterator[Article]]
