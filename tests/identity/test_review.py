"""``kg review``: what is doubtful is listed with the words, a decision takes effect at once and in every later build."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli.main import run
from kg.graph import Graph
from kg.identity.ledger import beside, read
from kg.rdf.iris import term

TEXTS = {
    "A vote": "Sheriff Ann Weber praised the county board on Monday.\n\nWeber met Mayor Luis Ortega in Duluth.\n",
    "A suit": "The Riverside Transit Agency sued Acme Mining on Tuesday.\n",
    "A deal": "Acme Mining and the RTA signed an agreement on Friday.\n",
    "A plan": "Mayor Ortega will sue Acme Mining, officials said.\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    lines = (json.dumps({"id": title, "title": title, "text": text}) for title, text in TEXTS.items())
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    assert run(["build", str(tmp_path / "articles.jsonl"), "--store", str(tmp_path / "news.kg")]) == 0
    return tmp_path / "news.kg"


def people(store: Path) -> list[str]:
    with Graph(store) as graph:
        return [row[0].value for row in graph.query("SELECT DISTINCT ?n { ?p a kg:Person ; rdfs:label ?n } ORDER BY ?n").rows()]


def entity(store: Path, label: str) -> str:
    with Graph(store) as graph:
        return next(row[0].value for row in graph.query(f"SELECT ?e {{ ?e a ?type ; rdfs:label '{label}' }}").rows())


def test_what_is_doubtful_is_listed_with_the_words_that_were_read(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["review", "--store", str(store)]) == 0
    said = capsys.readouterr().out
    assert "entities that may be one: " in said
    assert "Riverside Transit Agency  (1 article)" in said
    assert "…The Riverside Transit Agency sued Acme Mining on Tuesday.…  A suit" in said
    assert "statements of little confidence: " in said


def test_the_same_for_programs(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["review", "--store", str(store), "--format", "json", "--limit", "2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [{c["one"]["label"], c["other"]["label"]} for c in told["candidates"]] == [{"Riverside Transit Agency", "RTA"}]
    assert len(told["statements"]) == 2
    assert all(statement["quote"] for statement in told["statements"])


def test_a_decision_takes_effect_at_once_and_in_a_later_build(store: Path, tmp_path: Path) -> None:
    pair = [entity(store, "Luis Ortega"), entity(store, "Ortega")]
    assert run(["review", "--store", str(store), "merge", *pair, "--by", "anna", "--why", "the one mayor"]) == 0
    assert people(store).count("Ortega") == 0
    (decision,) = read(beside(store)).decisions
    assert (decision.by, decision.why, set(decision.entities)) == ("anna", "the one mayor", set(pair))
    again = tmp_path / "again.kg"
    assert run(["build", str(tmp_path / "articles.jsonl"), "--store", str(again), "--decisions", str(beside(store))]) == 0
    with Graph(store) as first, Graph(again) as second:
        assert first.store.dump() == second.store.dump()


def test_a_statement_is_rejected_by_its_iri(store: Path) -> None:
    with Graph(store) as graph:
        doubt = graph.doubts(1).statements[0]
    assert run(["review", "--store", str(store), "reject", doubt.iri]) == 0
    with Graph(store) as graph:
        assert doubt.iri not in {s.iri for s in graph.doubts(100).statements}
        assert list(graph.store.quads.quads_for_pattern(None, None, term("RejectedStatement"), None))


@pytest.mark.parametrize(("words", "code", "says"), [
    (["burn", "x"], 2, "no decision 'burn': one of merge, apart, split, retype, rename, reject, confirm"),
    (["merge", "https://a.example/1"], 1, "a decision to merge lacks two entities"),
    (["reject", "nonsense"], 1, "no IRI: 'nonsense'"),
    (["reject", "https://a.example/gone"], 1, "a decision to reject by anna no longer applies (at https://a.example/gone)"),
])
def test_what_is_no_decision_is_said(store: Path, words: list[str], code: int, says: str,
                                     capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "--store", str(store), *words, "--by", "anna"]) == code
    assert says in capsys.readouterr().err


def test_there_must_be_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "--store", str(tmp_path / "none.kg")]) == 1
    assert "there is no store" in capsys.readouterr().err
    assert not (tmp_path / "none.kg").exists()


def test_in_a_terminal_each_pair_is_asked_for(store: Path) -> None:
    """As over ssh: a terminal on both ends, one key and return."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-m", "kg.cli", "review", "--store", str(store), "--by", "ben"], stdin=theirs,
                               stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    said = b""
    end = time.monotonic() + 60
    while b"[q]uit" not in said and time.monotonic() < end:
        said += os.read(ours, 4096)
    os.write(ours, b"m\nq\n")
    while process.poll() is None and time.monotonic() < end:
        try:
            said += os.read(ours, 4096)
        except OSError:
            break
    assert process.wait(10) == 0, said.decode()
    os.close(ours)
    (decision,) = read(beside(store)).decisions
    assert (decision.decision, decision.by) == ("merge", "ben")
    with Graph(store) as graph:
        assert graph.doubts().candidates == ()
        rows = graph.query("SELECT ?n { ?e skos:altLabel 'RTA', 'Riverside Transit Agency' ; rdfs:label ?n }").rows()
        assert len(list(rows)) == 1
