"""Processes that share the work: turns, patience, and what happens when one dies or who waits goes away."""

import asyncio
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.serve import pool as pools
from kg.serve.pool import BusyError, Pool


class Fake:
    """A worker that lives until it is killed."""

    def __init__(self, number):
        self.number, self.alive, self.folder, self.prompt = number, True, Path(str(number)), False

    def kill(self):
        self.alive = False

    async def ended(self):
        assert not self.alive


def pool(size=1, waiting=10, failures=0):
    """A pool of fakes, of which the first after the start fail to start."""
    numbers = iter(range(100))
    left = iter([*[False] * size, *[True] * failures])

    async def start():
        await asyncio.sleep(0)
        if next(left, False):
            raise StoreError("not now")
        return Fake(next(numbers))

    return Pool(start, size, waiting)


def run(scenario):
    return asyncio.run(asyncio.wait_for(scenario, 10))


async def take(of, seconds=0.0):
    async with of.worker() as worker:
        await asyncio.sleep(seconds)
        return worker.number


async def turns():
    await asyncio.sleep(0.01)


def test_as_many_are_asked_at_once_as_there_are():
    async def scenario():
        both = pool(2)
        await both.open()
        async with both.worker() as one, both.worker() as two:
            assert {one.number, two.number} == {0, 1}
            assert (both.busy, both.queued) == (2, 0)
        assert both.busy == 0

    run(scenario())


def test_who_waits_longest_comes_first():
    async def scenario():
        one = pool()
        await one.open()
        order = []

        async def ask(name):
            async with one.worker():
                order.append(name)
                await asyncio.sleep(0)

        await asyncio.gather(*(ask(name) for name in "abcdef"))
        assert order == list("abcdef")

    run(scenario())


def test_not_too_many_wait():
    async def scenario():
        one = pool(waiting=2)
        await one.open()
        async with one.worker():
            waiting = [asyncio.create_task(take(one)) for _ in range(2)]
            await turns()
            with pytest.raises(BusyError, match="2 requests wait already"):
                await take(one)
        assert await asyncio.gather(*waiting) == [0, 0]

    run(scenario())


def test_patience_ends_and_leaves_the_queue(monkeypatch):
    monkeypatch.setattr(pools, "PATIENCE", 0.01)

    async def scenario():
        one = pool()
        await one.open()
        async with one.worker():
            with pytest.raises(BusyError, match="no process was free"):
                await take(one)
            assert one.queued == 0
        assert await take(one) == 0

    run(scenario())


def test_who_goes_away_while_waiting_takes_nothing_along():
    async def scenario():
        one = pool()
        await one.open()
        async with one.worker():
            gone, stays = asyncio.create_task(take(one)), asyncio.create_task(take(one))
            await turns()
            gone.cancel()
            await turns()
            assert one.queued == 1
        assert await stays == 0
        assert one.busy == 0

    run(scenario())


def test_who_goes_away_just_as_the_turn_comes_hands_it_on():
    async def scenario():
        one = pool()
        await one.open()
        async with one.worker():
            gone, stays = asyncio.create_task(take(one)), asyncio.create_task(take(one))
            await turns()
        gone.cancel()  # its turn has come, and it has not run since
        assert await stays == 0
        assert one.busy == 0

    run(scenario())


def test_a_dead_one_is_replaced_though_it_takes_several_tries(monkeypatch):
    monkeypatch.setattr(pools, "RETRY", 0.0)

    async def scenario():
        one = pool(failures=3)
        await one.open()
        async with one.worker() as worker:
            worker.kill()
        assert await take(one) == 1
        assert (one.replaced, one.folders) == (1, {Path("1")})

    run(scenario())


def test_all_die_and_who_waits_is_still_answered():
    async def scenario():
        both = pool(2)
        await both.open()

        async def kill():
            async with both.worker() as worker:
                await asyncio.sleep(0)
                worker.kill()

        await asyncio.gather(*(kill() for _ in range(10)))
        await turns()
        assert (both.replaced, both.busy, both.queued) == (10, 0, 0)

    run(scenario())


def test_only_idle_ones_are_tended():
    async def scenario():
        both, tended = pool(2), []
        await both.open()

        async def tend(worker):
            tended.append(worker.number)
            await asyncio.sleep(0)

        async with both.worker() as busy:
            await both.tend(tend)
            assert tended == [1 - busy.number]
        assert both.busy == 0

    run(scenario())


def test_one_that_dies_while_it_is_tended_is_replaced():
    async def scenario():
        one = pool()
        await one.open()

        async def die(worker):
            worker.kill()
            raise StoreError("gone")

        with pytest.raises(StoreError):
            await one.tend(die)
        assert await take(one) == 1

    run(scenario())


def test_after_the_end_none_is_started():
    async def scenario():
        one = pool()
        await one.open()
        async with one.worker() as worker:
            await one.close()
        await turns()
        assert not worker.alive
        assert one.replaced == 0

    run(scenario())


def test_when_one_cannot_be_started_the_others_are_ended():
    started = []

    async def start():
        if started:
            raise StoreError("no store")
        started.append(Fake(0))
        return started[0]

    async def scenario():
        both = Pool(start, 2, 10)
        with pytest.raises(StoreError):
            await both.open()
        await both.close()
        assert not started[0].alive

    run(scenario())


def test_one_that_is_prompt_has_a_second_question_at_hand_when_none_is_idle():
    async def scenario():
        both = pool(2)
        await both.open()
        async with both.worker() as one, both.worker() as two:
            assert one is not two
            one.prompt = True
            async with both.worker() as again:
                assert again is one
                waiting = asyncio.create_task(take(both))
                await turns()
                assert both.queued == 1
            assert await waiting == one.number
        assert (both.busy, both.queued) == (0, 0)

    run(scenario())


def test_one_that_dies_with_two_questions_at_hand_is_replaced_once():
    async def scenario():
        one = pool()
        await one.open()
        async with one.worker() as worker:
            worker.prompt = True
            async with one.worker():
                worker.kill()
        assert await take(one) == 1
        assert (one.replaced, one.busy) == (1, 0)

    run(scenario())


def test_one_that_died_while_idle_is_not_asked_and_replaced_when_it_is_tended():
    async def scenario():
        both = pool(2)
        await both.open()
        async with both.worker() as worker:
            pass
        worker.kill()
        assert await take(both) == 1 - worker.number
        await both.tend(lambda _: asyncio.sleep(0))
        await turns()
        assert (both.replaced, both.busy) == (1, 0)

    run(scenario())
