"""The command line: what goes where, and the exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli.main import COMMANDS, kg, run
from kg.files import FileNames, safe_name
from tests.sources.server import Reply, serving

TRIG = Path(__file__).parent / "data" / "two_articles.trig"
STORY = "Border czar Tom Homan said Wednesday that 700 officers will leave Minnesota.\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    import pyoxigraph as ox

    from kg.store.embedded import EmbeddedStore

    folder = tmp_path_factory.mktemp("stores") / "news.kg"
    EmbeddedStore(folder).quads.extend(ox.parse(path=TRIG, format=ox.RdfFormat.TRIG))
    return str(folder)


def command(*arguments, stdin=None, cwd=None):
    return subprocess.run([sys.executable, "-m", "kg.cli", *arguments], input=stdin, capture_output=True, cwd=cwd, check=False)


def test_help_names_every_command_and_loads_nothing_heavy():
    code = "import sys; sys.argv = ['kg', '--help']; import kg.cli; kg.cli.run(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for name in COMMANDS:
        assert f"  {name} " in done.stdout
    modules = done.stdout.rpartition("[")[2]
    for heavy in ("spacy", "rdflib", "networkx", "pyoxigraph", "rich", "msgspec"):
        assert f"'{heavy}'" not in modules


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name):
    command = kg.get_command(click.Context(kg), name)
    assert command.help
    assert command.short_help
    assert all(p.help or isinstance(p, click.Argument) for p in command.params)
    assert CliRunner().invoke(kg, [name, "--help"]).exit_code == 0


def test_the_version_is_that_of_the_package():
    from kg import __version__

    assert CliRunner().invoke(kg, ["--version"]).output == f"kg, version {__version__}\n"


@pytest.mark.parametrize("arguments", [["nonsense"], ["query"], ["query", "who-holds-office"], ["extract"],
                                       ["query", "--store", "x", "no-such-question"],
                                       ["query", "--store", "x", "planned", "--set", "name"],
                                       ["extract", "x", "-o", "y", "--output-dir", "z"]])
def test_wrong_usage_is_code_2_in_the_shape_of_all_errors(arguments, capsys):
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("kg: error: ")
    assert said.err.count("\n") == 1
    assert "; valid: see kg" in said.err


@pytest.mark.parametrize(("arguments", "says"), [
    (["query", "--store", "no.kg", "planned"],
     "kg: error: there is no store (at no.kg); valid: a folder that kg build has written\n"),
    (["export", "--store", "no.kg", "--format", "docx"], "kg: error: no export format 'docx'; valid: turtle, trig, nquads"),
    (["stats", "--store", "no.kg"], "kg: error: there is no store (at no.kg)"),
])
def test_failure_is_code_1_and_says_what_where_and_what_would_be_valid(arguments, says, capsys):
    assert run(arguments) == 1
    assert capsys.readouterr().err.startswith(says)


def test_a_named_question_gives_csv_when_it_is_no_terminal(store, capfdbinary):
    assert run(["query", "--store", store, "who-holds-office", "--set", "name=HOMAN"]) == 0
    said = capfdbinary.readouterr()
    head, row = (line.split(b",", 6) for line in said.out.splitlines())
    assert head[:6] == [b"person", b"office", b"body", b"quote", b"article", b"published"]
    assert row[:6] == [b"Tom Homan", b"border czar", b"White House", b"Border czar Tom Homan", b"Officers to leave",
                       b"2026-02-04"]
    assert head[6] == b"personIri,officeIri,bodyIri,quoteIri,articleIri"
    assert said.err == b""


@pytest.mark.parametrize(("format_", "start"), [
    ("csv", b"s\r\n"), ("tsv", b"?s\n"), ("json", b'{"head"'), ("xml", b"<?xml"), ("text/csv", b"s\r\n"), (".srj", b'{"head"'),
])
def test_formats_are_names_extensions_or_media_types(store, tmp_path, format_, start, capfdbinary):
    file = tmp_path / "q.rq"
    file.write_text("SELECT ?s { ?s kg:modality kg:planned }")
    assert run(["query", "--store", store, str(file), "--format", format_]) == 0
    assert capfdbinary.readouterr().out.startswith(start)


def test_the_format_is_guessed_from_the_suffix_of_the_output(store, tmp_path):
    assert run(["query", "--store", store, "planned", "--output", str(tmp_path / "x.json")]) == 0
    assert json.loads((tmp_path / "x.json").read_bytes())["results"]["bindings"]
    assert run(["export", "--store", store, "-o", str(tmp_path / "x.gexf")]) == 0
    assert b"<gexf" in (tmp_path / "x.gexf").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.gexf", "x.json"]


def test_a_graph_is_no_table_and_rows_are_no_graph(store, tmp_path, capsys):
    (tmp_path / "graph.rq").write_text("CONSTRUCT WHERE { ?s kg:speaker ?o }")
    assert run(["query", "--store", store, str(tmp_path / "graph.rq"), "--format", "csv"]) == 1
    assert "valid: turtle, trig" in capsys.readouterr().err
    assert run(["query", "--store", store, "planned", "--format", "turtle"]) == 1
    assert "valid: csv, tsv, json, xml" in capsys.readouterr().err


def test_a_query_from_standard_input(store):
    done = command("query", "--store", store, "-", stdin=b"CONSTRUCT WHERE { ?s kg:speaker ?o }")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"id:c1 kg:speaker id:homan ." in done.stdout


def test_a_refused_query_and_a_slow_one(store, tmp_path):
    (tmp_path / "call.rq").write_text("SELECT * {\n SERVICE <http://x> { ?s ?p ?o } }")
    done = command("query", "--store", store, str(tmp_path / "call.rq"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == (b"kg: error: SERVICE would call another server (at line 2, column 2); "
                           b"valid: a query of this store alone\n")
    (tmp_path / "slow.rq").write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    done = command("query", "--store", store, str(tmp_path / "slow.rq"), "--timeout", "0.5")
    assert done.stderr == b"kg: error: no answer after 0.5 seconds; valid: a narrower query, or a LIMIT\n"
    assert done.returncode == 1


def test_queries_leave_nothing_beside_the_store(store):
    command("query", "--store", store, "planned")
    assert [p.name for p in Path(store).parent.iterdir()] == ["news.kg"]


def test_all_questions_are_listed(store, capsys):
    from kg.query.questions import questions

    assert run(["query", "--list"]) == 0
    listed = capsys.readouterr().out
    for question in questions().values():
        assert f"{question.name:24}{question.description}\n" in listed


def test_a_closed_pipe_is_quiet(store):
    process = subprocess.Popen([sys.executable, "-m", "kg.cli", "export", "--store", store, "--format", "nquads"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (0, b"")


def test_a_table_shows_text_as_text(store):
    from kg.cli.table import printable

    assert printable("a\x1b]8;;http://x\x07b\n") == "a\ufffd]8;;http://x\ufffdb\n"


def test_a_table_leaves_out_the_iris_of_what_other_columns_name(two_articles, capsys, monkeypatch):
    import pyoxigraph as ox

    from kg.cli.table import show
    from kg.query.questions import for_reading, question
    from kg.query.runner import Answer
    from kg.rdf.prefixes import PREFIXES

    monkeypatch.setenv("COLUMNS", "300")
    text = question("lawsuits-and-rulings").text
    solutions = two_articles.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    answer = Answer("solutions", solutions.serialize(format=ox.QueryResultsFormat.JSON))
    show(answer, PREFIXES)
    shown = capsys.readouterr().out
    assert {"whoIri", "articleIri"} <= set(answer.variables)
    assert all(name not in shown for name in set(answer.variables) - set(for_reading(answer.variables)))
    assert all(word in shown for word in ("Minnesota", "sues", "against"))


def test_stats_count_articles_statements_and_claims(store, capsys):
    assert run(["stats", "--store", store, "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["articles"] == {"all": 2}
    assert figures["outlets"] == {"Gazette": 1}
    assert figures["dates"] == {"2026-02": 2}
    assert figures["statements by polarity"] == {"positive": 13, "negative": 1}
    assert figures["statements by word"] == {"the article's": 11, "a speaker's": 3}
    assert figures["claims"] == {"direct": 1, "indirect": 1}
    assert figures["set aside by reason"] == {"the range does not fit": 1}


def test_one_article_to_json_on_standard_output(tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    done = command("extract", "story.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    document = json.loads(done.stdout)
    assert set(document) == {"article", "entities", "statements", "claims"}
    text = document["article"]["text"]
    assert "Tom Homan" in [text[m["start"]:m["end"]] for e in document["entities"] for m in e["mentions"]]


def test_many_articles_to_one_file_each_whatever_their_ids(tmp_path):
    ids = ["d01", "../../escape", "a/b", "", "d01", "D01", "x" * 300, "é", "CON."]
    lines = [json.dumps({"id": i, "text": STORY}) for i in ids]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    assert run(["extract", str(tmp_path / "many.jsonl"), "--output-dir", str(tmp_path / "out" / "in")]) == 0
    files = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*.json"))
    assert len(files) == len(ids)
    assert {f.parent for f in files} == {Path("out/in")}
    assert json.loads((tmp_path / "out" / "in" / "d01.json").read_bytes())["article"]["id"] == "d01"


def test_a_bad_file_among_good_ones_is_told_and_skipped(tmp_path, capfd):
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "bad.json").write_text("{not json")
    assert run(["extract", str(tmp_path / "bad.json"), str(tmp_path / "good.txt"), str(tmp_path / "absent.txt")]) == 1
    said = capfd.readouterr()
    assert len(said.out.splitlines()) == 1
    errors = [line for line in said.err.splitlines() if line.startswith("kg: error: ")]
    assert len(errors) == 2
    assert "bad.json" in errors[0]
    assert "absent.txt" in errors[1]


@pytest.mark.parametrize("id", ["..", ".", "", "a/b", "a\\b", "~", "-rf", ".hidden", "a\nb", "e\u0301", "x" * 300])
def test_names_of_files_are_safe_and_tell_ids_apart(id):
    name = safe_name(id)
    assert name == os.path.basename(name)  # noqa: PTH119
    assert name.isascii()
    assert 0 < len(name) <= 100
    assert not name.startswith((".", "-"))
    names = FileNames()
    assert names.give(id) != names.give(id)


def test_interruption_is_code_130(monkeypatch, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(kg, "main", interrupted)
    assert run([]) == 130
    assert capsys.readouterr().err == "kg: error: interrupted\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A store built from two stories, a file that is none and one that is not there; and what was said."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "story.txt").write_text(STORY)
    record = {"id": "m1", "title": "Walz", "text": "Gov. Tim Walz criticized ICE on Friday.\n"}
    (folder / "more.jsonl").write_text(json.dumps(record))
    (folder / "bad.json").write_text("{not json")
    done = command("build", "bad.json", "story.txt", "absent.txt", "more.jsonl", "--store", "news.kg", cwd=folder)
    return folder, done


def test_build_keeps_the_good_tells_the_bad_and_sums_up(built):
    _, done = built
    assert done.returncode == 1
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert [line.startswith("kg: error: ") for line in lines[:3]] == [True, True, False]
    assert lines[2] == "news.kg: 2 articles read, 0 held already, 2 failed"
    assert lines[3].endswith(" claims")
    assert lines[4].endswith(" words/s")


def test_a_second_build_changes_nothing(built):
    folder, _ = built
    before = command("export", "--store", "news.kg", "--format", "nquads", cwd=folder).stdout
    again = command("build", "story.txt", "more.jsonl", "--store", "news.kg", cwd=folder)
    assert (again.returncode, again.stderr) == (0, b"news.kg: 0 articles read, 2 held already, 0 failed\n")
    assert command("export", "--store", "news.kg", "--format", "nquads", cwd=folder).stdout == before


def test_what_was_built_conforms_is_verbatim_and_answers(built):
    folder, _ = built
    for check in ("validate", "verify"):
        done = command(check, "--store", "news.kg", cwd=folder)
        assert (done.returncode, done.stdout) == (0, b"")
    answer = command("query", "--store", "news.kg", "criticism-and-support", cwd=folder).stdout.decode()
    assert "Tim Walz,criticizes," in answer
    assert ",Walz," in answer


def test_verify_fails_when_the_words_are_not_there(store, capsys):
    assert run(["verify", "--store", store]) == 1
    said = capsys.readouterr()
    assert "'Border czar Tom Homan'" in said.out
    assert "not in their article" in said.err


def test_validate_fails_when_the_data_does_not_conform(store, capsys):
    assert run(["validate", "--store", store]) == 1
    said = capsys.readouterr()
    assert said.out.count("\n") > 1
    assert "violations" in said.err


def test_a_store_that_is_being_written_says_so(built, capsys):
    from kg.store.embedded import EmbeddedStore

    folder, _ = built
    writer = EmbeddedStore(folder / "news.kg")
    code = run(["query", "--store", str(folder / "news.kg"), "planned"])
    del writer
    assert code == 1
    assert "valid: a store that no other process has open" in capsys.readouterr().err


@pytest.mark.parametrize(("format_", "start"), [("json", b'{"article"'), ("turtle", b"@prefix"), ("nq", b"<https://")])
def test_one_article_in_the_format_asked_for(built, format_, start):
    folder, _ = built
    done = command("extract", "story.txt", "--format", format_, cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(start)


# Addresses

FEED = "<rss><channel><title>Wire</title><item><title>Walz</title><description>{}</description></item></channel></rss>"


@pytest.fixture
def feed():
    """A server on this machine with a feed that says when it has not changed."""
    with serving() as server:
        server.replies["/feed"] = Reply(FEED.format(STORY).encode(), headers={"ETag": '"1"'})
        yield server


def build_of(server, folder, *more: str) -> int:
    return run(["build", f"{server.url}/feed", "--store", str(folder / "news.kg"), "--allow-private", "--delay", "0", *more])


def test_a_feed_is_built_once_and_asked_only_for_changes(feed, tmp_path, capsys):
    said = []
    for _ in range(3):
        assert build_of(feed, tmp_path) == 0
        said.append(capsys.readouterr().err.splitlines()[0].partition(": ")[2])
        if len(said) == 2:
            feed.replies["/feed"] = Reply(FEED.format(STORY + " More follows.").encode(), headers={"ETag": '"2"'})
    assert said == ["1 articles read, 0 held already, 0 failed", "0 articles read, 0 held already, 0 failed",
                    "1 articles read, 0 held already, 0 failed"]
    assert [r.headers.get("if-none-match") for r in feed.requests if r.path == "/feed"] == [None, '"1"', '"1"']


def test_a_feed_is_asked_for_anew_when_the_store_is_gone_or_it_is_to_be_read_otherwise(feed, tmp_path):
    assert build_of(feed, tmp_path) == 0
    assert build_of(feed, tmp_path, "--min-confidence", "0.5") == 0
    shutil.rmtree(tmp_path / "news.kg")
    assert build_of(feed, tmp_path, "--min-confidence", "0.5") == 0
    assert [r.headers.get("if-none-match") for r in feed.requests if r.path == "/feed"] == [None, None, None]


def test_what_was_fetched_is_remembered_where_one_says(feed, tmp_path):
    assert build_of(feed, tmp_path, "--fetched", str(tmp_path / "state.json")) == 0
    assert json.loads((tmp_path / "state.json").read_bytes())["validators"] == {f"{feed.url}/feed": {"etag": '"1"'}}
    assert {p.name for p in tmp_path.iterdir()} == {"news.kg", "state.json"}


def test_this_machine_is_not_reached_unless_that_is_allowed(feed, tmp_path, capsys):
    assert run(["extract", f"{feed.url}/feed"]) == 1
    assert "private network" in capsys.readouterr().err
    assert run(["extract", f"{feed.url}/feed", "--allow-private"]) == 0
    assert feed.url in capsys.readouterr().out
