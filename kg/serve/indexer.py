"""What runs in the process that makes what is derived of the store: it reads each new copy once.

Run as ``python -m kg.serve.indexer FILE_DESCRIPTOR INDEX``; it answers Open by Ready when the search index in that file is up
to date and what is drawn of the copy lies beside it.
"""

from __future__ import annotations

import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.query.messages import Failure, Message, Open, Ready, decode, encode
from kg.query.worker import end_with_parent, leave_network
from kg.serve.edges.writing import edges_file, write_edges
from kg.serve.search.indexing import index

NICE = 10


def main(descriptor: int, file: Path) -> None:
    """Index what is sent until the connection closes."""
    leave_network()
    end_with_parent()
    with Connection(descriptor) as connection:
        while True:
            try:
                message = decode(connection.recv_bytes())
            except EOFError:
                return
            connection.send_bytes(encode(_indexed(message, file)))


def _indexed(message: Message, file: Path) -> Message:
    if not isinstance(message, Open):
        return Failure("store", "nothing to index")
    try:
        store = ox.Store.read_only(message.folder)
        index(store, file)
        write_edges(store, edges_file(file.parent, Path(message.folder)))
    except Exception as error:  # whatever is wrong, the server goes on without it
        return Failure("store", f"{type(error).__name__}: {error}")
    return Ready()


if __name__ == "__main__":
    os.nice(NICE)
    main(int(sys.argv[1]), Path(sys.argv[2]))
