"""One request to one server: Python's own HTTP client, within limits of size, time and network.

Proxies are not used: which machine is reached is decided here.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import NamedTuple

from kg import __version__
from kg.errors import SourceError
from kg.sources.web.address import Target, addresses

AGENT = "newskg"
HEADERS = {"User-Agent": f"{AGENT}/{__version__}", "Accept-Encoding": "gzip", "Connection": "close",
           "Accept": "application/rss+xml, application/atom+xml, text/html, application/xml;q=0.9, */*;q=0.5"}
SILENCE = 20.0  # seconds that a server may say nothing
LONGEST = 120.0  # seconds of a whole answer
LARGEST_ANSWER = 32 * 1024 * 1024  # bytes, as they are sent


class Answer(NamedTuple):
    """What a server said: headers have names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def get(goal: Target, headers: Mapping[str, str], *, allow_private: bool, limit: int = LARGEST_ANSWER) -> Answer:
    """Ask for one address once; redirects are answers like others.

    Parameters
    ----------
    goal : Target
    headers : mapping of str to str
        Added to those that every request has.
    allow_private : bool
        Whether the server may be on a private network.
    limit : int
        Bytes of the answer.

    Raises
    ------
    SourceError
        When the server cannot be reached, does not answer in time or as HTTP, or says too much.
    """
    try:
        with _stream(goal, allow_private) as stream:
            connection = HTTPConnection(goal.host, goal.port)
            connection.sock = stream
            connection.request("GET", goal.path, headers={**HEADERS, "Host": goal.origin, **headers})
            with connection.getresponse() as response:
                return _answer(response, limit, goal)
    except TimeoutError as error:
        raise SourceError("no answer in time", where=goal.url, valid=f"an answer in {LONGEST:.0f} s") from error
    except (OSError, HTTPException, ValueError) as error:
        raise SourceError(f"no answer: {' '.join(str(error).split())[:200] or type(error).__name__}", where=goal.url,
                          valid="a server that answers") from error


def _answer(response: HTTPResponse, limit: int, goal: Target) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    if response.status != HTTPStatus.OK:
        return Answer(response.status, headers, b"")
    body = response.read(limit + 1) if (response.length or 0) <= limit else None
    if body is None or len(body) > limit:
        raise SourceError("the answer is too large", where=goal.url, valid=f"at most {limit:,} bytes")
    if response.length:
        raise HTTPException("it is cut off")
    return Answer(response.status, headers, body)


@contextmanager
def _stream(goal: Target, allow_private: bool) -> Iterator[socket.socket]:
    """A stream to an address that was checked; it is cut when the whole takes too long."""
    plain = _reached(goal, addresses(goal, allow_private=allow_private))
    stream = _secured(plain, goal.host) if goal.scheme == "https" else plain
    late = threading.Event()
    timer = threading.Timer(LONGEST, _cut, (stream, late))
    timer.daemon = True
    timer.start()
    try:
        if isinstance(stream, ssl.SSLSocket):
            stream.do_handshake()
        yield stream
    except (OSError, HTTPException, ValueError):
        if not late.is_set():
            raise
    finally:
        timer.cancel()
        stream.close()
    if late.is_set():
        raise TimeoutError


def _reached(goal: Target, found: list[str]) -> socket.socket:
    """A connection to the first of the addresses that takes one."""
    for number, address in enumerate(found, 1):
        try:
            return socket.create_connection((address, goal.port), timeout=SILENCE)
        except OSError:
            if number == len(found):
                raise
    raise OSError("the server has no address")


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return _tls().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _cut(stream: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        socket.socket.shutdown(stream, socket.SHUT_RDWR)  # not TLS's own, which would wait for the other side
