"""Hostile connections: slow, many, endless, or two requests where one is declared; others are heard all the while."""

import time
from contextlib import ExitStack, suppress

import pytest

from kg.serve.connections import IDLE_SECONDS, MOST_CONNECTIONS
from tests.serve.attacking import asked, besieged, connected, received, sent, status
from tests.serve.serving import TOKEN, eventually

HEAD = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
ENDLESS = 64 << 20  # bytes that nobody should take
PING = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
WRITTEN = b"INSERT DATA { <a:s> <a:muggled> 1 }"
HIDDEN = (b"POST /update HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN.encode()
          + b"\r\nContent-Type: application/sparql-update\r\nContent-Length: %d\r\n\r\n" % len(WRITTEN) + WRITTEN)


def is_closed(connection):
    connection.settimeout(0.01)
    try:
        while connection.recv(1 << 16):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


def test_who_trickles_is_cut_off(victim):
    starts = {
        "nothing": b"", "a head": PING + b"X-A: ", "a body that nobody reads": PING + b"Content-Length: 1000000\r\n\r\n",
        "a chunk's extension": PING + b"Transfer-Encoding: chunked\r\n\r\n1;a=",
        "empty lines between requests": PING + b"\r\n",
    }
    with besieged(victim), ExitStack() as stack:
        connections = {name: stack.enter_context(connected(victim)) for name in starts}
        for name, start in starts.items():
            connections[name].sendall(start)
        deadline = time.monotonic() + IDLE_SECONDS + 5
        while connections and time.monotonic() < deadline:
            for name, connection in list(connections.items()):
                with suppress(ConnectionError):
                    connection.sendall(b"\r\n" if name.endswith("requests") else b"a")
                if is_closed(connection):
                    del connections[name]
            time.sleep(0.1)
    assert connections == {}


def test_more_slow_clients_than_there_is_room_for_keep_nobody_out(victim):
    with besieged(victim), ExitStack() as stack:
        for number in range(MOST_CONNECTIONS + 150):
            connection = stack.enter_context(connected(victim))
            part = HEAD if number % 2 else HEAD + "Content-Length: 1000\r\n\r\nASK"
            connection.sendall(part.encode()[:-number % 20 or None])
        time.sleep(1)
        assert victim.ask("ASK {}")


def test_many_large_bodies_that_do_not_end_take_little_memory(victim):
    with besieged(victim, growth=400 << 20), ExitStack() as stack:
        for _ in range(100):
            connection = stack.enter_context(connected(victim))
            connection.settimeout(2)
            with suppress(OSError):
                connection.sendall(HEAD.encode() + b"Content-Length: 2000000\r\n\r\n" + b"a" * 1_900_000)
        assert victim.ask("ASK {}")


