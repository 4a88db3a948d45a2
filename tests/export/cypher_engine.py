"""Runs Cypher in graphqlite, an engine that is an extension of SQLite."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import apsw
import graphqlite


class Engine:
    """A property graph in memory."""

    def __init__(self) -> None:
        self._connection = apsw.Connection(":memory:")
        self._connection.enable_load_extension(True)
        self._connection.load_extension(graphqlite.loadable_path())

    def run(self, statements: Iterable[str]) -> None:
        """Run statements one after the other."""
        for statement in statements:
            self.ask(re.sub(r"\A(//.*\n)+", "", statement))  # the engine knows a constraint only without remarks before it

    def ask(self, query: str) -> Any:
        """Give the rows of a query as the engine's JSON has them."""
        ((answer,),) = self._connection.execute("SELECT cypher(?)", (query,)).fetchall()
        return json.loads(answer)
