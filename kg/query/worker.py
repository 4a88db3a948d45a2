"""A process that answers queries on one read-only store, and may be killed at any time.

The engine has no deadline, no way to cancel and no memory cap of its own, and a hostile query can crash it: so it runs
here, under the operating system's limits, and the process that asks only waits. Run as
``python -m kg.query.worker FILE_DESCRIPTOR STORE MEMORY``; it ends when the other side closes the connection.
"""

from __future__ import annotations

import math
import resource
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.query.messages import Failure, Message, Ready, Reply, Request, decode, encode

GRACE = 5
"""Seconds of processor time after the deadline, at which a worker whose parent died ends by itself."""


def main(descriptor: int, path: str, memory: int) -> None:
    """Open the store at ``path`` and answer until the connection closes.

    ``memory`` is what queries may take, in bytes beyond what the open store takes.
    """
    with Connection(descriptor) as connection:
        try:
            store = ox.Store.read_only(path)
        except OSError as error:
            connection.send_bytes(encode(Failure("store", str(error))))
            return
        _cap_memory(memory)
        connection.send_bytes(encode(Ready()))
        while True:
            try:
                request = decode(connection.recv_bytes())
            except EOFError:
                return
            if isinstance(request, Request):
                connection.send_bytes(encode(_answer(store, request)))


def _answer(store: ox.Store, request: Request) -> Message:
    _cap_time(request.seconds)
    try:
        results = store.query(request.query, prefixes=request.prefixes, use_default_graph_as_union=request.union)
        if isinstance(results, ox.QueryTriples):
            graph = sorted(results, key=str)
            body = ox.serialize(graph, format=_rdf_format(request.graph), prefixes=request.prefixes)
            return Reply("graph", body or b"")
        body = results.serialize(format=_results_format(request.results))
        return Reply("boolean" if isinstance(results, ox.QueryBoolean) else "solutions", body or b"")
    except SyntaxError as error:
        return Failure("syntax", str(error))
    except MemoryError:
        return Failure("memory", "out of memory")
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


def _cap_memory(beyond: int) -> None:
    """Bound the address space; systems without /proc have no such bound, and the deadline alone holds there."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        now = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + beyond, now + beyond))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _cap_time(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(used.ru_utime + used.ru_stime + seconds) + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
