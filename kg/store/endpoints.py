"""Where a server takes queries, updates and graphs: found from its address, or written out behind it.

A server is named by its base, ``http://localhost:7878``, and asked at the places where servers have their endpoints:
``/query`` or ``/sparql``, ``/update`` and ``/store`` (Oxigraph), ``/sparql`` and ``/sparql-auth`` (Virtuoso). Others are
written out behind a ``#``, which no server is ever sent: ``https://db.example/news#query=sparql,update=update,store=data``.
From ``store`` the whole dataset is fetched at once, and an import is sent there as N-Quads; a server that has none is asked for
graph after graph, and sent updates.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import NoReturn
from urllib.parse import urljoin, urlsplit

from kg.errors import ServerError, StoreError
from kg.store.client import Answer, Asked, Client

RESULTS = "application/sparql-results+json"
FORM = "http://HOST:PORT, or with its endpoints: http://HOST/BASE#query=PATH,update=PATH,store=PATH"
MOST_QUADS = 10_000  # in one update


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The endpoints of a server, and how many quads it takes in one update.

    ``store`` gives the whole dataset, ``upload`` takes quads of all graphs. ``is_exact`` tells whether any query is answered as
    SPARQL 1.1 has it.
    """

    query: str
    update: str
    store: str | None
    upload: str | None = None
    most_quads: int = MOST_QUADS
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a kind of server has its endpoints, below its base; ``server`` is how it calls itself."""

    query: str
    update: str
    store: str | None
    upload: str | None = None
    server: str = ""
    most_quads: int = MOST_QUADS
    is_exact: bool = True

    def below(self, base: str) -> Endpoints:
        """Give the endpoints of the server at an address."""
        store, upload = (urljoin(base, place) if place else None for place in (self.store, self.upload))
        return Endpoints(urljoin(base, self.query), urljoin(base, self.update), store, upload, self.most_quads, self.is_exact)


# Virtuoso 7 gives no rows for VALUES within UNION, and finds no empty text in another. It turns an update into a program of
# its own, of 10,000 lines at most: some 1,900 quads. Oxigraph takes a build's batch in one update, and reads an upload in half
# the time where it need not be able to undo it.
LAYOUTS = (
    _Layout("sparql", "sparql-auth", None, server="virtuoso", most_quads=1_000, is_exact=False),
    _Layout("query", "update", "store", "store?no_transaction", server="oxigraph", most_quads=100_000),
    _Layout("query", "update", "store", "store"),
    _Layout("sparql", "update", "store", "store"),
)


def find(client: Client, address: str) -> Endpoints:
    """Find the endpoints of a server.

    Raises
    ------
    StoreError
        When the address is none, or nothing there answers queries.
    """
    base, written = _parts(address)
    if written:
        layout = _Layout(written["query"], written["update"], written.get("store"), written.get("store"))
        endpoints = layout.below(base)
        answer = _asked(client, endpoints.query)
        if not _is_answer(answer):
            _refuse(base, {endpoints.query: answer})
        return endpoints
    answers: dict[str, Answer] = {}
    for layout in LAYOUTS:
        url = urljoin(base, layout.query)
        if url not in answers:
            answers[url] = _asked(client, url)
        if _is_answer(answers[url]) and layout.server in answers[url].headers.get("Server", "").lower():
            return layout.below(base)
    _refuse(base, answers)


def _parts(address: str) -> tuple[str, dict[str, str]]:
    """The base of an address, and the endpoints that are written out behind it."""
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        named = False
    if not named or not address.isprintable() or " " in address:
        raise StoreError("this is no address of a server", where=address.rpartition("@")[2], valid=FORM)
    if "@" in parts.netloc:
        raise StoreError("a name or password in the address", where=parts.hostname,
                         valid="KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or a netrc file")
    path = parts.path if parts.path.endswith("/") else parts.path + "/"
    if not parts.fragment and path.endswith(("/sparql/", "/query/")):  # the endpoint in place of the base
        path = path.rstrip("/").rpartition("/")[0] + "/"
    written = dict(pair.partition("=")[::2] for pair in parts.fragment.split(",")) if parts.fragment else {}
    if written and written.keys() - {"store"} != {"query", "update"}:
        raise StoreError("these are not the endpoints of a server", where=parts.fragment, valid=FORM)
    return f"{parts.scheme}://{parts.netloc}{path}", written


def _asked(client: Client, url: str) -> Answer:
    return client.ask(Asked("POST", url, {"Accept": RESULTS}, form={"query": "ASK {}"}), again=True)


def _is_answer(answer: Answer) -> bool:
    return answer.status == HTTPStatus.OK and answer.media_type == RESULTS


def _refuse(where: str, answers: dict[str, Answer]) -> NoReturn:
    told = "; ".join(f"{urlsplit(url).path} answers {answer.said}" for url, answer in answers.items())
    raise ServerError(f"nothing there answers SPARQL: {told}", where=where, valid=FORM)
