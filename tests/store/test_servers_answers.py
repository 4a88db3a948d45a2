"""What is said of servers that are none, refuse, or say too much; and what they are never told."""

from __future__ import annotations

import base64
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme

from kg.errors import ServerError, StoreError
from kg.store import client
from kg.store.client import Asked, Client
from kg.store.embedded import MARKS
from kg.store.endpoints import find
from kg.store.place import stem
from kg.store.remote import RemoteStore
from kg.store.server import Server
from kg.store.updates import block
from tests.store.servers import free_port, oxigraph

YES = b'{"head": {}, "boolean": true}'
RESULTS = "application/sparql-results+json"
Reply = tuple[int, dict[str, str], bytes]


@contextmanager
def serving(reply: Callable[[BaseHTTPRequestHandler], Reply], tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server that answers every request as it is told."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, body = reply(self)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        http.handle_error = lambda *_: None  # type: ignore[method-assign]
        if tls:
            http.socket = tls.wrap_socket(http.socket, server_side=True)
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"{'https' if tls else 'http'}://127.0.0.1:{http.server_port}"
        http.shutdown()


@pytest.fixture(autouse=True)
def nobody(monkeypatch):
    """No credentials and no waiting."""
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", "/nonexistent")
    monkeypatch.setattr(client, "PAUSES", (0.0,))


@pytest.mark.parametrize(("address", "says"), [
    ("http://", "no address of a server"),
    ("http://host:99999", "no address of a server"),
    ("http://a b", "no address of a server"),
    ("http://ann:secret@127.0.0.1:1/", r"a name or password in the address \(at 127.0.0.1\); valid: KG_STORE_USER"),
    ("http://127.0.0.1:1/#query=sparql", "not the endpoints of a server"),
])
def test_an_address_that_is_none_is_told_and_no_password_shown(address, says):
    with pytest.raises(StoreError, match=says) as caught:
        RemoteStore(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(("reply", "says"), [
    ((404, {"Content-Type": "text/plain"}, b"no such\x1b[31m thing"), "/query answers 404 Not Found: no such .31m thing"),
    ((404, {"Content-Type": "text/html"}, b"<script>"), "/query answers 404 Not Found; /sparql|/sparql answers 404 Not Found"),
    ((200, {"Content-Type": "text/html"}, b"Welcome"), "nothing there answers SPARQL: /sparql answers 200 OK"),
    ((302, {"Location": "http://127.0.0.1:1/"}, b""), "answers 302 Found"),
    ((500, {"Content-Type": "text/plain"}, b"full disk"), "500 Internal Server Error: full disk"),
    ((401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), "asks for a name and password.*valid: KG_STORE_USER"),
    ((200, {"Content-Type": RESULTS, "Content-Length": "100"}, YES), "no answer: "),
])
def test_what_a_server_answers_is_said(reply, says):
    with serving(lambda _: reply) as address, pytest.raises(ServerError, match=says):
        RemoteStore(address)


def test_no_server_is_told():
    with pytest.raises(ServerError, match=r"no answer: .*refused.*valid: a SPARQL server that runs"):
        RemoteStore(f"http://127.0.0.1:{free_port()}")


def test_what_passes_is_asked_again_but_nothing_that_changes():
    asked = []

    def busy(request: BaseHTTPRequestHandler) -> Reply:
        asked.append(request.path)
        return (503, {}, b"") if len(asked) % 2 else (200, {"Content-Type": RESULTS}, YES)

    with serving(busy) as address:
        speaks = Client()
        assert speaks.ask(Asked("GET", address, {}), again=True).status == 200
        assert speaks.ask(Asked("POST", address, {}, body=b"x"), again=False).status == 503
    assert len(asked) == 3


def test_an_answer_too_large_or_too_late_is_told():
    late = threading.Event()

    def slow(_: BaseHTTPRequestHandler) -> Reply:
        late.wait(2)
        return 200, {}, b"x" * 2000

    with serving(slow) as address:
        with pytest.raises(ServerError, match="no answer in time"):
            Client().ask(Asked("GET", address, {}), again=False, seconds=0.1)
        late.set()
        with pytest.raises(ServerError, match="too large"):
            Client().ask(Asked("GET", address, {}), again=False, limit=1000)


@pytest.mark.parametrize(("variables", "header"), [
    ({"KG_STORE_USER": "ann", "KG_STORE_PASSWORD": "s3cret"}, "Basic " + base64.b64encode(b"ann:s3cret").decode()),
    ({"KG_STORE_TOKEN": "s3cret"}, "Bearer s3cret"),
])
@pytest.mark.parametrize("accepted", [True, False])
def test_credentials_go_to_who_asks_and_into_no_message(variables, header, accepted, monkeypatch):
    seen = []

    def guarded(request: BaseHTTPRequestHandler) -> Reply:
        seen.append(request.headers.get("Authorization"))
        if seen[-1] is None or not accepted:
            return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b"s3cret is wrong"
        return 200, {"Content-Type": RESULTS}, YES

    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with serving(guarded) as address:
        if accepted:
            find(Client(), address)
        else:
            with pytest.raises(ServerError, match="refuses the name and password, or the token") as caught:
                find(Client(), address)
            assert "s3cret" not in str(caught.value)
    assert seen[:2] == [None, header]


def test_a_password_from_netrc(monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ann password s3cret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    def guarded(request: BaseHTTPRequestHandler) -> Reply:
        if request.headers.get("Authorization") is None:
            return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b""
        return 200, {"Content-Type": RESULTS}, YES

    with serving(guarded) as address:
        assert find(Client(), address).query == f"{address}/query"


def test_a_password_is_not_sent_in_the_clear_to_another_machine():
    with pytest.raises(ServerError, match="could read"):
        client._credentials("http://db.example/sparql", 'Basic realm="x"')


def test_a_server_whose_certificate_nobody_vouches_for_is_refused(monkeypatch, tmp_path):
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    with serving(lambda _: (200, {"Content-Type": RESULTS}, YES), tls) as address:
        with pytest.raises(ServerError, match=r"no answer: .*certificate verify failed"):
            find(Client(), address)
        authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert find(Client(), address).query == f"{address}/query"


def test_endpoints_are_found_written_out_or_taken_for_the_base():
    with serving(lambda _: (200, {"Content-Type": RESULTS}, YES)) as address:
        for written in (address, f"{address}/", f"{address}/query", f"{address}/sparql"):
            found = find(Client(), written)
            assert (found.query, found.update, found.store) == (f"{address}/query", f"{address}/update", f"{address}/store")
        own = find(Client(), f"{address}/news#query=q,update=/u")
        assert (own.query, own.update, own.store) == (f"{address}/news/q", f"{address}/u", None)


@pytest.mark.parametrize(("status", "there"), [(200, False), (400, False), (204, True)])
def test_quads_are_uploaded_only_where_they_come_to_stand_in_their_graphs(status, there):
    def answer(request: BaseHTTPRequestHandler) -> Reply:
        if request.path.startswith("/store"):
            return status, {}, b""
        rows = '[{"one": {"type": "literal", "value": "1"}}]' if there else "[]"
        return 200, {"Content-Type": RESULTS}, f'{{"head": {{"vars": ["one"]}}, "results": {{"bindings": {rows}}}}}'.encode()

    with serving(answer) as address:
        server = Server(address)
        assert not server.takes_uploads(MARKS)
        server.at_once = True
        assert server.takes_uploads(MARKS) is there


def test_files_beside_a_store_on_a_server_have_its_name():
    assert stem("https://db.example#query=q,update=u") == stem("https://db.example/")


def test_a_server_that_may_only_be_read_is_told(tmp_path):
    with oxigraph(tmp_path / "db"):
        pass
    with oxigraph(tmp_path / "db", "serve-read-only") as address, pytest.raises(ServerError, match="takes no update: 40"):
        Server(address).insert([])


def test_no_text_leaves_its_literal_on_a_server_that_decodes_escapes_first():
    import pyoxigraph as ox

    node = ox.NamedNode("https://example.org/n")
    text = block([ox.Quad(node, node, ox.Literal(r'\u0022 } \\U00000022 \" \\'), node)])
    assert r"\\u" not in text.replace(r"\\\u", "")
    found = ox.Store()
    found.update(f"INSERT DATA {{ {text} }}")
    assert next(iter(found)).object.value == r'\u0022 } \\U00000022 \" \\'
