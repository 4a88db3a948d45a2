"""One process that answers: what it is asked, how it is ended, and why it died."""

import asyncio
import os
import signal
import time

import pytest

from kg.errors import QueryError, QueryTimeoutError, StoreError
from kg.query.messages import Failure, Reply, Request, Withdrawn, decode, encode
from kg.query.process import Limits
from kg.serve.workers import PassedError, Worker
from tests.serve.serving import JSON, stored

MODULE, LIMITS = "kg.query.worker", Limits(seconds=5, memory=1 << 28)
NUMBERS = " ".join(map(str, range(250)))
LONG = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ {NUMBERS} }} }}"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return stored(tmp_path_factory.mktemp("worker") / "news.kg")


def request(query, **options):
    return Request(query, JSON, "text/turtle", union=True, seconds=5, prefixes={}, **options)


def run(folder, scenario):
    async def whole():
        worker = await Worker.reading(MODULE, folder, LIMITS)
        try:
            return await scenario(worker)
        finally:
            worker.kill()
            await worker.ended()

    return asyncio.run(whole())


def test_it_answers(folder):
    async def scenario(worker):
        return await worker.ask(request("ASK { ?s ?p ?o }"), 5)

    assert run(folder, scenario) == Reply("boolean", b'{"head":{},"boolean":true}')


def test_a_mistake_leaves_it_alive(folder):
    async def scenario(worker):
        failure = await worker.ask(request("ASK {"), 5)
        assert isinstance(failure, Failure)
        assert failure.kind == "syntax"
        assert worker.alive
        return await worker.ask(request("ASK {}"), 5)

    assert run(folder, scenario).body == b'{"head":{},"boolean":true}'


def test_a_large_answer_is_in_the_file(folder, tmp_path):
    numbers = " ".join(map(str, range(300)))
    query = f"SELECT * {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}"

    async def scenario(worker):
        return await worker.ask(request(query, spool=str(tmp_path / "answer"), largest=1 << 24), 5)

    assert run(folder, scenario).body is None
    assert (tmp_path / "answer").stat().st_size > 256 * 1024


def test_an_answer_that_is_too_large_is_none(folder, tmp_path):
    async def scenario(worker):
        failure = await worker.ask(request("SELECT * { ?s ?p ?o }", spool=str(tmp_path / "answer"), largest=1000), 5)
        assert worker.alive
        return failure

    assert run(folder, scenario) == Failure("size", "an answer of more than 1,000 bytes")


def test_at_the_deadline_it_is_ended(folder):
    async def scenario(worker):
        with pytest.raises(QueryTimeoutError, match=r"no answer after 0\.2 seconds"):
            await worker.ask(request(SLOW), 0.2)
        assert not worker.alive

    run(folder, scenario)


def test_it_is_ended_when_nobody_waits_for_it_any_more(folder):
    async def scenario(worker):
        task = asyncio.create_task(worker.ask(request(SLOW), 60))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not worker.alive

    run(folder, scenario)


def test_its_death_is_told_and_it_is_not_asked_again(folder):
    async def scenario(worker):
        task = asyncio.create_task(worker.ask(request(SLOW), 60))
        await asyncio.sleep(0.2)
        os.kill(worker._process.pid, signal.SIGSEGV)
        with pytest.raises(QueryError, match="the query ended the engine: -11"):
            await task
        assert not worker.alive

    run(folder, scenario)


def test_it_opens_another_store(folder, tmp_path):
    other = stored(tmp_path / "empty.kg", None)

    async def scenario(worker):
        await worker.open(other)
        assert worker.folder == other
        return await worker.ask(request("ASK { ?s a ?c }"), 5)

    assert run(folder, scenario).body == b'{"head":{},"boolean":false}'


def test_a_folder_that_is_no_store_ends_it(folder, tmp_path):
    async def scenario(worker):
        with pytest.raises(StoreError, match="the store cannot be opened"):
            await worker.open(tmp_path / "none")
        assert not worker.alive

    run(folder, scenario)


def test_who_asks_next_is_answered_next(folder):
    async def scenario(worker):
        asked = [worker.ask(request(f"SELECT ({n} AS ?n) {{}}"), 5) for n in range(2)]
        return [reply.body for reply in await asyncio.gather(*asked)]

    one, two = run(folder, scenario)
    assert (b'"0"' in one, b'"1"' in two) == (True, True)


def test_who_waits_behind_a_long_question_is_passed_on_and_the_worker_does_not_answer_it(folder):
    async def scenario(worker):
        long = asyncio.create_task(worker.ask(request(LONG), 60))
        await asyncio.sleep(0)
        assert worker.prompt
        with pytest.raises(PassedError) as passed:
            await worker.ask(request("ASK {}"), 5)
        assert not worker.prompt
        assert isinstance(await long, Reply)
        assert decode(await passed.value.instead) == Withdrawn()
        return await worker.ask(request("ASK {}"), 5)

    assert run(folder, scenario).body == b'{"head":{},"boolean":true}'


def test_what_is_withdrawn_too_late_is_answered_to_nobody(folder):
    async def scenario(worker):
        channel = worker._channel
        channel.send(encode(request("ASK {}")))
        late = channel.send(encode(request("SELECT (1 AS ?one) {}")))
        time.sleep(0.3)  # both are answered, and nobody has looked yet
        instead = channel.withdraw(late)
        assert b'"1"' in decode(await instead).body
        return await worker.ask(request("ASK {}"), 5)

    assert run(folder, scenario).body == b'{"head":{},"boolean":true}'


def test_who_waits_behind_one_that_ends_the_process_is_passed_on(folder):
    async def scenario(worker):
        late = asyncio.create_task(worker.ask(request(SLOW), 0.02))
        await asyncio.sleep(0)
        with pytest.raises(PassedError):
            await worker.ask(request("ASK {}"), 5)
        with pytest.raises(QueryTimeoutError):
            await late

    run(folder, scenario)


def test_who_waits_and_goes_leaves_the_worker_alive(folder):
    async def scenario(worker):
        long = asyncio.create_task(worker.ask(request(LONG), 60))
        await asyncio.sleep(0)
        gone = asyncio.create_task(worker.ask(request(SLOW), 60))
        await asyncio.sleep(0)
        gone.cancel()
        assert isinstance(await long, Reply)
        return await worker.ask(request("ASK {}"), 5)

    assert run(folder, scenario).body == b'{"head":{},"boolean":true}'
