"""Neo4j's bulk import: tables read back by DuckDB under the types that their headers declare."""

import re

import duckdb
import pytest

from kg.export.destination import write_to
from kg.export.neo4j import COMMAND
from kg.export.property_graph import labels, relationship
from kg.export.registry import find
from kg.export.writer import Request
from kg.network.graph import to_networkx
from kg.network.selection import EVERYTHING, PLAIN
from tests.export import tables
from tests.export.stores import ID, ODD_TEXTS

# The types of properties in Neo4j's headers that are ours, and how DuckDB calls them.
TYPES = {"double": "DOUBLE", "long": "BIGINT", "boolean": "BOOLEAN"}
SPECIAL = {":LABEL", ":START_ID", ":END_ID", ":TYPE"}


def imported(folder, store, selection=PLAIN):
    """The nodes and relationships that the two tables say, with typed properties; and the report."""
    report = write_to(folder, find("neo4j"), Request(store, {}, selection))
    nodes = {row.pop("iri"): (row.pop(":LABEL").split(";"), row) for row in map(_typed, tables.csv(folder / "nodes.csv"))}
    edges = {row.pop("iri"): (row.pop(":START_ID"), row.pop(":TYPE"), row.pop(":END_ID"), row)
             for row in map(_typed, tables.csv(folder / "relationships.csv"))}
    return nodes, edges, report


def _typed(row):
    """A row under the header's types, without what is absent."""
    found = {}
    for column, text in row.items():
        name, _, kind = (column, "", "") if column in SPECIAL else column.partition(":")
        if text is not None:
            ((found[name],),) = duckdb.execute(f"SELECT CAST(? AS {TYPES.get(kind, 'VARCHAR')})", [text]).fetchall()
    return found


@pytest.mark.parametrize("selection", [PLAIN, EVERYTHING, EVERYTHING.but(merge_parallel=True)])
def test_the_tables_have_every_node_and_edge_with_their_values(selection, two_articles, tmp_path):
    nodes, edges, _ = imported(tmp_path / "out", two_articles, selection)
    expected = to_networkx(two_articles, selection)
    assert nodes == {iri: (list(labels(data["type"])), data) for iri, data in expected.nodes(data=True)}
    assert edges == {key: (source, relationship(data["relation"]), target, data)
                     for source, target, key, data in expected.edges(keys=True, data=True)}


def test_every_odd_text_comes_back(odd_store, tmp_path):
    nodes, edges, _ = imported(tmp_path / "out", odd_store)
    assert {name: nodes[ID + name][1]["label"] for name in ODD_TEXTS} == ODD_TEXTS
    assert {name: edges[f"{ID}s-{name}"][3]["evidence"] for name in ODD_TEXTS} == ODD_TEXTS
    assert edges[ID + "s-self"][:3] == (ID + "self", "SUPPORTS", ID + "self")


def test_an_empty_graph_has_its_headers(empty_store, tmp_path):
    assert imported(tmp_path / "out", empty_store)[:2] == ({}, {})
    assert (tmp_path / "out" / "nodes.csv").read_text("utf-8").startswith("iri:ID,:LABEL,label,type,")
    assert (tmp_path / "out" / "relationships.csv").read_text("utf-8").startswith(":START_ID,:END_ID,:TYPE,iri,")


def test_the_command_is_told_and_names_the_files(two_articles, tmp_path):
    _, _, report = imported(tmp_path / "out", two_articles)
    assert report.advice == (f"in the folder, while the database is stopped: {COMMAND}",)
    readme = (tmp_path / "out" / "README.txt").read_text("utf-8")
    assert COMMAND in readme
    files = set(re.findall(r"--(?:nodes|relationships)=(\S+)", COMMAND))
    assert files | {"README.txt"} == {path.name for path in (tmp_path / "out").iterdir()}
    assert re.search(r"^ {4}confidence +double +0 to 1", readme, re.M)
