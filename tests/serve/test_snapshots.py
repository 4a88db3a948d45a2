"""A store that changes while it is served: readers follow, nobody is kept from it, and nothing is left behind."""

import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import httpx
import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.serve.snapshots import Snapshots
from kg.store.embedded import EmbeddedStore
from tests.serve.serving import CSV, descendants, eventually, running, stored

THING = ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("new"), ox.NamedNode("a:g"))
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def store(tmp_path):
    return stored(tmp_path / "news.kg")


def exists(process):
    return Path(f"/proc/{process}").exists()


def build(store, articles):
    return subprocess.run([sys.executable, "-m", "kg.cli", "build", str(articles), "--store", str(store)], capture_output=True,
                          text=True, check=False)


def test_what_another_program_writes_is_seen(own):
    EmbeddedStore(own.store).quads.add(THING)
    assert eventually(lambda: own.ask("ASK { GRAPH <a:g> { ?s ?p 'new' } }"))


def test_a_build_is_possible_while_the_store_is_served(own, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("Officials said Tuesday that Governor Tim Walz criticized ICE.", "utf-8")
    done = build(own.store, article)
    assert done.returncode == 0, done.stderr
    assert eventually(lambda: own.ask("ASK { ?a a kg:Article FILTER(STRSTARTS(STR(?a), CONCAT(STR(id:), 'article/'))) }"))


def test_while_another_program_has_the_store_open_queries_are_answered_and_changes_wait(own):
    other = EmbeddedStore(own.store)
    assert own.ask("ASK { ?s a kg:Article }")
    assert own.update("INSERT DATA { <a:a> <a:a> <a:a> }").status_code == 503
    del other
    assert own.update("INSERT DATA { <a:a> <a:a> <a:a> }").status_code == 204


def test_old_copies_go(own):
    for number in range(5):
        own.update(f"INSERT DATA {{ <a:a> <a:a> {number} }}")
        assert own.ask(f"ASK {{ <a:a> <a:a> {number} }}")
    assert eventually(lambda: len([f for f in own.copies.iterdir() if f.is_dir()]) == 1)


def test_when_it_is_interrupted_no_process_and_no_folder_is_left(store):
    with running(store) as server:
        server.update("INSERT DATA { <a:a> <a:a> 1 }")
        processes = descendants(server.process.pid)
        assert len(processes) >= 4
        server.stop()
    assert not any(map(exists, processes))
    assert not list(store.parent.glob(".kg-serve-*"))


def test_when_it_is_interrupted_at_work_no_process_and_no_folder_is_left(store):
    with running(store, "--timeout", "60", "--workers", "1") as server:
        with pytest.raises(httpx.HTTPError), httpx.Client(base_url=server.url, timeout=1) as impatient:
            impatient.get("/sparql", params={"query": SLOW})
        processes = descendants(server.process.pid)
        server.stop()
    assert not any(map(exists, processes))
    assert not list(store.parent.glob(".kg-serve-*"))


def test_when_the_server_is_killed_its_processes_end_too(store):
    with running(store) as server:
        processes = descendants(server.process.pid)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
    assert eventually(lambda: not any(map(exists, processes)))


def test_a_client_that_goes_away_takes_its_query_with_it(own):
    with pytest.raises(httpx.ReadTimeout), httpx.Client(base_url=own.url, timeout=1) as impatient:
        impatient.get("/sparql", params={"query": SLOW})
    assert eventually(lambda: own.ask("ASK {}"))
    assert 'kg_query_processes_replaced 1.0' in own.client.get("/metrics").text


def test_no_zombies_are_left_of_processes_that_were_replaced(own):
    for _ in range(3):
        with pytest.raises(httpx.ReadTimeout), httpx.Client(base_url=own.url, timeout=0.5) as impatient:
            impatient.get("/sparql", params={"query": SLOW})
    assert eventually(lambda: own.ask("ASK {}"))
    states = [Path(f"/proc/{p}/stat").read_text("utf-8").rpartition(")")[2].split()[0] for p in descendants(own.process.pid)]
    assert "Z" not in states


def test_a_large_answer_is_whole_though_the_store_changes_meanwhile(own):
    numbers = "\n".join(f"<a:{n}> <a:n> {n} ." for n in range(20_000))
    own.update(f"INSERT DATA {{ GRAPH <a:g> {{ {numbers} }} }}")
    query = "SELECT ?s ?n { ?s <a:n> ?n }"
    with own.client.stream("GET", "/sparql", params={"query": query}, headers={"Accept": CSV}) as answer:
        pieces = answer.iter_bytes(1000)
        first = next(pieces)
        own.update("DROP GRAPH <a:g>")
        rest = b"".join(pieces)
    assert len((first + rest).splitlines()) == 20_001


def test_a_store_that_cannot_be_written_is_read_where_it_is(tmp_path):
    store = stored(tmp_path / "news.kg")
    with patch("os.access", return_value=False):
        snapshots = Snapshots(store)
    snapshots.renew()
    assert (snapshots.current, snapshots.stale, snapshots.vacant()) == (store, False, None)
    snapshots.close()


def test_copies_stay_as_long_as_they_are_read_or_opened(store):
    snapshots = Snapshots(store)
    snapshots.renew()
    with snapshots.kept() as first:
        snapshots.renew()
        assert snapshots.forget(set()) == []
    second = snapshots.current
    snapshots.renew()
    assert snapshots.forget({second}) == [first]
    assert snapshots.forget(set()) == [second]
    assert snapshots.forget(set()) == []
    snapshots.close()
    assert not first.parent.exists()


def test_what_a_copy_that_failed_has_left_is_in_nobodys_way(store):
    snapshots = Snapshots(store)
    snapshots.renew()
    (snapshots.folder / "2").mkdir()
    snapshots.renew()
    assert (snapshots.current / "CURRENT").is_file()
    snapshots.close()


def test_there_must_be_a_store(tmp_path):
    with pytest.raises(StoreError, match="there is no store"):
        Snapshots(tmp_path)
