"""What runs in the process that keeps the search index: it reads each new copy of the store once.

Run as ``python -m kg.serve.indexer FILE_DESCRIPTOR INDEX``; it answers Open by Ready when the index is up to date.
"""

from __future__ import annotations

import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.query.messages import Failure, Message, Open, Ready, decode, encode
from kg.query.worker import end_with_parent, leave_network
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
        index(ox.Store.read_only(message.folder), file)
    except Exception as error:  # whatever is wrong, the server goes on without it
        return Failure("store", f"{type(error).__name__}: {error}")
    return Ready()


if __name__ == "__main__":
    os.nice(NICE)
    main(int(sys.argv[1]), Path(sys.argv[2]))
