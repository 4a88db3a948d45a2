"""What runs in the processes that read: queries of users, and the views of our own pages.

Run as ``python -m kg.serve.reader FILE_DESCRIPTOR STORE MEMORY INDEX``; see :mod:`kg.query.worker`.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.errors import AbsentError, KgError
from kg.query.messages import Failure, Message, Reply, Request, View
from kg.query.worker import Answer, answer_query, end_with_parent, leave_network, main
from kg.serve.edges.writing import edges_file
from kg.serve.search.finding import Finder
from kg.serve.search.functions import functions
from kg.serve.views.data import Data
from kg.serve.views.registry import show


def answering(store: ox.Store, folder: str, finder: Finder) -> Answer:
    """Make what answers from a store: what is counted once in it is kept as long as it is open."""
    return partial(answer, Data(store, finder, edges_file(finder.file.parent, Path(folder))))


def answer(data: Data, message: Message) -> Message:
    """Answer a query or a view."""
    if isinstance(message, Request):
        return answer_query(data.store, message, functions(data.finder))
    if isinstance(message, View):
        try:
            return Reply("view", show(data, message.name, message.parameters))
        except AbsentError as error:
            return Failure("absent", str(error))
        except KgError as error:
            return Failure("parameter", str(error))
        except Exception as error:  # a fault of ours, which is not the reader's end
            return Failure("fault", f"{type(error).__name__}: {error}")
    return Failure("store", "neither a query nor a view")


if __name__ == "__main__":
    leave_network()
    end_with_parent()
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), partial(answering, finder=Finder(Path(sys.argv[4]))))
