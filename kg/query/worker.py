"""A process that answers questions on one read-only store, and may be killed at any time.

The engine has no deadline, no way to cancel and no memory cap of its own, and a hostile query can crash it: so it runs
here, under the operating system's limits, and the process that asks only waits. Run as
``python -m kg.query.worker FILE_DESCRIPTOR STORE MEMORY``; it ends when the other side closes the connection.
"""

from __future__ import annotations

import ctypes
import math
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time
from typing import IO, cast

import pyoxigraph as ox

from kg.query.messages import WITHDRAWN, Failure, Message, Open, Ready, Reply, Request, View, Withdrawn, decode, encode
from kg.query.spool import Spool, SpoolFullError

GRACE = 5
"""Seconds of processor time after the deadline, at which a worker whose parent died ends by itself."""
EMPTY = b"\0\0\0\0"  # how a message of no bytes looks on the connection
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # of unshare(2)
PARENT_DEATH_SIGNAL = 1  # of prctl(2)

Function = Callable[..., ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]
Functions = dict[ox.NamedNode, Function]
Answer = Callable[[Message], Message]
Answering = Callable[[ox.Store, str], Answer]


def main(descriptor: int, folder: str, memory: int, answering: Answering) -> None:
    """Open the store in ``folder``, or where that is empty the one that is named first, and answer until the connection closes.

    ``memory`` is what answers may take, in bytes beyond what the open store takes. ``answering`` makes what answers from a
    store and its folder, and is let go of with it.
    """
    with Connection(descriptor) as connection, socket.socket(fileno=os.dup(descriptor)) as peeked, suppress(EOFError):
        answer: Answer | None = None
        message = Open(folder) if folder else _next(connection, peeked)
        while True:
            if isinstance(message, Open):
                answer = None
                answer, reply = _open(message.folder, memory, answering)
            else:
                reply = message if isinstance(message, Withdrawn) else _answer(answer, message)
            connection.send_bytes(encode(reply))
            message = _next(connection, peeked)


def _next(connection: Connection, peeked: socket.socket) -> Message:
    """Receive what is asked next; what was withdrawn before it is begun is nothing to do."""
    while (received := connection.recv_bytes()) == WITHDRAWN:  # what has been answered already
        pass
    with suppress(BlockingIOError):
        if peeked.recv(len(EMPTY), socket.MSG_PEEK | socket.MSG_DONTWAIT) == EMPTY:
            return Withdrawn()
    message: Message = decode(received)
    return message


def leave_network() -> None:
    """Leave the network of the machine, where the system lets a user do so: a second lock behind the guard of queries."""
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)


def end_with_parent() -> None:
    """Be ended with the thread that started this process, whatever is being done then, where the system knows how.

    To be asked for after :func:`leave_network`, by which the system may forget it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


def answer_query(store: ox.Store, request: Request, functions: Functions | None = None) -> Message:
    """Answer a query; raises what the engine raises."""
    default, named = request.dataset or (None, None)
    results = store.query(request.query, base_iri=request.base, prefixes=request.prefixes,
                          use_default_graph_as_union=request.union and request.dataset is None,
                          default_graph=default if default is None else [ox.NamedNode(iri) for iri in default],
                          named_graphs=named if named is None else [ox.NamedNode(iri) for iri in named],
                          custom_functions=functions or {})
    spool = Spool(request.spool, request.largest)
    file = cast(IO[bytes], spool)
    if isinstance(results, ox.QueryTriples):
        ox.serialize(sorted(results, key=str), file, format=_rdf_format(request.graph), prefixes=request.prefixes)
        return Reply("graph", spool.body())
    results.serialize(file, format=_results_format(request.results))
    return Reply("boolean" if isinstance(results, ox.QueryBoolean) else "solutions", spool.body())


def _open(folder: str, memory: int, answering: Answering) -> tuple[Answer | None, Message]:
    _cap_memory(None)
    try:
        store = ox.Store.read_only(folder)
    except OSError as error:
        return None, Failure("store", str(error))
    _cap_memory(memory)
    return answering(store, folder), Ready()


def _answer(answer: Answer | None, message: Message) -> Message:
    if answer is None:
        return Failure("store", "no store is open")
    if isinstance(message, Request | View):
        _cap_time(message.seconds)
    try:
        return answer(message)
    except SyntaxError as error:
        return Failure("syntax", str(error))
    except MemoryError:
        return Failure("memory", "out of memory")
    except SpoolFullError as error:
        return Failure("size", str(error))
    except (OSError, ValueError, RuntimeError) as error:
        return Failure("store", str(error))


def _rdf_format(media_type: str) -> ox.RdfFormat:
    format_ = ox.RdfFormat.from_media_type(media_type)
    if format_ is None:
        raise ValueError(f"no RDF format: {media_type}")
    return format_


def _results_format(media_type: str) -> ox.QueryResultsFormat:
    format_ = ox.QueryResultsFormat.from_media_type(media_type)
    if format_ is None:
        raise ValueError(f"no format of query results: {media_type}")
    return format_


def _cap_memory(beyond: int | None) -> None:
    """Bound the address space; systems without /proc have no such bound, and the deadline alone holds there."""
    statm = Path("/proc/self/statm")
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if beyond is None:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    elif statm.exists():
        now = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + beyond, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _cap_time(seconds: float) -> None:
    _set_time_cap(math.ceil(process_time() + seconds) + GRACE)


@lru_cache(1)
def _set_time_cap(limit: int) -> None:
    """Tell the system, which counts in seconds."""
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def answer_only_queries(store: ox.Store, message: Message) -> Message:
    """Answer a query, and nothing else."""
    return answer_query(store, message) if isinstance(message, Request) else Failure("store", "no query")


if __name__ == "__main__":
    leave_network()
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), lambda store, _: partial(answer_only_queries, store))
