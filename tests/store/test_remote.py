"""A store on a server is the store in a folder: the same quads, and what is asked of it has the same answer."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.build import ontology_quads
from kg.cli.main import run
from kg.errors import QueryRefusedError, ServerError, ServerSilentError
from kg.identity.resolution import resolve
from kg.rdf.iris import article_iri
from kg.store import writer
from kg.store.embedded import EmbeddedStore
from kg.store.journal import WRITER
from kg.store.remote import RemoteStore
from kg.store.writer import MEANWHILE
from tests.store.servers import kg_serve, oxigraph, virtuoso
from tests.store.test_embedded import ARTICLES, extraction, put

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
FILES = sorted(EXAMPLES.glob("*.txt"))
KINDS = {"oxigraph": oxigraph, "virtuoso": virtuoso}
ENVIRONMENT = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "dba"}  # which Virtuoso asks for


@pytest.fixture(scope="module", params=KINDS)
def kind(request):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        yield request.param


@pytest.fixture(scope="module")
def running(kind, tmp_path_factory):
    with KINDS[kind](tmp_path_factory.mktemp(kind) / "server") as address:
        yield address


@pytest.fixture
def address(running):
    """The address of a server that has nothing of ours."""
    clear(running)
    return running


@pytest.fixture(scope="module")
def filled(kind, exported, tmp_path_factory):
    """The address of a server that has the graph of the examples, to read."""
    with KINDS[kind](tmp_path_factory.mktemp(kind) / "filled") as address:
        fill(address, exported)
        yield address


@pytest.fixture(scope="module")
def exported(examples_graph, tmp_path_factory):
    file = tmp_path_factory.mktemp("export") / "examples.nq"
    examples_graph.export(file)
    return file


def clear(address: str) -> None:
    store = RemoteStore(address)
    for graph in store.server.graphs():
        store.server.update(f"DROP SILENT GRAPH {graph}")
    store.close()


def fill(address: str, file: Path) -> None:
    with kg.open(address) as graph:
        graph.import_([file], validate=False)


def on_server(address: str) -> bytes:
    """What the server has of ours, read anew."""
    store = RemoteStore(address)
    try:
        assert WRITER not in store.server.graphs()
        return store.dump()
    finally:
        store.close()


def test_a_build_leaves_on_the_server_what_it_leaves_in_a_folder(address):
    with kg.open(address) as graph, kg.open() as mine:
        for one in (graph, mine):
            assert one.build(FILES).built == len(FILES)
        expected = mine.store.dump()
    assert on_server(address) == expected
    with kg.open(address) as graph:
        again = graph.build(FILES)
        assert (again.built, again.failed) == (0, 0)
    assert on_server(address) == expected


def test_an_import_is_the_identical_dataset(filled, examples_graph, capsys, exported):
    assert on_server(filled) == examples_graph.store.dump()
    assert run(["import", str(exported), "--store", filled]) == 1
    assert "the store has something in it" in capsys.readouterr().err


def test_whatever_stood_there_before_a_store_equals_a_fresh_one(address):
    chance, names = random.Random(1), ["ICE", "Jane Doe", "JANE DOE", "Janè Doe", "Ann Lee", "Border Patrol"]  # noqa: S311
    mine, there = EmbeddedStore(), RemoteStore(address)
    for store in (mine, there):
        store.install_ontology(ontology_quads())
    for _ in range(15):
        url = f"https://example.org/{chance.randrange(4)}"
        one = extraction(url[-1], *chance.sample(names, 3), url=url, published="2026-02-04T10:00:00.500+00:00")
        remove = chance.random() < 0.3
        for store in (mine, there):
            if remove:
                store.remove(article_iri(one.article))
            else:
                put(store, one)
    for store in (mine, there):
        resolve(store)
    there.close()
    assert on_server(address) == mine.dump()


def test_odd_characters_stay_what_they_are(address):
    odd = 'a "quote" \\ \\u0022 } ; DROP ALL # \\\\U00000041 \\\u0001 \n\t\r \u0000 \u200b \U0001f600 \x7f \ufdd0'
    one = kg.Extraction(article=kg.Article(id=odd, text=odd, title=odd, publisher=odd))
    mine, there = EmbeddedStore(), RemoteStore(address)
    for store in (mine, there):
        put(store, one)
    there.close()
    assert on_server(address) == mine.dump()


def test_a_change_too_large_for_one_update_is_made_in_parts(address):
    long = extraction("long", "ICE", *(f"Jane {chr(97 + n % 26)}{'abcdefgh'[n // 26 % 8]}ork" for n in range(200)))
    mine, there = EmbeddedStore(), RemoteStore(address)
    object.__setattr__(there.server.endpoints, "most_quads", 300)
    for store in (mine, there):
        put(store, long)
        put(store, ARTICLES[0])
    there.close()
    assert on_server(address) == mine.dump()


@pytest.mark.parametrize("name", ["who-holds-office", "planned", "lawsuits-and-rulings"])
def test_questions_have_the_same_answers(name, filled, examples_graph):
    question = kg.question(name).with_values({})
    with kg.open(filled) as graph:
        there, here = graph.query(question), examples_graph.query(question)
    assert there.variables == here.variables
    assert sorted(map(str, there.rows())) == sorted(map(str, here.rows()))


def test_the_default_graph_is_the_union_and_prefixes_need_no_declaration(filled, examples_graph):
    construct = "CONSTRUCT { ?s kg:criticizes ?o } { ?s kg:criticizes ?o }"
    with kg.open(filled) as graph:
        assert graph.query("ASK { ?s kg:criticizes ?o }")
        assert not graph.query("ASK FROM <https://example.org/g> { ?s kg:criticizes ?o }")
        assert graph.query(construct).body == examples_graph.query(construct).body
        with pytest.raises(QueryRefusedError, match="SERVICE"):
            graph.query("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
        with pytest.raises(QueryRefusedError, match="change"):
            graph.query("DROP ALL")


@pytest.mark.parametrize("arguments", [
    ["query", "who-holds-office", "--format", "csv"],
    ["query", "who-holds-office", "--format", "json"],
    ["export", "--format", "trig"],
    ["export", "--format", "graphml", "--include", "all"],
    ["stats", "--format", "json"],
    ["stats", "--network"],
    ["plot", "stance", "--format", "svg"],
    ["verify"],
    ["review", "--format", "json"],
], ids=" ".join)
def test_commands_say_of_a_server_what_they_say_of_a_folder(arguments, filled, folder, capfdbinary):
    told = []
    for place in (filled, str(folder)):
        assert run([*arguments, "--store", place]) == 0
        told.append(capfdbinary.readouterr().out)
    assert told[0] or arguments == ["verify"]
    assert sorted(told[0].splitlines()) == sorted(told[1].splitlines())


@pytest.fixture(scope="module")
def folder(exported, tmp_path_factory):
    place = tmp_path_factory.mktemp("folder") / "news.kg"
    with kg.open(place) as graph:
        graph.import_([exported], validate=False)
    return place


def test_a_store_on_a_server_conforms(filled):
    with kg.open(filled) as graph:
        assert graph.validate() == []


def test_decisions_take_effect_there(address, exported, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fill(address, exported)
    query = "SELECT ?s { ?s a kg:Statement ; rdf:predicate kg:criticizes } ORDER BY ?s LIMIT 1"
    with kg.open(address) as graph:
        statement = next(graph.query(query).rows())[0].value
    assert run(["review", "--store", address, "reject", statement, "--by", "Ann"]) == 0
    (ledger,) = tmp_path.glob("127.0.0.1-*.decisions.jsonl")
    assert json.loads(ledger.read_text())["statement"] == statement
    with kg.open(address) as graph:
        assert graph.query(f"ASK {{ <{statement}> a kg:RejectedStatement }}")
        assert graph.build([EXAMPLES]).built == 0
        assert graph.query(f"ASK {{ <{statement}> a kg:RejectedStatement }}")


BUILD = """
import sys
from kg.store.remote import RemoteStore
from kg.identity.resolution import resolve
from tests.store.test_embedded import extraction, put
store = RemoteStore(sys.argv[1])
object.__setattr__(store.server.endpoints, "most_quads", 40)
for n in range(12):
    put(store, extraction(str(n), "ICE", "Jane Doe", f"Ann {'ABCDEFGHIJKL'[n]}ee"))
    print(n, flush=True)
