"""Cypher: a script that merges entities and statements into a property graph, and that may be run again.

Text stands in single quotes: a backslash, a quote, line ends and tabs as ``\\\\``, ``\\'``, ``\\n``, ``\\r``, ``\\t``, other
characters that control or reorder a line as ``\\uXXXX``, all others as they are. A quote is never ``\\u0027``: Neo4j
replaces those before it looks where a text ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from kg.export.network import projected, report
from kg.export.property_graph import ANY, CONSTRAINT, labels, relationship
from kg.export.writer import Report, Request, Writer
from kg.network.attributes import Value
from kg.network.projection import Projection

ROWS = 200  # rows a statement: each is a transaction, and a parser holds it whole
UNSAFE = re.compile("['\\\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
ADVICE = "load it with: cypher-shell --file FILE"
HEAD = f"""\
// Entities as nodes, statements as relationships. Load with: cypher-shell --file FILE
{CONSTRAINT}
"""
MERGE_NODES = "MERGE (n:Entity {{iri: row.iri}})\nSET {labels}n += row.properties;\n"
MERGE_RELATIONSHIPS = """\
MATCH (source:Entity {{iri: row.source}})
MATCH (target:Entity {{iri: row.target}})
MERGE (source)-[r:{type} {{iri: row.iri}}]->(target)
SET r += row.properties;
"""


def _write(request: Request, output: IO[bytes]) -> Report:
    projection = projected(request)
    output.write(HEAD.encode())
    for names, rows in _batches(_nodes(projection)):
        output.write(_statement(rows, MERGE_NODES.format(labels=names)))
    for type_, rows in _batches(_relationships(projection)):
        output.write(_statement(rows, MERGE_RELATIONSHIPS.format(type=type_)))
    return report(request, projection, advice=(ADVICE,))


def _nodes(projection: Projection) -> Iterator[tuple[str, str]]:
    for node in projection.nodes():
        names = labels(str(node.attributes["type"]))
        yield "".join(f"n:{name}, " for name in names if name != ANY), _row({"iri": node.iri}, node.attributes)


def _relationships(projection: Projection) -> Iterator[tuple[str, str]]:
    for edge in projection.edges():
        ends = {"iri": edge.iri, "source": edge.source, "target": edge.target}
        yield relationship(str(edge.attributes["relation"])), _row(ends, edge.attributes)


def _batches(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Give rows of the same labels or type together, as soon as there are enough: Cypher has no parameters for either."""
    waiting: dict[str, list[str]] = {}
    for key, row in rows:
        waiting.setdefault(key, []).append(row)
        if len(waiting[key]) == ROWS:
            yield key, waiting.pop(key)
    yield from sorted(waiting.items())


def _row(keys: Mapping[str, Value], properties: Mapping[str, Value]) -> str:
    return f"{{{_pairs(keys)}, properties: {{{_pairs(properties)}}}}}"


def _pairs(values: Mapping[str, Value]) -> str:
    return ", ".join(f"{name}: {literal(value)}" for name, value in sorted(values.items()))


def _statement(rows: list[str], then: str) -> bytes:
    listed = ",\n  ".join(rows)
    return f"UNWIND [\n  {listed}\n] AS row\n{then}".encode()


def literal(value: Value) -> str:
    r"""Give a value as Cypher writes it.

    >>> print(literal("it's\na \\ line"), literal(0.5), literal(True))
    'it\'s\na \\ line' 0.5 true
    """
    if isinstance(value, str):
        return f"'{UNSAFE.sub(_escaped, value)}'"
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return ESCAPES.get(character) or f"\\u{ord(character):04X}"


WRITER = Writer("cypher", "a script that merges entities and statements into Neo4j", ("cypher", "cql"),
                ("application/x-cypher-query",), _write)
