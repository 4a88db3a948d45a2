"""Hostile queries: the server hears all the while, whatever is asked, and no answer is begun that does not end."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.serve.attacking import besieged
from tests.serve.hostile_queries import QUERIES
from tests.serve.serving import WRITING, descendants, eventually, running, stored

ENDLESS = QUERIES["a cross product"]
TOLD = (400, 413, 429, 503)
DIRECT = {"Content-Type": "application/sparql-query"}


def asked(server, query, seconds=60):
    return httpx.post(server.url + "/sparql", content=query.encode(), headers=DIRECT, timeout=seconds)


@pytest.mark.parametrize("name", QUERIES)
def test_a_hostile_query_ends_in_an_answer_or_an_error_that_says_what_is_wrong(victim, name):
    with besieged(victim):
        answer = asked(victim, QUERIES[name])
    if answer.status_code == 200:
        assert answer.json()["head"]
    else:
        assert answer.status_code in TOLD
        assert answer.json()["status"] == answer.status_code
        assert answer.json()["detail"]


def test_all_hostile_queries_at_once(victim):
    with besieged(victim), ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda query: asked(victim, query).status_code, QUERIES.values()))
    assert set(answers) <= {200, *TOLD}


def test_a_hundred_timeouts_in_a_row(tmp_path):
    with running(stored(tmp_path / "news.kg"), "--timeout", "0.1", "--workers", "2") as server:
        with besieged(server), ThreadPoolExecutor(2) as threads:
            answers = list(threads.map(lambda _: asked(server, ENDLESS), range(100)))
        assert [answer.status_code for answer in answers] == [503] * 100
        assert all(answer.headers["Retry-After"].isdigit() for answer in answers)


def test_more_than_can_wait_are_told_to_come_back_and_then_are_answered(tmp_path):
    with running(stored(tmp_path / "news.kg"), "--timeout", "2", "--workers", "1") as server:
        with besieged(server), ThreadPoolExecutor(90) as threads:
            answers = list(threads.map(lambda _: asked(server, ENDLESS), range(90)))
        told = [answer for answer in answers if answer.status_code == 429]
        assert {answer.status_code for answer in answers} == {429, 503}
        assert all(int(answer.headers["Retry-After"]) > 0 for answer in told)
        assert all(answer.json()["title"] == "Too many requests" for answer in told)


def test_who_looks_at_pages_does_not_wait_for_hostile_queries(victim):
    with besieged(victim), ThreadPoolExecutor(16) as threads:
        hostile = [threads.submit(asked, victim, ENDLESS) for _ in range(16)]
        assert victim.client.get("/api/home").status_code == 200
        assert not all(one.done() for one in hostile)


def test_many_long_queries_are_checked_beside_those_who_ping(victim):
    with besieged(victim), ThreadPoolExecutor(32) as threads:
        hostile = QUERIES["addresses that the guard looks at"]
        answers = list(threads.map(lambda _: asked(victim, hostile).status_code, range(64)))
    assert set(answers) <= {200, *TOLD}


def test_a_large_update_is_checked_beside_those_who_ping(own):
    triples = "<a:a> <a:b> 'SERVICE' . <a:a> <a:b> 1 . " * 50_000
    with besieged(own):
        answer = own.client.post("/update", content=f"INSERT DATA {{ {triples} }}".encode(),
                                 headers={**WRITING, "Content-Type": "application/sparql-update"})
    assert answer.status_code == 204


def test_an_update_without_end_does_not_outlive_its_server(own):
    product = " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(5))
    endless = f"INSERT {{ <a:a> <a:b> ?n }} WHERE {{ SELECT (COUNT(*) AS ?n) {{ {product} }} }}"
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(own.url + "/update", content=endless, timeout=2,
                   headers={**WRITING, "Content-Type": "application/sparql-update"})
    writer = _writer(own)
    own.process.kill()
    own.process.wait()
    assert eventually(lambda: not Path(f"/proc/{writer}").exists())


def _writer(server):
    return next(p for p in descendants(server.process.pid) if b"kg.serve.writer" in Path(f"/proc/{p}/cmdline").read_bytes())
