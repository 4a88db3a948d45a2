"""What RDF formats export comes back as the identical dataset; what is no export of a store does not come in at all."""

from __future__ import annotations

import errno
import gzip
import io
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.main import run
from kg.errors import KgError, SourceError, StoreError, ValidationError
from kg.graph import Graph
from kg.rdf.formats import find
from kg.rdf.nesting import CHUNK, DEEPEST, TURTLE, Shallow
from kg.rdf.reading import read
from kg.sources.inputs import Input
from kg.store.embedded import FORMAT, MARKS, EmbeddedStore

NAMED = ("trig", "nquads", "jsonld")
WAYS = [(name, False) for name in NAMED] + [("trig", True), ("nquads", True)]
MARKED = "".join(f"{quad} .\n" for quad in sorted(MARKS, key=str))
G = "<https://w3id.org/newskg/id/g>"
X = "<http://x.example/x>"


@pytest.fixture(scope="module")
def odd_graph():
    """A graph whose article, names and quotations hold what no format expects."""
    from kg.model import Article, Entity, Extraction, Mention, Span, Statement
    from kg.rdf.assertion import quads
    from kg.rdf.iris import article_iri
    from tests.export.stores import ODD_TEXTS

    text = " | ".join(ODD_TEXTS.values())
    starts = {name: text.index(words) for name, words in ODD_TEXTS.items() if words.strip()}
    places = {name: Span(start, start + len(ODD_TEXTS[name])) for name, start in starts.items()}
    entities = tuple(Entity(id=name, type="Person", name=ODD_TEXTS[name].strip(),
                            mentions=(Mention(start=span.start, end=span.end),)) for name, span in places.items())
    statements = tuple(Statement(subject=name, predicate="criticizes", object="rtl", evidence=(span,))
                       for name, span in places.items())
    article = Article(id="odd", text=text, title=ODD_TEXTS["script"], publisher=ODD_TEXTS["lines"], published="2026-02-04")
    extraction = Extraction(article=article, entities=entities, statements=statements)
    with Graph() as graph:
        graph.store.replace(article_iri(article), quads(extraction))
        yield graph


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("fixture", ["examples_graph", "odd_graph"])
def test_what_is_exported_comes_back_as_the_identical_dataset(way, packed, fixture, tmp_path, request):
    graph, (format_, rdf12) = request.getfixturevalue(fixture), way
    file = tmp_path / f"x{find(format_).extension}"
    graph.export(file, rdf12=rdf12)
    if packed:
        file = file.with_name(file.name + ".gz")
        file.write_bytes(gzip.compress((tmp_path / file.stem).read_bytes()))
    with Graph(tmp_path / "copy.kg") as copy:
        assert copy.import_([file], validate=False) == len(graph.store.quads)
        assert copy.store.dump() == graph.store.dump()


def test_the_command_validates_imports_and_leaves_nothing_beside_the_store(examples_graph, tmp_path, capsys):
    examples_graph.export(tmp_path / "x.nq")
    assert run(["import", str(tmp_path / "x.nq"), "--store", str(tmp_path / "copy.kg")]) == 0
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'copy.kg'}: {len(examples_graph.store.quads):,} quads, ")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.kg", "x.nq"]
    assert EmbeddedStore(tmp_path / "copy.kg").dump() == examples_graph.store.dump()
    assert run(["import", str(tmp_path / "x.nq"), "--store", str(tmp_path / "copy.kg")]) == 1
    assert "the store has something in it" in capsys.readouterr().err


def test_an_export_in_parts_from_standard_input_and_a_file(examples_graph, tmp_path):
    lines = examples_graph.store.dump().splitlines(keepends=True)
    (tmp_path / "x.nq").write_bytes(b"".join(lines[:1000]))
    done = subprocess.run([sys.executable, "-m", "kg.cli", "import", str(tmp_path / "x.nq"), "-", "--format", "nquads",
                           "--no-validate", "--store", str(tmp_path / "copy.kg")], input=b"".join(lines[1000:]), check=False)
    assert done.returncode == 0
    assert EmbeddedStore(tmp_path / "copy.kg").dump() == examples_graph.store.dump()


@pytest.mark.parametrize("name", ["x.ttl", "x.nt", "x.rdf", "x.owl.gz"])
def test_a_format_without_names_of_graphs_is_refused_with_those_that_have_them(name):
    with Graph() as graph, pytest.raises(SourceError, match=r"has no names of graphs, .*valid: trig, nquads, jsonld"):
        graph.import_([name])


def test_an_unknown_format_is_refused():
    with Graph() as graph, pytest.raises(SourceError, match=r"no RDF format .* \(at x.docx\); valid: trig, nquads, jsonld"):
        graph.import_(["x.docx"])


