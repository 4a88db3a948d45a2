"""SPARQL updates: who may, what is refused, and what those who ask see of them."""

import threading

import pytest

from tests.serve.serving import TOKEN, WRITING

UPDATE = {"Content-Type": "application/sparql-update"}
MARKS = "ASK { GRAPH <https://w3id.org/newskg/ontology> { ?o kg:storeFormat ?f ; kg:dataNamespace ?n } }"


def insert(graph, value):
    return f"INSERT DATA {{ GRAPH <urn:{graph}> {{ <a:s> <a:p> {value} }} }}"


def values(server, graph):
    return sorted(row["v"] for row in server.select(f"SELECT ?v {{ GRAPH <urn:{graph}> {{ ?s ?p ?v }} }}"))


def test_the_next_query_sees_an_update(server):
    for number in range(10):
        assert server.update(insert("next", number)).status_code == 204
        assert len(values(server, "next")) == number + 1


def test_an_update_comes_as_a_form_too_and_at_both_addresses(server):
    for number, path in enumerate(("/sparql", "/update", "/sparql/")):
        assert server.client.post(path, data={"update": insert("form", number)}, headers=WRITING).status_code == 204
    assert values(server, "form") == ["0", "1", "2"]


@pytest.mark.parametrize("authorization", [None, "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}é"])
def test_without_the_token_nothing_changes(server, authorization):
    headers = UPDATE | ({"Authorization": authorization.encode()} if authorization else {})
    answer = server.client.post("/update", content=insert("token", 1), headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="kg"')
    assert values(server, "token") == []


def test_a_server_without_a_token_changes_nothing_for_anybody(strict):
    answer = strict.client.post("/update", content=insert("token", 1), headers=UPDATE | WRITING)
    assert (answer.status_code, answer.json()["what"]) == (403, "this server is read-only")


@pytest.mark.parametrize(("update", "status", "says"), [
    ("LOAD <http://127.0.0.1:1/x>", 400, "LOAD would fetch something"),
    ("load silent <http://127.0.0.1:1/x>", 400, "LOAD would fetch something"),
    (r"LO\u0041D <http://127.0.0.1:1/x>", 400, "LOAD would fetch something"),
    ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE would call another server"),
    ("INSERT DATA {\n <a:s> <a:p> }", 400, "(at line 2, column"),
    ("DROP GRAPH <urn:nowhere>", 400, "does not exist"), ("ASK {}", 400, "the query is not SPARQL"),
    ("INSERT DATA { <a:s> <a:p> '''", 400, "a long string is not closed"),
])
def test_what_is_refused_or_fails(server, update, status, says):
    answer = server.update(update)
    assert answer.status_code == status
    assert says in answer.json()["detail"]


@pytest.mark.parametrize("update", ["", "# nothing", "BASE <a:>", "PREFIX a: <a:> # nothing", "CLEAR SILENT GRAPH <urn:x> ;"])
def test_an_update_may_end_in_nothing(server, update):
    assert server.update(update).status_code == 204


def test_of_an_update_that_fails_in_its_middle_nothing_is_written(server):
    assert server.update(f"{insert('middle', 1)} ; DROP GRAPH <urn:nowhere>").status_code == 400
    assert values(server, "middle") == []


def test_the_graphs_of_the_protocol_are_those_that_patterns_match(server):
    server.update(f"{insert('using-a', 1)} ; {insert('using-b', 2)}")
    copying = "INSERT { GRAPH <urn:using-c> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert server.update(copying, **{"using-graph-uri": "urn:using-a"}).status_code == 204
    assert values(server, "using-c") == ["1"]
    assert server.update(f"WITH <urn:using-a> {copying}", **{"using-graph-uri": "urn:using-a"}).status_code == 400


def test_the_store_stays_one_of_ours_whatever_is_cleared(own):
    for update in ("CLEAR ALL", "DROP ALL ;", "DROP GRAPH <https://w3id.org/newskg/ontology>", "CLEAR ALL # at the end"):
        assert own.update(update).status_code == 204
        assert own.ask(MARKS), update
    assert own.select("SELECT ?s { ?s a kg:Article }") == []
    assert own.update(insert("after", 1)).status_code == 204


def test_updates_at_the_same_time_are_made_one_after_the_other(server):
    def make(number):
        statuses.append(server.update(insert("together", number)).status_code)

    statuses = []
    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [204] * 8
    assert len(values(server, "together")) == 8