@pytest.mark.parametrize(("start", "unit"), [
    pytest.param(b"GET /healthz?", b"a" * 65_536, id="address"),
    pytest.param(PING + b"X-A: ", b"a" * 65_536, id="value"),
    pytest.param(PING, b"a" * 65_536, id="name"),
    pytest.param(PING, b"X-A: b\r\n" * 8192, id="headers"),
    pytest.param(HEAD.encode() + b"Transfer-Encoding: chunked\r\n\r\n1;", b"a" * 65_536, id="chunk extension"),
    pytest.param(HEAD.encode() + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-A: b\r\n" * 8192, id="trailers"),
])
def test_a_head_without_end_is_cut_off(victim, start, unit):
    with besieged(victim, growth=64 << 20), connected(victim) as connection:
        took = 0
        with suppress(OSError):
            connection.sendall(start)
            while took < ENDLESS:
                connection.sendall(unit)
                took += len(unit)
        assert took < ENDLESS


def test_a_chunked_body_without_end_is_cut_off(victim):
    with besieged(victim, growth=64 << 20), connected(victim) as connection:
        took, chunk = 0, b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
        with suppress(OSError):
            connection.sendall(HEAD.encode() + b"Transfer-Encoding: chunked\r\n\r\n")
            while took < ENDLESS * 16 and b"413" not in _heard(connection):
                connection.sendall(chunk)
                took += len(chunk)
        assert took < ENDLESS * 16


def _heard(connection):
    connection.setblocking(False)
    try:
        return connection.recv(1000)
    except BlockingIOError:
        return b""
    finally:
        connection.settimeout(5)


def test_requests_without_waiting_are_answered_in_their_order(victim):
    last = b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n"
    answer = sent(victim, (PING + b"\r\n") * 30 + last + b"Connection: close\r\n\r\n")
    assert answer.count(b"HTTP/1.1 200") == 31
    assert answer.rindex(b"ok\n") < answer.index(b"User-agent")


def test_too_many_requests_without_waiting_are_cut_off(victim):
    with besieged(victim, growth=64 << 20):
        answer = sent(victim, (PING + b"\r\n") * 50_000)
    assert answer.count(b"HTTP/1.1") < 50_000


def test_who_asks_for_much_and_takes_nothing_keeps_nobody_out(victim):
    numbers = " ".join(map(str, range(1000)))
    query = f"SELECT * {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}".encode()
    with besieged(victim), ExitStack() as stack:
        for _ in range(30):
            connection = stack.enter_context(connected(victim))
            connection.sendall(HEAD.encode() + f"Content-Length: {len(query)}\r\n\r\n".encode() + query)
        assert eventually(lambda: victim.ask("ASK {}"))


@pytest.mark.parametrize("headers", [
    pytest.param(b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", id="both lengths"),
    pytest.param(b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", id="both lengths the other way"),
    pytest.param(b"Content-Length: 4\r\nContent-Length: 40\r\n", id="two lengths"),
    pytest.param(b"Content-Length: 4, 40\r\n", id="a list of lengths"),
    pytest.param(b"Content-Length: -4\r\n", id="less than nothing"),
    pytest.param(b"Content-Length: +4\r\n", id="signed"),
    pytest.param(b"Content-Length: 0x4\r\n", id="hexadecimal"),
    pytest.param(b"Content-Length: 99999999999999999999999\r\n", id="too large a number"),
    pytest.param(b"Content-Length : 4\r\n", id="a space before the colon"),
    pytest.param(b"Transfer-Encoding: xchunked\r\n", id="unknown coding"),
    pytest.param(b"Transfer-Encoding: chunked, identity\r\n", id="chunked is not last"),
    pytest.param(b"Transfer-Encoding:\x0bchunked\r\n", id="odd space"),
    pytest.param(b"Transfer-Encoding: chunked\r\n Content-Length: 4\r\n", id="folded"),
    pytest.param(b"X-A: b\rContent-Length: 4\r\n", id="bare carriage return"),
    pytest.param(b"X-A: b\x00\r\n", id="zero byte"),
])
def test_no_second_request_hides_in_the_body_of_one(victim, headers):
    with besieged(victim):
        answer = sent(victim, HEAD.encode() + headers + b"\r\n0\r\n\r\n" + HIDDEN)
    assert answer.count(b"HTTP/1.1") <= 1
    assert not victim.ask("ASK { ?s <a:muggled> ?o }")


def test_the_hidden_request_would_be_made_if_it_were_one(own):
    sent(own, PING + b"\r\n" + HIDDEN)
    assert own.ask("ASK { ?s <a:muggled> ?o }")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PATCH", "PROPFIND", "OPTIONS", "SUBSCRIBE", "SOURCE", "get", "PRI",
                                    "GET\x00", "A" * 5000])
@pytest.mark.parametrize("target", ["/healthz", "*", "localhost:80", "http://elsewhere.example/healthz"])
def test_odd_methods_are_refused(victim, method, target):
    answer = asked(victim, target, method=method)
    assert status(answer) in (400, 404, 405, 421)


@pytest.mark.parametrize("upgrade", ["h2c", "websocket", "TLS/1.0"])
def test_a_connection_stays_what_it_is(victim, upgrade):
    answer = asked(victim, "/healthz", f"Upgrade: {upgrade}", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMA")
    assert not answer.startswith(b"HTTP/1.1 101")


def test_another_protocol_is_refused(victim):
    with besieged(victim):
        for start in (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"\x80\x2e\x01\x03",
                      b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n", b"\0" * 4096, b"\xff" * 100):
            with connected(victim) as connection:
                connection.sendall(start)
                connection.settimeout(1)
                assert b"200 OK" not in received(connection)
