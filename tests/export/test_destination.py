"""Where exports go: whole or not at all, never outside, the same bytes for the same store."""

import io
import json
import zipfile

import pytest

from kg.cli.main import run
from kg.errors import ExportError
from kg.export.destination import write_into, write_to
from kg.export.folder import Archive, Directory
from kg.export.writer import FolderWriter, Loss, Report, Request
from kg.graph import Graph


def _two_files(request, folder):
    for name in ("a.txt", "notes/b.txt"):
        with folder.file(name) as file:
            file.write(name.encode())
    return Report({"nodes": 0, "edges": 0})


TWO_FILES = FolderWriter("two", "two files", ("two",), (), _two_files)


def test_a_format_of_several_files_makes_a_folder_or_an_archive(two_articles, tmp_path):
    request = Request(two_articles, {})
    write_to(tmp_path / "out", TWO_FILES, request)
    files = (tmp_path / "out").rglob("*.txt")
    assert sorted(p.relative_to(tmp_path / "out").as_posix() for p in files) == ["a.txt", "notes/b.txt"]
    write_to(tmp_path / "out.zip", TWO_FILES, request)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"a.txt": b"a.txt", "notes/b.txt": b"notes/b.txt"}
    again = io.BytesIO()
    write_into(again, TWO_FILES, request)
    assert again.getvalue() == (tmp_path / "out.zip").read_bytes()


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match=r"not an empty folder .*valid: a new or empty folder, or a name ending in .zip"):
        Directory(tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "a/../../b", "", "a\\b", "a\0b"])
def test_no_name_leaves_the_folder(tmp_path, name):
    with Archive(io.BytesIO()) as archive:
        for folder in (Directory(tmp_path / "out"), archive):
            with pytest.raises(ExportError, match="leaves the folder"):
                folder.file(name)


def test_what_fails_leaves_nothing(two_articles, tmp_path):
    def failing(request, folder):
        _two_files(request, folder)
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        write_to(tmp_path / "out.zip", FolderWriter("x", "x", (), (), failing), Request(two_articles, {}))
    assert list(tmp_path.iterdir()) == []


def test_a_loss_says_how_many_of_what_and_why():
    assert str(Loss("claims", 1200, "neither nodes nor edges")) == "without 1,200 claims: neither nodes nor edges"


def test_the_graph_writes_by_the_suffix_and_reports(examples_graph, tmp_path):
    report = examples_graph.export(tmp_path / "x.graphml")
    assert report.wrote["edges"] == examples_graph.to_networkx().number_of_edges()
    assert b"<graphml" in (tmp_path / "x.graphml").read_bytes()
    examples_graph.export(tmp_path / "x.bin", format="ttl")
    assert b"@prefix kg:" in (tmp_path / "x.bin").read_bytes()


def test_the_command_line_writes_the_report_as_json(tmp_path, capsys):
    store, report = tmp_path / "s.kg", tmp_path / "report.json"
    with Graph(store):
        pass
    assert run(["export", "--store", str(store), "-o", str(tmp_path / "x.gexf"), "--include", "claims,planned", "--hops", "2",
                "--report", str(report)]) == 0
    told = json.loads(report.read_bytes())
    assert told["format"] == "gexf"
    assert told["selection"] == {"include": ["claims", "planned"], "hops": 2}
    assert told["wrote"] == {"nodes": 0, "edges": 0}
    assert {"evidence", "articleIri"} <= set(told["attributes"]["edges"])
    assert run(["export", "--store", str(store), "--include", "rumours", "-f", "gexf"]) == 1
    assert "nothing to include: 'rumours'" in capsys.readouterr().err
