"""A process that reads articles for a build, until the build closes the connection.

Run as ``python -m kg.workers.process FILE_DESCRIPTOR``.
"""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection

from kg.errors import KgError
from kg.workers.draft import draft


def main(descriptor: int) -> None:
    """Read articles, one by one. Without memory the process ends, so that another begins with all that there is."""
    with Connection(descriptor) as connection:
        try:
            while True:
                connection.send(draft(*connection.recv()))
        except KgError as error:
            connection.send(error)
        except (EOFError, ConnectionError, MemoryError):  # the build has what it wanted or is gone, or another is to try
            return


if __name__ == "__main__":
    main(int(sys.argv[1]))