resolve(store)
store.close()
"""


def test_a_build_killed_at_any_moment_is_finished_without_loss_or_repetition(address):
    mine, chance = EmbeddedStore(), random.Random(2)  # noqa: S311
    for n in range(12):
        put(mine, extraction(str(n), "ICE", "Jane Doe", f"Ann {'ABCDEFGHIJKL'[n]}ee"))
    resolve(mine)
    for _ in range(4):
        started = subprocess.Popen([sys.executable, "-c", BUILD, address], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for _ in range(chance.randrange(1, 9)):
            started.stdout.readline()
        try:
            started.wait(chance.random() * 0.3)
        except subprocess.TimeoutExpired:
            started.kill()
        started.communicate()
    subprocess.run([sys.executable, "-c", BUILD, address], check=True, stdout=subprocess.DEVNULL)
    assert on_server(address) == mine.dump()


def test_a_change_cut_off_after_any_of_its_requests_is_ended_by_who_comes_next(address, monkeypatch):
    expected = EmbeddedStore()
    for one in ARTICLES:
        put(expected, one)
    for stop in itertools.count(1):
        clear(address)
        there = RemoteStore(address)
        put(there, ARTICLES[0])
        object.__setattr__(there.server.endpoints, "most_quads", 60)
        with monkeypatch.context() as patch:
            patch.setattr(there.server, "update", _stopping(there.server.update, stop))
            try:
                put(there, ARTICLES[1])
                ended = True
            except KeyboardInterrupt:
                ended = False
        there = RemoteStore(address)
        for one in ARTICLES:
            put(there, one)
        there.close()
        assert on_server(address) == expected.dump()
        if ended:
            break
    assert stop > 5


def _stopping(update, after: int):
    """An update that is cut off, as by a kill, once it was called so many times."""
    calls = itertools.count(1)

    def cut_off(text, **options):
        update(text, **options)
        if next(calls) == after:
            raise KeyboardInterrupt

    return cut_off


def test_an_import_that_was_cut_off_is_nothing_and_can_be_made_again(address, exported, monkeypatch, examples_graph, capsys):
    there = RemoteStore(address)
    monkeypatch.setattr(writer, "UPLOADED", 1_000)
    for name in ("insert", "upload"):
        monkeypatch.setattr(there.server, name, _stopping(getattr(there.server, name), 3))
    with pytest.raises(KeyboardInterrupt):
        there.fill(_read(exported))
    assert run(["stats", "--store", address]) == 1
    assert "there is no store" in capsys.readouterr().err
    fill(address, exported)
    assert on_server(address) == examples_graph.store.dump()


def test_who_comes_while_an_import_runs_stops_it(address, exported, monkeypatch):
    there, calls = RemoteStore(address), itertools.count()
    monkeypatch.setattr(writer, "UPLOADED", 1_000)
    for name in ("insert", "upload"):
        put_in = getattr(there.server, name)

        def followed(quads, put_in=put_in):
            put_in(quads)
            if next(calls) == 2:
                put(RemoteStore(address), ARTICLES[0])

        monkeypatch.setattr(there.server, name, followed)
    with pytest.raises(ServerError, match=MEANWHILE):
        there.fill(_read(exported))
    expected = EmbeddedStore()
    put(expected, ARTICLES[0])
    other = RemoteStore(address)
    assert other.dump() == expected.dump()


def _read(file: Path) -> EmbeddedStore:
    """What a file has, as an import hands it on."""
    store = EmbeddedStore(blank=True)
    store.quads.bulk_load(path=file)
    return store


def test_who_began_to_write_later_stops_who_began_before_and_nothing_is_lost(address):
    first, second = RemoteStore(address), RemoteStore(address)
    put(first, ARTICLES[0])
    put(second, ARTICLES[1])
    with pytest.raises(ServerError, match=MEANWHILE):
        put(first, ARTICLES[2])
    second.close()
    expected = EmbeddedStore()
    put(expected, ARTICLES[0])
    put(expected, ARTICLES[1])
    assert on_server(address) == expected.dump()


def test_a_store_read_before_another_wrote_is_not_written_to(address):
    late, other = RemoteStore(address), RemoteStore(address)
    assert list(late.articles()) == []
    put(other, ARTICLES[0])
    with pytest.raises(ServerError, match=MEANWHILE):
        put(late, ARTICLES[1])
    resolve(other)
    other.close()
    with pytest.raises(ServerError, match=MEANWHILE):
        put(late, ARTICLES[1])
    assert article_iri(ARTICLES[0].article).value.encode() in on_server(address)


def test_an_answer_that_is_lost_makes_no_change_twice_or_never(address, monkeypatch):
    there, calls = RemoteStore(address), itertools.count()
    update = there.server.update

    def silent(text, **options):
        call = next(calls)
        if call % 3 != 0:
            update(text, **options)
        if call % 3 != 2:
            raise ServerSilentError("no answer")

    put(there, ARTICLES[0])
    with monkeypatch.context() as patch:
        patch.setattr(there.server, "update", silent)
        put(there, ARTICLES[1])
    put(there, ARTICLES[2])
    there.close()
    expected = EmbeddedStore()
    for one in ARTICLES:
        put(expected, one)
    assert sorted(on_server(address).splitlines()) == sorted(expected.dump().splitlines())


def test_what_others_have_on_the_server_stays_and_is_not_read(address):
    theirs = "GRAPH <https://example.org/theirs> { <https://example.org/a> <https://example.org/b> 'c' }"
    there = RemoteStore(address)
    there.server.update(f"INSERT DATA {{ {theirs} }}")
    put(there, ARTICLES[0])
    there.close()
    expected = EmbeddedStore()
    put(expected, ARTICLES[0])
    assert on_server(address) == expected.dump()
    assert RemoteStore(address).server.holds(theirs)


def test_a_server_that_has_no_store_is_told(address, capsys):
    for command in (["stats"], ["export", "--format", "nquads"], ["review"], ["verify"]):
        assert run([*command, "--store", address]) == 1
        assert "there is no store (at http://127.0.0.1:" in capsys.readouterr().err


def test_another_namespace_is_refused(filled):
    done = subprocess.run([sys.executable, "-m", "kg.cli", "stats", "--store", filled], capture_output=True, text=True,
                          check=False, env={"NEWSKG_NAMESPACE": "https://example.org/id/"})
    assert "the store has the namespace https://w3id.org/newskg/id/" in done.stderr


def test_kg_serve_is_such_a_server(tmp_path, exported, examples_graph, monkeypatch):
    monkeypatch.setenv("KG_STORE_TOKEN", "a token of some length")
    with kg_serve(tmp_path / "served.kg", "a token of some length") as address:
        fill(address, exported)
        assert on_server(address) == examples_graph.store.dump()
        with kg.open(address) as graph:
            assert graph.query("ASK { ?s kg:criticizes ?o }")
