"""Quads as SPARQL updates: every term is written by the engine, so no text can leave its literal, on whatever server."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.rdf.prefixes import XSD

DECIMAL = ox.NamedNode(XSD + "decimal")
ESCAPED = re.compile(r"\\\\([uU])|\\.")
LETTERS = {"u": r"\\\u0075", "U": r"\\\u0055"}


def block(quads: Iterable[ox.Quad]) -> str:
    r"""Give the quads as the inside of a DELETE or INSERT, sorted, graph by graph.

    A backslash before a ``u`` is kept from looking like an escape to servers that decode those first.

    >>> node = ox.NamedNode("http://x.example/n")
    >>> print(block([ox.Quad(node, node, ox.Literal(r"\u0022 }"), node)]), end="")
    GRAPH <http://x.example/n> {
    <http://x.example/n> <http://x.example/n> "\\\u00750022 }" .
    }
    """
    graphs: dict[str, list[str]] = {}
    for q in quads:
        graphs.setdefault(str(q.graph_name), []).append(f"{q.subject} {q.predicate} {_text(q.object)} .\n")
    return "".join(f"GRAPH {graph} {{\n{''.join(sorted(graphs[graph]))}}}\n" for graph in sorted(graphs))


def plain_insert(quads: Iterable[ox.Quad]) -> str:
    """Give an update that adds quads, whatever stands there.

    >>> plain_insert([])
    'INSERT DATA {\\n}'
    """
    return f"INSERT DATA {{\n{block(quads)}}}"


def step(removed: Iterable[ox.Quad], added: Iterable[ox.Quad], condition: str) -> str:
    """Give an update that removes and adds quads where a condition holds, and else does nothing.

    >>> node = ox.NamedNode("http://x.example/n")
    >>> print(step([], [ox.Quad(node, node, node, node)], "?s ?p ?o"))
    INSERT {
    GRAPH <http://x.example/n> {
    <http://x.example/n> <http://x.example/n> <http://x.example/n> .
    }
    } WHERE { ?s ?p ?o }
    """
    parts = [(verb, block(quads)) for verb, quads in (("DELETE", removed), ("INSERT", added))]
    return " ".join(f"{verb} {{\n{text}}}" for verb, text in parts if text) + f" WHERE {{ {condition} }}"


def _text(term: object) -> str:
    """A term as every server reads it: Virtuoso takes a decimal without a point for an integer."""
    if isinstance(term, ox.Literal) and term.datatype == DECIMAL and "." not in term.value:
        return f'"{term.value}.0"^^{DECIMAL}'
    return ESCAPED.sub(lambda match: LETTERS[match[1]] if match[1] else match[0], str(term))