@pytest.mark.parametrize(("suffix", "data", "error", "says"), [
    ("nq", MARKED + f'{X} {X} "open {G} .\n', SourceError, r"Unexpected end of file \(at .*x.nq, line 3, column 43\)"),
    ("nq", MARKED + f'{X} {X} "open << {G} .\n', SourceError, r"a string that does not end \(at .*x.nq, line 3, column 43\)"),
    ("nq", MARKED + f"{X} {X} {X} {G} {X} .\n", SourceError, r"\(at .*x.nq, line 3, column "),
    ("trig", f"{G} {{ {X} {X} }}", SourceError, r"\(at .*x.trig, line 1, column "),
    ("jsonld", '{"@id": ', SourceError, r"\(at .*x.jsonld, line "),
    ("jsonld", '{"@context": "http://127.0.0.1:9/c", "@id": "a:b"}', SourceError, "nothing is fetched"),
    ("jsonld", '{"@context": {"@import": "http://127.0.0.1:9/c"}, "@id": "a:b"}', SourceError, "nothing is fetched"),
    ("nq", MARKED + f"_:b {X} {X} {G} .\n", ValidationError, "a blank node"),
    ("trig", f"{G} {{ {X} {X} [] }}", ValidationError, "a blank node"),
    ("nq", MARKED + f"{X} {X} {X} .\n", StoreError, "a quad in no graph of a store"),
    ("nq", MARKED + f"{X} {X} {X} {X} .\n", StoreError, "a quad in no graph of a store"),
    ("nq", MARKED + f"{X} {X} <<( {X} {X} {X} )>> {G} .\n", ValidationError, "a triple term that is no statement's"),
    ("nq", f"{X} {X} {X} {G} .\n", StoreError, "the store has the format of something else"),
    ("nq", MARKED.replace(f'"{FORMAT}"', '"1"'), StoreError, "the store has the format 1"),
    ("nq", MARKED.replace("/newskg/id/", "/other/id/"), StoreError, "the store has the namespace"),
    ("nq", MARKED + "".join(f'{X} <http://www.w3.org/2000/01/rdf-schema#label> "{n}" <https://w3id.org/newskg/id/entities> .\n'
                            for n in (1, 2)), StoreError, "an entity with two labels"),
])
def test_what_is_no_export_of_a_store_leaves_the_store_as_it_was(suffix, data, error, says, tmp_path):
    (tmp_path / f"x.{suffix}").write_text(data)
    with Graph(tmp_path / "s.kg") as graph:
        before = graph.store.dump()
        with pytest.raises(error, match=says):
            graph.import_([tmp_path / f"x.{suffix}"], validate=False)
        assert graph.store.dump() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["s.kg", f"x.{suffix}"]


def test_a_store_that_somebody_holds_or_that_cannot_be_moved_is_filled_where_it_is(examples_graph, tmp_path, monkeypatch):
    examples_graph.export(tmp_path / "x.nq")
    with Graph(tmp_path / "held.kg") as graph:
        held = graph.store.quads
        graph.import_([tmp_path / "x.nq"], validate=False)
        assert len(held) == len(examples_graph.store.quads)
    with Graph(tmp_path / "mounted.kg") as graph:
        monkeypatch.setattr(Path, "rename", _busy)
        graph.import_([tmp_path / "x.nq"], validate=False)
        assert graph.store.dump() == examples_graph.store.dump()


def _busy(self, target):
    raise OSError(errno.EBUSY, "Device or resource busy")


def test_who_makes_a_store_there_meanwhile_keeps_it(examples_graph, tmp_path, monkeypatch):
    examples_graph.export(tmp_path / "x.nq")
    with Graph(tmp_path / "s.kg") as graph:
        release = graph.store._release
        monkeypatch.setattr(graph.store, "_release", lambda: (release(), EmbeddedStore(graph.place)))
        with pytest.raises(StoreError, match="cannot be put there: Directory not empty"):
            graph.import_([tmp_path / "x.nq"], validate=False)
        monkeypatch.undo()
        assert graph.store.dump() == EmbeddedStore().dump()


STOP = """
import os, sys
from pathlib import Path
from kg.graph import Graph
rename, stops = Path.rename, int(sys.argv[3])
def stopping(path, target):
    global stops
    if stops == 0: os._exit(9)
    stops -= 1
    return rename(path, target)
Path.rename = stopping
with Graph(sys.argv[2]) as graph: graph.import_([sys.argv[1]], validate=False)
"""


@pytest.mark.parametrize("stops", [0, 1, 2])
def test_an_import_that_is_cut_off_is_nothing_or_everything(stops, examples_graph, tmp_path):
    examples_graph.export(tmp_path / "x.nq")
    done = subprocess.run([sys.executable, "-c", STOP, tmp_path / "x.nq", tmp_path / "s.kg", str(stops)], check=False)
    assert done.returncode == (0 if stops == 2 else 9)
    whole = examples_graph.store.dump()
    assert EmbeddedStore(tmp_path / "s.kg").dump() == (whole if stops == 2 else EmbeddedStore().dump())
    assert run(["import", str(tmp_path / "x.nq"), "--no-validate", "--store", str(tmp_path / "s.kg")]) == (stops == 2)
    assert EmbeddedStore(tmp_path / "s.kg").dump() == whole


