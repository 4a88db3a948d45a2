"""Writes of one turn of the loop leave together."""

import asyncio

from kg.serve.connections import Gathered


class Transport:
    """What was written, packet by packet."""

    def __init__(self):
        self.packets, self.closed = [], False

    def write(self, data):
        assert not self.closed
        self.packets.append(data)

    def close(self):
        self.closed = True

    def is_closing(self):
        return self.closed


def packets(scenario):
    async def run():
        transport = Transport()
        await scenario(Gathered(transport, asyncio.get_running_loop()), transport)
        await asyncio.sleep(0)
        return transport.packets

    return asyncio.run(run())


def test_a_head_and_a_body_are_one_packet_and_the_next_answer_another():
    async def scenario(gathered, _):
        gathered.write(b"head,")
        gathered.write(b"body")
        await asyncio.sleep(0)
        gathered.write(b"next")

    assert packets(scenario) == [b"head,body", b"next"]


def test_what_was_written_leaves_before_it_is_closed():
    async def scenario(gathered, transport):
        gathered.write(b"last words")
        gathered.close()
        assert transport.closed

    assert packets(scenario) == [b"last words"]


def test_nothing_is_written_to_who_has_gone():
    async def scenario(gathered, transport):
        gathered.write(b"too late")
        transport.close()

    assert packets(scenario) == []
