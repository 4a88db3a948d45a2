"""CSV and TSV: a row a statement, read back by DuckDB, and nothing that a spreadsheet would calculate."""

import re

import pytest

from kg.export.delimited import cell
from kg.export.destination import write_to
from kg.export.registry import find
from kg.export.writer import Request
from kg.network.attributes import edge_attributes
from kg.network.graph import to_networkx
from kg.network.selection import EVERYTHING, PLAIN
from tests.export import tables
from tests.export.stores import ID, LONG, ODD_TEXTS

DELIMITERS = {"csv": ",", "tsv": "\t"}
FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")


@pytest.fixture(params=sorted(DELIMITERS))
def rows_of(request, tmp_path):
    """A store and a selection -> the rows that DuckDB reads, and what the report says was lost."""
    def read(store, selection=PLAIN):
        path = tmp_path / f"edges.{request.param}"
        report = write_to(path, find(request.param), Request(store, {}, selection))
        return tables.csv(path, DELIMITERS[request.param]), list(map(str, report.losses))
    return read


def test_a_row_has_both_ends_and_all_that_the_edge_carries(rows_of, two_articles):
    rows, losses = rows_of(two_articles, EVERYTHING)
    assert set(rows[0]) > {a.name for a in edge_attributes(EVERYTHING)}
    assert list(rows[0])[:2] == ["source", "target"]
    expected = to_networkx(two_articles, EVERYTHING)
    assert {(r["source"], r["target"], r["id"]) for r in rows} == set(expected.edges(keys=True))
    assert len(rows) == 14
    (row,) = (r for r in rows if r["evidence"] == "700 officers will leave Minnesota")
    assert (row["sourceLabel"], row["sourceType"], row["targetLabel"], row["targetType"]) == (
        "ICE", "Agency", "Minnesota", "State")
    assert (float(row["count"]), row["unit"], row["modality"], row["attributedTo"], row["published"]) == (
        700, "officers", "planned", "Tom Homan", "2026-02-04")
    assert row["approximate"] is None
    assert any(re.fullmatch(r"without \d+ other values of entities: .*", loss) for loss in losses)


def test_every_odd_text_comes_back(rows_of, odd_store):
    rows, losses = rows_of(odd_store)
    assert len(rows) == len(ODD_TEXTS) + 1
    labels = {row["source"]: row["sourceLabel"] for row in rows}
    words = {row["source"]: row["evidence"] for row in rows}
    for name, text in ODD_TEXTS.items():
        written = cell(text)
        assert (labels[ID + name], words[ID + name]) == (written, written)
        assert (written[1:] if FORMULA.match(written) else written) == text
    assert labels[ID + "long"] == LONG
    guarded = sum(1 for text in ODD_TEXTS.values() if FORMULA.match(text))
    assert guarded >= 2
    assert f"without {2 * guarded} texts that begin like a formula: an apostrophe stands before each" in losses


def test_no_cell_is_a_formula(rows_of, odd_store):
    rows, _ = rows_of(odd_store)
    assert [value for row in rows for value in row.values() if value and value[0] in "=+-@\t\r\n"] == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n", " =1", "＝1", "'=1", "''@x", " '-"])
def test_a_formula_is_text_and_one_apostrophe_less_gives_it_back(text):
    assert cell(text) == f"'{text}"
    assert FORMULA.match(cell(text))


@pytest.mark.parametrize("text", ["a=b", "'quoted'", "1-2", "", "’=1", "x@y.example"])
def test_other_texts_stay_as_they_are(text):
    assert cell(text) == text
    assert not FORMULA.match(text)


def test_a_self_loop_is_a_row(rows_of, odd_store):
    rows, _ = rows_of(odd_store, PLAIN.but(around="themselves"))
    assert [(r["source"], r["target"]) for r in rows] == [(ID + "self", ID + "self")]


def test_an_empty_graph_is_a_header(tmp_path, empty_store):
    path = tmp_path / "edges.csv"
    write_to(path, find("csv"), Request(empty_store, {}))
    assert tables.csv(path) == []
    assert path.read_text("utf-8").startswith("source,target,sourceLabel,")


def test_merged_statements_are_one_row(rows_of, two_articles):
    rows, _ = rows_of(two_articles, EVERYTHING.but(merge_parallel=True))
    assert {"articles", "firstSeen", "statementIris"} <= set(rows[0])
    assert len(rows) == to_networkx(two_articles, EVERYTHING.but(merge_parallel=True)).number_of_edges()
