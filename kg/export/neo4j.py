"""Neo4j's bulk import: ``nodes.csv``, ``relationships.csv``, and ``README.txt`` with the command that loads them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kg.export.network import projected, report
from kg.export.property_graph import CONSTRAINT, labels, relationship
from kg.export.writer import Folder, FolderWriter, Report, Request
from kg.network.attributes import Attribute, Value, edge_attributes, node_attributes
from kg.network.projection import Projection

NODES, RELATIONSHIPS, README = "nodes.csv", "relationships.csv", "README.txt"
# Quoted words run over several lines, which the import takes only when it is told so.
COMMAND = (f"neo4j-admin database import full neo4j --nodes={NODES} --relationships={RELATIONSHIPS} "
           "--multiline-fields=true")
TYPES = {"string": "", "double": ":double", "integer": ":long", "boolean": ":boolean"}
Row = list[Value | None]


def _write(request: Request, folder: Folder) -> Report:
    projection = projected(request)
    of_nodes, of_edges = node_attributes(measured=request.measured), edge_attributes(request.selection)
    _table(folder, NODES, ["iri:ID", ":LABEL", *_header(of_nodes)], _nodes(projection, of_nodes))
    _table(folder, RELATIONSHIPS, [":START_ID", ":END_ID", ":TYPE", "iri", *_header(of_edges)], _edges(projection, of_edges))
    with folder.file(README) as file:
        file.write(_readme(of_nodes, of_edges).encode())
    return report(request, projection, advice=(f"in the folder, while the database is stopped: {COMMAND}",))


def _nodes(projection: Projection, attributes: Sequence[Attribute]) -> Iterator[Row]:
    for node in projection.nodes():
        yield [node.iri, ";".join(labels(str(node.attributes["type"]))), *_values(node.attributes, attributes)]


def _edges(projection: Projection, attributes: Sequence[Attribute]) -> Iterator[Row]:
    for edge in projection.edges():
        type_ = relationship(str(edge.attributes["relation"]))
        yield [edge.source, edge.target, type_, edge.iri, *_values(edge.attributes, attributes)]


def _header(attributes: Iterable[Attribute]) -> list[str]:
    return [a.name + TYPES[a.kind] for a in attributes]


def _values(values: dict[str, Value], attributes: Iterable[Attribute]) -> Row:
    """What is absent is empty without quotes, which the import takes for no property."""
    row = (values.get(a.name) for a in attributes)
    return [str(value).lower() if isinstance(value, bool) else value for value in row]


def _table(folder: Folder, name: str, header: list[str], rows: Iterable[Row]) -> None:
    with folder.file(name) as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(header)
        writer.writerows(rows)


def _readme(of_nodes: Iterable[Attribute], of_edges: Iterable[Attribute]) -> str:
    return f"""Entities as nodes ({NODES}) and statements as relationships ({RELATIONSHIPS}), for Neo4j 5 and later.

Load them in this folder, while the database "neo4j" is stopped or before it is made:

    {COMMAND}

Add --overwrite-destination=true to replace what the database holds. Then start it, and make IRIs unique and quick to find:

    {CONSTRAINT}

Every node has the label of its class and of all wider classes, up to Entity. A relationship's type is its relation in
capitals: withdrawsFrom is WITHDRAWS_FROM. Texts are as the articles have them; for spreadsheets, export csv instead.

Properties of nodes
{_definitions(of_nodes)}

Properties of relationships
{_definitions(of_edges)}
"""


def _definitions(attributes: Iterable[Attribute]) -> str:
    return "\n".join(f"    {a.name:16}{a.kind:9}{a.definition}" for a in attributes)


WRITER = FolderWriter("neo4j", "tables for neo4j-admin database import", ("neo4j",), (), _write)