def test_a_failed_import_makes_no_store(tmp_path):
    (tmp_path / "x.nq").write_text("no quads")
    assert run(["import", str(tmp_path / "x.nq"), "--store", str(tmp_path / "s.kg")]) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["x.nq"]


@pytest.mark.parametrize(("change", "says"), [
    ((b"/ontology#positive>", b"/ontology#perhaps>"), "violations of the shapes, the first: "),
    ((b'/ontology#exact> "', b'/ontology#exact> "never said: '), "a quotation that is not in its article"),
])
def test_a_dataset_that_does_not_conform_is_refused_unless_nobody_looks(change, says, examples_graph, tmp_path):
    (tmp_path / "x.nq").write_bytes(examples_graph.store.dump().replace(*change))
    with Graph() as graph:
        with pytest.raises(ValidationError, match=says):
            graph.import_([tmp_path / "x.nq"])
        assert graph.import_([tmp_path / "x.nq"], validate=False)


@pytest.mark.parametrize(("format_", "data"), [
    ("nquads", b"<http://a.example/> <http://a.example/> " + b"<<( <http://a.example/> <http://a.example/> " * 20_000),
    ("trig", b"<http://g.example/> { <http://a.example/> <b:> " + b"<<( <http://a.example/> <b:> " * 20_000),
    ("trig", b"<http://g.example/> { <http://a.example/> <b:> " + b"( " * 200_000),
    ("trig", b"<http://g.example/> { <http://a.example/> <b:> " + b"[ <b:> " * 200_000),
    ("jsonld", b'{"http://a.example/": ' * 200_000),
    ("jsonld", b'{"@list": [' * 200_000),
])
def test_what_would_end_the_process_is_stopped_before_the_parser(format_, data):
    code = ("import sys; from kg.rdf.formats import find; from kg.rdf.reading import read; from kg.sources.inputs import Input;"
            f"list(read(Input('deep', sys.stdin.buffer), find({format_!r})))")
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"SourceError: nested too deep (at deep, line 1, column " in done.stderr


@pytest.mark.parametrize("text", [
    "((((((((" * 20, "'''", '"', "\\", "<<( " * 100, "# (((", "[" * 100 + "\n" + "{" * 100, "\\(", "'\"'\"", "]" * 100,
])
@pytest.mark.parametrize("quoted", ['"{}"', '"""{}"""', "'{}'", "'''{}'''"])
def test_brackets_in_strings_and_comments_are_no_nesting(text, quoted):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("'", "\\'")
    if len(quoted) < 6:
        escaped = escaped.replace("\n", "\\n")
    data = f"{G} {{ {X} {X} {quoted.format(escaped)} . }} # ((((( {'<<(' * 99}".encode()
    (quad,) = read(Input("x.trig", io.BytesIO(data)), find("trig"))
    assert quad.object == ox.Literal(text)


@pytest.mark.parametrize("offset", range(-12, 12))
def test_a_token_cut_by_the_end_of_a_chunk_is_whole(offset):
    """Whatever token lies over the border of what is read at a time, what is given on is what was there."""
    tail = b' """a "" (((( \' """ , \'\'\'(("((\'\'\' , "(\\"((" , <http://x.example/a#b(c)> , \'((\' , "" . # (((('
    data = b"#" * (CHUNK - len(tail) // 2 + offset * 3) + b"\n" + tail + b"\n"
    assert io.BufferedReader(Shallow(io.BytesIO(data), TURTLE, "x", 10 * CHUNK)).read() == data + b"\n"
    deep = data + b"(" * (DEEPEST + 1)
    with pytest.raises(SourceError, match="nested too deep"):
        io.BufferedReader(Shallow(io.BytesIO(deep), TURTLE, "x", 10 * CHUNK)).read()


def test_a_file_too_large_is_refused_before_it_is_read_whole():
    endless = io.BufferedReader(_Endless())
    with pytest.raises(SourceError, match=r"too large .*valid: at most 3,000,000 bytes"):
        io.BufferedReader(Shallow(endless, TURTLE, "x", 3_000_000)).read()


class _Endless(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        buffer[:] = b"\n" * len(buffer)
        return len(buffer)


def test_a_broken_gzip_file_is_told(examples_graph, tmp_path):
    (tmp_path / "x.nq.gz").write_bytes(gzip.compress(examples_graph.store.dump())[:-100])
    with Graph() as graph, pytest.raises(KgError, match="the packed file is broken or cut off"):
        graph.import_([tmp_path / "x.nq.gz"])


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys):
    assert run(["import", str(tmp_path / "x.nq"), "--store", str(tmp_path / "s.kg")]) == 1
    assert "No such file" in capsys.readouterr().err
